/** What the server would not count is told where it is written, before anything is sealed and sent. */
import { readAnswer, valuesOf } from "./answers.js";
import { language, make, one, words } from "./page.js";
import { lengthOf } from "./written.js";

const PAUSE = 1000;
const FEW = 20;

/** A sentence in the form that its number wants, of `{ one, other, … }` as Unicode names them. */
function sentence(forms, number) {
  const form = window.Intl && Intl.PluralRules ? new Intl.PluralRules(language).select(number) : "other";
  return (forms[form] || forms.other).replace("{n}", number.toLocaleString(language));
}

/** Why what stands in a question's boxes is no answer, "" where it is one. */
export function problemOf(question) {
  const { fault, number } = readAnswer(question);
  if (fault === "too long") return sentence(words.over, number);
  return fault ? words.faults[fault].replace("{n}", number) : "";
}

/** The same for many questions, by id. */
export function problemsOf(questions) {
  const problems = {};
  for (const question of questions) {
    const problem = problemOf(question);
    if (problem) problems[question.dataset.id] = problem;
  }
  return problems;
}

/** Whether nobody answered any of these; the code of a card is no answer. */
export const areEmpty = (questions) =>
  questions.every((question) => question.dataset.kind === "code" || !valuesOf(question).length);

let later;

/** A reader of the screen hears it when little is left, and not after every letter. */
function tell(counter, text) {
  clearTimeout(later);
  later = setTimeout(() => (counter.nextElementSibling.textContent = text), PAUSE);
}

const counterOf = (box) => box.parentNode.querySelector(".left");

function counterAfter(box) {
  const there = counterOf(box);
  if (there) return there;
  const counter = make("p", "small left");
  const heard = make("p", "away");
  counter.setAttribute("aria-hidden", "true");
  heard.setAttribute("role", "status");
  box.after(counter, heard);
  return counter;
}

/** Show beside a text how many letters it still takes, or how many are too many. */
export function count(box) {
  if (!box.dataset.most || box.classList.contains("number")) return;
  const left = box.dataset.most - lengthOf(box.value);
  const counter = counterAfter(box);
  counter.textContent = left < 0 ? sentence(words.over, -left) : sentence(words.left, left);
  counter.className = `small left${left < 0 ? " wrong" : ""}`;
  counter.hidden = !box.value;
  tell(counter, left <= FEW ? counter.textContent : "");
}

/** Show it also where words came or went without anybody writing. */
export function countIn(question) {
  const box = one("[data-most]", question);
  if (box && (box.value || counterOf(box))) count(box);
}
