// Works out a form's conditions as the server does. `feelin` lacks three functions that our forms may use; the names have
// spaces, one even a keyword in it, so they are spelt in one word before it reads them.
import { evaluate } from "feelin";

const MISSING = /\b(?:get\s+or\s+else|is\s+defined|trim)(?=\s*\()/g;
const nothing = (value) => value === null || value === undefined;

/** feelin reads a function's parameters in its source, which minifying changes; so they are said. */
const called = (run, ...names) => Object.assign(run, { $args: names });

const FUNCTIONS = {
  get_or_else: called((value, instead) => (nothing(value) ? instead : value), "value", "instead"),
  is_defined: called((value) => !nothing(value), "value"),
  trimmed: called((text) => (typeof text === "string" ? text.trim() : null), "text"),
};

const spelt = (name) => (name === "trim" ? "trimmed" : name.replace(/\s+/g, "_"));

/** The value, and whether a name or function was met that this page does not have. Throws on what cannot be read. */
export function workOut(expression, scope) {
  const text = expression.replace(/^\s*=/, "").replace(MISSING, spelt);
  const { value, warnings } = evaluate(text, { ...scope, ...FUNCTIONS });
  return { value, unknown: warnings.some(({ type }) => type === "NO_VARIABLE_FOUND" || type === "NO_FUNCTION_FOUND") };
}
