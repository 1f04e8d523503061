// Random expressions that are mostly well-typed, from a seed, so that oracle.json can be made again.

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomCases(seed, count) {
  const next = random(seed);
  const one = (items) => items[Math.floor(next() * items.length)];
  const build = (choices, depth) => one(depth <= 0 ? choices.leaf : next() < 0.2 ? choices.leaf : choices.deep)(depth - 1);
  const any = (d) => one([num, str, bool, date, nums, strs, nil])(d);
  const nil = () => one(['null', 'missing', 'none', 'goals[3].owner']);

  const num = (d) => build({
    leaf: [() => String(Math.floor(next() * 12)), () => one(['0.5', '2.25', '10', '100']), () => one(['limit', 'place', 'visits[1]', 'goals[2].score', 'goals[-1].score'])],
    deep: [
      (d) => `(${num(d)} ${one(['+', '-', '*'])} ${num(d)})`, (d) => `${num(d)} / ${one(['2', '4', '5', '0'])}`.replace(/^(.*)$/, '($1)'), (d) => `-${num(d)}`,
      (d) => `count(${one([nums, strs])(d)})`, (d) => `sum(${nums(d)})`, (d) => `max(${nums(d)})`, (d) => `min(${nums(d)})`, (d) => `mean(${nums(d)})`,
      (d) => `string length(${str(d)})`, (d) => `(if ${bool(d)} then ${num(d)} else ${num(d)})`, (d) => `${date(d)}.${one(['year', 'month', 'day', 'weekday'])}`,
      (d) => `get or else(${one([num, nil])(d)}, ${num(d)})`, (d) => `(${num(d)} + ${any(d)})`, (d) => `{a: ${num(d)}, b: a + ${num(d)}}.b`
    ]
  }, d);
  const str = (d) => build({
    leaf: [() => one(['"red"', '"Amber"', '""', '"a b"', '"é"']), () => one(['role', 'words[1]', 'words[-1]', 'goals[1].title', 'goals[2].owner.role'])],
    deep: [
      (d) => `(${str(d)} + ${str(d)})`, (d) => `upper case(${str(d)})`, (d) => `lower case(${str(d)})`, (d) => `substring(${str(d)}, ${one(['1', '2', '-1', '-2'])})`,
      (d) => `substring(${str(d)}, ${one(['1', '2'])}, ${one(['0', '1', '3'])})`, (d) => `string(${one([num, str, bool, date, nums])(d)})`, (d) => `string join(${strs(d)}, ${str(d)})`,
      (d) => `(if ${bool(d)} then ${str(d)} else ${str(d)})`, (d) => `get or else(${one([str, nil])(d)}, ${str(d)})`, (d) => `trim(${str(d)})`, (d) => `day of week(${date(d)})`
    ]
  }, d);
  const date = (d) => build({
    leaf: [() => one(['today()', 'date("2026-02-28")', 'date("2024-02-29")', '@"2026-12-31"', 'date(goals[1].due)', 'date(start_day)'])],
    deep: [(d) => `(${date(d)} + ${length()})`, (d) => `(${date(d)} - ${length()})`, (d) => `(if ${bool(d)} then ${date(d)} else ${date(d)})`, (d) => `date(string(${date(d)}))`]
  }, d);
  const length = () => one(['duration("P1D")', 'duration("P3M")', '@"P1Y"', 'duration("-P10D")', 'duration("P28D")', 'duration("PT48H")']);
  const nums = (d) => build({
    leaf: [() => one(['visits', 'goals.score', '[1, 2, 3]', '[]', '[5]']), () => `[${num(0)}, ${num(0)}]`],
    deep: [
      (d) => `[${num(d)}, ${num(d)}, ${num(d)}]`, (d) => `(for x in ${nums(d)} return x ${one(['+', '*', '-'])} ${num(d)})`, (d) => `${one(['visits', 'goals.score'])}[item ${one(['>', '<', '>=', '=', '!='])} ${num(d)}]`,
      (d) => `append(${nums(d)}, ${num(d)})`, (d) => `concatenate(${nums(d)}, ${nums(d)})`, (d) => `reverse(${nums(d)})`, (d) => `distinct values(${nums(d)})`,
      (d) => `goals[${inner(d)}].score`, (d) => `flatten([${nums(d)}, ${num(d)}])`, (d) => `index of(${nums(d)}, ${num(d)})`, () => `(for i in 1..${1 + Math.floor(next() * 4)} return i * i)`
    ]
  }, d);
  const strs = (d) => build({
    leaf: [() => one(['words', 'goals.title', '["a"]', '[]', '["red", "blue"]'])],
    deep: [(d) => `[${str(d)}, ${str(d)}]`, (d) => `(for x in ${strs(d)} return x + ${str(d)})`, (d) => `words[item ${one(['=', '!=', '<', '>'])} ${str(d)}]`, (d) => `goals[${inner(d)}].title`, (d) => `(for g in goals return if g.met = true then ${str(d)} else g.title)`]
  }, d);
  const inner = (d) => one([() => `score ${one(['>', '<=', '='])} ${num(d)}`, () => `item.title ${one(['=', '!=', '<'])} ${str(d)}`, () => 'met = true', () => `score > ${num(d)} and owner.role = ${str(d)}`, () => `due = null or score in [${num(0)}..${num(0)}]`])();
  const bool = (d) => build({
    leaf: [() => one(['true', 'false', 'goals[1].met', 'goals[2].met', 'null'])],
    deep: [
      (d) => `(${num(d)} ${one(['<', '<=', '>', '>=', '=', '!='])} ${num(d)})`, (d) => `(${str(d)} ${one(['<', '>=', '=', '!='])} ${str(d)})`, (d) => `(${date(d)} ${one(['<', '<=', '>', '=', '!='])} ${date(d)})`,
      (d) => `(${any(d)} ${one(['=', '!='])} ${any(d)})`, (d) => `(${bool(d)} and ${bool(d)})`, (d) => `(${bool(d)} or ${bool(d)})`, (d) => `not(${bool(d)})`, (d) => `(${any(d)} and ${bool(d)})`,
      (d) => `(${num(d)} between ${num(d)} and ${num(d)})`, (d) => `(${num(d)} in ${one(['[', '('])}${num(0)}..${num(0)}${one([']', ')'])})`, (d) => `(${str(d)} in (${str(d)}, ${str(d)}))`, (d) => `(${num(d)} in (${num(d)}, > ${num(d)}))`,
      (d) => `(${str(d)} in ${strs(d)})`, (d) => `(some x in ${nums(d)} satisfies x > ${num(d)})`, (d) => `(every x in ${nums(d)} satisfies x ${one(['>', '!='])} ${num(d)})`, (d) => `(some g in goals satisfies g.score > ${num(d)} and g.met = ${bool(d)})`,
      (d) => `contains(${str(d)}, ${str(d)})`, (d) => `starts with(${str(d)}, ${str(d)})`, (d) => `ends with(${str(d)}, ${str(d)})`, (d) => `list contains(${nums(d)}, ${num(d)})`, (d) => `list contains(${strs(d)}, ${str(d)})`,
      (d) => `is defined(${any(d)})`, (d) => `all([${bool(d)}, ${bool(d)}])`, (d) => `any([${bool(d)}, ${bool(d)}])`, (d) => `(${num(d)} > ${nil()})`, (d) => `(${any(d)} in (${any(d)}, ${any(d)}))`
    ]
  }, d);

  const kinds = [bool, bool, bool, num, num, str, date, nums, strs];
  const cases = [];
  while (cases.length < count) {
    const expression = one(kinds)(2 + Math.floor(next() * 3));
    if (expression.length <= 240) cases.push({ setting: 'plan', expression });
  }
  return cases;
}
