// Reads the answers that stand in a form right now, as the conditions on the form see them.
//
// Names are paths: `decision`, `goals.0.measure`. A date's boxes are `<path>-day`, `-month`, `-year` and, where asked, `-time`.
// Where the mark-up alone cannot tell, `data-kind` on the field says it: number, checkbox, checklist.

const PART = /-(day|month|year|time)$/;
const CLOCK_TIME = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/;
const NO_ANSWER = /^csrf_token$|\.\d+$|-kept$|-remove$/;

function put(answers, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  let place = answers;
  keys.forEach((key, index) => {
    const following = index + 1 < keys.length ? keys[index + 1] : last;
    place[key] ??= /^\d+$/.test(following) ? [] : {};
    place = place[key];
  });
  place[last] = value;
}

function kindOf(control, controls) {
  const said = control.closest("[data-kind]")?.dataset.kind;
  if (said) {
    return said;
  }
  if (control.type === "checkbox") {
    return controls.length === 1 && control.value === "true" ? "checkbox" : "checklist";
  }
  return ["numeric", "decimal"].includes(control.inputMode) || control.type === "number" ? "number" : "text";
}

function valueOf(controls) {
  const [first] = controls;
  const kind = kindOf(first, controls);
  if (first.type === "checkbox") {
    const ticked = controls.filter((control) => control.checked).map((control) => control.value);
    return kind === "checkbox" ? ticked.length > 0 : ticked;
  }
  if (first.type === "radio") {
    return controls.find((control) => control.checked)?.value ?? null;
  }
  const text = first.value.trim();
  if (text === "") {
    return null;
  }
  return kind === "number" && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function dateOrTime(parts) {
  const two = (text) => String(text ?? "").trim().padStart(2, "0");
  const day = parts.year && parts.month && parts.day ? `${parts.year.trim().padStart(4, "0")}-${two(parts.month)}-${two(parts.day)}` : null;
  const [, hour, minute, half] = parts.time?.trim().toLowerCase().match(CLOCK_TIME) ?? [];
  const hours = half ? (Number(hour) % 12) + (half === "pm" ? 12 : 0) : hour;
  return day && hour ? `${day}T${two(hours)}:${two(minute)}:00` : day;
}

function shown(control, root) {
  const hidden = control.closest("[hidden]");
  return !hidden || !root.contains(hidden);
}

/** The answers as a nested object; fields that are hidden just now count as unanswered. */
export function readAnswers(form) {
  const names = new Map();
  const parts = new Map();
  for (const control of form.elements) {
    if (!control.name || NO_ANSWER.test(control.name) || control.tagName === "BUTTON") {
      continue;
    }
    const part = control.name.match(PART)?.[1];
    const path = control.name.replace(PART, "");
    if (part) {
      parts.set(path, { ...parts.get(path), [part]: shown(control, form) ? control.value : "" });
    } else {
      names.set(path, [...(names.get(path) ?? []), control]);
    }
  }
  const answers = {};
  names.forEach((controls, path) => put(answers, path, shown(controls[0], form) ? valueOf(controls) : null));
  parts.forEach((values, path) => put(answers, path, dateOrTime(values)));
  return answers;
}

/** The row (`goals.0`) that an element of a repeating group stands in, or null. */
export function rowOf(element) {
  const said = element.closest("[data-row]")?.dataset.row;
  if (said) {
    return said;
  }
  const name = element.querySelector("[name]")?.name ?? "";
  return name.replace(PART, "").match(/^(.*\.\d+)\.[^.]+$/)?.[1] ?? null;
}

/** The value at a path such as `goals.0`. */
export function at(answers, path) {
  return path.split(".").reduce((place, key) => place?.[key], answers);
}
