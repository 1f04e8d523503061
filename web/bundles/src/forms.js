// Hides and shows the conditional fields of a form while it is filled in. The server decides again on submit, with the
// whole case file; this is a convenience, and every form works without it.
//
// A field (or group) carries `data-hide-when="FEEL"`. `data-facts='{"case": {…}}'` on the form gives names from the case file.
// A condition that cannot be told here, such as one about the time, is left as the server drew it: `data-undecided`.
import { at, readAnswers, rowOf } from "./answers.js";
import { workOut } from "./feel.js";

const PASSES = 5;
const CLOCK = /\b(?:now|today)\s*\(/;

function scopeOf(element, answers, facts) {
  const row = rowOf(element);
  const all = { ...facts, ...answers };
  if (!row) {
    return all;
  }
  const keys = row.split(".");
  const number = Number(keys.at(-1)) + 1;
  const parent = keys.length > 2 ? at(answers, keys.slice(0, -2).join(".")) : answers;
  const own = at(answers, row) ?? {};
  return { ...all, ...own, this: own, parent, i: number };
}

/** true: hide; false: show; null: cannot be told here. The browser's clock is not the case's, so time is the server's to judge. */
function decide(expression, scope) {
  if (CLOCK.test(expression)) {
    return null;
  }
  try {
    const { value, unknown } = workOut(expression, scope);
    return unknown ? null : value === true;
  } catch {
    return null;
  }
}

/** Takes away the words that say when this is to be answered: it now shows only then. */
function silence(element) {
  const words = [...element.querySelectorAll("[data-when]")].find((found) => found.closest("[data-hide-when]") === element);
  if (words) {
    // Emptied, since a description is read out even where it is hidden.
    words.textContent = "";
    const hint = words.closest(".govuk-hint");
    hint.hidden = hint.textContent.trim() === "";
  }
}

function pass(form, conditionals, facts) {
  const answers = readAnswers(form);
  let changed = false;
  for (const element of conditionals) {
    const hide = decide(element.dataset.hideWhen, scopeOf(element, answers, facts));
    element.toggleAttribute("data-undecided", hide === null);
    if (hide !== null) {
      silence(element);
    }
    if (hide !== null && element.hidden !== hide) {
      element.hidden = hide;
      changed = true;
    }
  }
  return changed;
}

function enhance(form) {
  const conditionals = [...form.querySelectorAll("[data-hide-when]")];
  if (conditionals.length === 0) {
    return;
  }
  const facts = JSON.parse(form.dataset.facts ?? "{}");
  // A field that hides may hide others in turn; a few passes settle that, and a circle of conditions ends too.
  const update = () => {
    for (let count = 0; count < PASSES && pass(form, conditionals, facts); count += 1);
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

/** After “add another” the new row's first field has the focus; after “remove”, the list has it. */
function focusOnRows(form) {
  const list = form.dataset.rows && document.getElementById(form.dataset.rows);
  if (list) {
    const added = form.dataset.rowAction === "add" && [...list.querySelectorAll("[data-row]")].at(-1);
    const target = (added && added.querySelector("input:not([type=hidden]), select, textarea")) || list;
    target.focus();
  }
}

document.querySelectorAll("form").forEach((form) => {
  enhance(form);
  focusOnRows(form);
});
