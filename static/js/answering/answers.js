/** Reading and filling in a question's own controls. */
import { all } from "./page.js";

const controls = (question) => all("[name]", question);
const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

/** The values the form would send for a question; none where there is no answer. */
export function valuesOf(question) {
  return controls(question)
    .filter((control) => (isChoice(control) ? control.checked : control.value.trim() !== ""))
    .map((control) => control.value);
}

/** Give a question these values, and no others. */
export function fill(question, values) {
  for (const control of controls(question)) {
    if (isChoice(control)) control.checked = values.includes(control.value);
    else control.value = values.length ? values[0] : "";
  }
}

/** The answer as the rules see it, undefined where there is none. */
export function answerOf(question) {
  const values = valuesOf(question);
  if (!values.length) return undefined;
  if (question.dataset.kind === "multiple_choice") return values;
  const whole = question.dataset.kind === "number" && /^[+-]?\d+$/.test(values[0].trim());
  return whole ? Number(values[0]) : values[0];
}

/** "None of these" stands alone: choosing it clears the others, and choosing another clears it. */
export function keepAlone(chosen) {
  if (!chosen.checked || chosen.type !== "checkbox") return;
  for (const other of all("[name]", chosen.closest(".q"))) {
    const apart = chosen.hasAttribute("data-alone") || other.hasAttribute("data-alone");
    if (other !== chosen && apart) other.checked = false;
  }
}
