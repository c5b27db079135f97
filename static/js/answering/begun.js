/**
 * A form that was left half-way on this device. Others may hold the same phone, so nothing of it is
 * shown, or put into the page, before somebody chose to carry on.
 */
import { fill, valuesOf } from "./answers.js";
import * as draft from "./draft.js";
import { copyOf, focusOn, locale, make, one, root, token, words } from "./page.js";

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Whether a question takes these values; it is left as it was. */
function takes(step, values) {
  const before = valuesOf(step);
  fill(step, values);
  const isTaken = isSame(valuesOf(step), values);
  fill(step, before);
  return isTaken;
}

/** An older version's answers fit where each has its question, and each choice its answer. */
function isFitting({ answers }, questions) {
  return Object.keys(answers).every((id) => {
    const question = questions.find((each) => each.id === id);
    return question && takes(question.step, answers[id]);
  });
}

function note(form, text) {
  draft.clear();
  const said = make("p", "note", text);
  said.setAttribute("role", "status");
  form.before(said);
}

/** Its own language; one that an older version had may be gone. */
const isElsewhere = (left, isThisVersion) =>
  left.locale !== locale && (isThisVersion || one(`[data-href="/s/${token}/${left.locale}"]`));

/**
 * Offer what is left, in the form's place: `carryOn` puts it into the form, `startAgain` shows an empty
 * one.
 */
export function offer(form, left, questions, { carryOn, startAgain }) {
  if (left === undefined) return;
  if (left === null) return note(form, words.expired);
  const isThisVersion = left.version === form.elements.survey_version.value;
  if (!isThisVersion && !isFitting(left, questions)) return note(form, words.changed);
  form.before(copyOf("#begun"));
  const box = one("#q-begun");

  function settle(then) {
    box.remove();
    form.hidden = false;
    then();
  }

  form.hidden = true;
  root.classList.add("moved");
  one("[data-carry]", box).addEventListener("click", () => {
    draft.save({ ...left, version: form.elements.survey_version.value });
    if (isElsewhere(left, isThisVersion)) location.assign(`/s/${token}/${left.locale}`);
    else settle(carryOn);
  });
  one("[data-anew]", box).addEventListener("click", () => {
    draft.clear();
    settle(startAgain);
  });
  focusOn(one("h2", box), box);
}
