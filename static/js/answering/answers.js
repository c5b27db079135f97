/** Reading and filling in a question's own controls. */
import { all, one } from "./page.js";
import { isBlank, read } from "./written.js";

const controls = (question) => all("[name]:not(button)", question);
const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

/** The values the form would send for a question; none where there is no answer. */
export function valuesOf(question) {
  return controls(question)
    .filter((control) => (isChoice(control) ? control.checked : !isBlank(control.value)))
    .map((control) => control.value);
}

/** Give a question these values, and no others. */
export function fill(question, values) {
  for (const control of controls(question)) {
    if (isChoice(control)) control.checked = values.includes(control.value);
    else control.value = values.length ? values[0] : "";
  }
}

const bound = (value) => (value === undefined ? undefined : Number(value));

/** What a question takes, as its controls say it. */
function taken(question) {
  const boxes = controls(question);
  const { dataset, min, max } = boxes[0];
  return {
    kind: question.dataset.kind,
    codes: boxes.map((box) => box.value),
    alone: boxes.filter((box) => box.hasAttribute("data-alone")).map((box) => box.value),
    minimum: bound(dataset.least),
    maximum: bound(dataset.most),
    earliest: min,
    latest: max,
    most: bound(dataset.most),
  };
}

/** `{ answer }`, or `{ fault, number }` where what stands in the boxes is none. */
export function readAnswer(question) {
  const box = one("[name]", question);
  if (!box) return {};
  // A date that was begun only has no value, and would be lost without a word.
  if (box.validity && box.validity.badInput) return { fault: "no date" };
  return read(taken(question), valuesOf(question));
}

/** The answer as the rules see it, undefined where there is none. */
export const answerOf = (question) => readAnswer(question).answer;

/** "None of these" stands alone: choosing it clears the others, and choosing another clears it. */
export function keepAlone(chosen) {
  if (!chosen.checked || chosen.type !== "checkbox") return;
  for (const other of all("[name]", chosen.closest(".q"))) {
    const apart = chosen.hasAttribute("data-alone") || other.hasAttribute("data-alone");
    if (other !== chosen && apart) other.checked = false;
  }
}
