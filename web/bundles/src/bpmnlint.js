// Checks diagrams with bpmnlint inside a browser, for the tests: nobody who runs them needs node.
import Linter from "bpmnlint/lib/linter";
import StaticResolver from "bpmnlint/lib/resolver/static-resolver";
import { BpmnModdle } from "bpmn-moddle";

/** Offers `lintDiagram(xml, config)`: a list of {rule, category, id, message}, what the reader warns of among it. */
export function offer(recommended, rules) {
  const cache = { "config:bpmnlint/recommended": recommended };
  for (const [name, rule] of Object.entries(rules)) {
    cache[`rule:bpmnlint/${name}`] = rule;
  }
  const resolver = new StaticResolver(cache);
  window.lintDiagram = async (xml, config) => {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
    const reports = await new Linter({ config, resolver }).lint(rootElement);
    const found = Object.entries(reports).flatMap(([rule, items]) => items.map((item) => ({ rule, ...plain(item) })));
    return [...warnings.map(({ message }) => ({ rule: "reading", category: "error", id: "", message })), ...found];
  };
}

function plain({ category, id, message }) {
  return { category, id: id ?? "", message };
}
