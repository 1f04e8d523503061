// Writes ../oracle.json: what feelin answers to the hand-written cases and to random ones from a fixed seed.
// Run: npm install --ignore-scripts && npm run make
process.env.TZ = 'Europe/London';
import { readFileSync, writeFileSync } from 'node:fs';

const { evaluate, FeelDate, FeelTime, FeelDateTime, FeelDuration, FeelRange } = await import('feelin');
const { randomCases } = await import('./random_cases.mjs');

const here = (name) => new URL(name, import.meta.url);
const settings = JSON.parse(readFileSync(here('./settings.json'), 'utf8'));
const written = readFileSync(here('./cases.txt'), 'utf8').split('\n');

// Three functions that Camunda's engine has and feelin has not; given to feelin as functions of the context.
const CAMUNDA = {
  'is defined': (value) => value !== null && value !== undefined,
  'get or else': (value, otherwise) => (value === null || value === undefined ? otherwise : value),
  trim: (text) => (typeof text === 'string' ? text.trim() : null)
};

// Dates and the like are written as {"@date": "2026-12-23"}; infinite and undefined numbers as null;
// an expression at which feelin throws as {"@refused": true}.
function tagged(value) {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (value instanceof FeelDate) return { '@date': value.toString() };
  if (value instanceof FeelTime) return { '@time': value.toString() };
  if (value instanceof FeelDateTime) return { '@date and time': value.toString() };
  if (value instanceof FeelDuration) return { '@duration': value.toString() };
  if (value instanceof FeelRange) return { '@range': value.toString() };
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tagged(item)]));
  return value;
}

function answer(expression, { context, now }) {
  Date.now = () => Date.parse(now);
  try {
    return tagged(evaluate(expression, { ...structuredClone(context), ...CAMUNDA }).value);
  } catch {
    return { '@refused': true };
  }
}

const cases = [];
let setting = 'empty';
for (const line of written) {
  if (line.startsWith('## ')) setting = line.slice(3).trim();
  else if (line.trim() && !line.startsWith('# ')) cases.push({ setting, expression: line });
}
cases.push(...randomCases(20261122, 420));

const seen = new Set();
const rows = [];
for (const { setting, expression } of cases) {
  const key = `${setting} ${expression}`;
  if (seen.has(key)) continue;
  seen.add(key);
  rows.push(JSON.stringify({ setting, expression, result: answer(expression, settings[setting]) }));
}
writeFileSync(here('../oracle.json'), `{"feelin": "8.2.0",\n"settings": ${JSON.stringify(settings)},\n"cases": [\n${rows.join(',\n')}\n]}\n`);
console.log(`${rows.length} cases`);
