/**
 * One question at a time: questions, "check your answers", then, where there are some, the
 * questions about the person. Each step has its own place in the browser's history.
 */
import { answerOf, fill, keepAlone, valuesOf } from "./answers.js";
import * as begun from "./begun.js";
import * as check from "./check.js";
import { isSlip } from "./card.js";
import { hush } from "./comfort.js";
import * as draft from "./draft.js";
import * as languages from "./languages.js";
import * as limits from "./limits.js";
import * as open from "./open.js";
import { isStored, mayPass } from "../outbox/deliver.js";
import { all, copyOf, focusOn, kind, locale, make, one, root, token, words } from "./page.js";
import { makeRoom } from "./room.js";
import { asked } from "./rules.js";
import { submit } from "./send.js";
import * as waiting from "./waiting.js";

const form = one("form");
const main = one("main");
const title = document.title;
// The buttons that are named "action" hide the form's own.
const address = form && new URL(form.getAttribute("action"), location).pathname;
const seen = new Set();
const MILLISECONDS_TO_READ = 4000;
let questions;
let steps;
let current;
let checkStep;
let controls;
let isReturning = false;
let isBegun;
let sendState = "";

const isEquality = (step) => step.dataset.equality !== undefined;
const isAnswerable = (step) => step.tagName === "FIELDSET" && step.dataset.kind !== "information";
const isLast = (step) => path().slice(-1)[0] === step;

/** The questions that are asked of somebody with the answers now in the page. */
function askedNow() {
  const answers = {};
  for (const each of questions) answers[each.id] = answerOf(each.step);
  return asked(questions, answers).map((each) => each.step);
}

/** Every step of the journey as it stands now. */
function path() {
  const now = new Set(askedNow());
  return steps.filter((step) => now.has(step) || step === checkStep);
}

function addSteps() {
  one(".long", form).remove();
  form.append(copyOf("#check"));
  if (one("#equality")) {
    const part = copyOf("#equality");
    for (const step of part.children) step.dataset.equality = "";
    form.append(part);
  }
  one(".bar", form).prepend(copyOf("#back"));
  form.append(copyOf("#steps"));
  steps = all(".q", form);
  checkStep = one("#q-check");
  questions = all("fieldset.q", form).map((step) => ({
    id: step.dataset.id,
    ask_if: step.dataset.rule && JSON.parse(step.dataset.rule),
    step,
  }));
  controls = {
    back: one(".back", form),
    progress: one("[data-progress]", form),
    status: one("[data-status]", form),
    on: one("[data-on]", form),
    skip: one("[data-skip]", form),
  };
}

/** What was answered before the script came, over what this tab has kept. */
function fillIn(saved) {
  const arrival = performance.getEntriesByType("navigation")[0];
  if (!saved && arrival && arrival.type === "back_forward") form.reset();
  const carried = all(".carried", form);
  for (const each of questions) {
    const sent = carried.filter((field) => field.name === each.id).map((field) => field.value);
    const here = valuesOf(each.step);
    const known = [here, sent, (saved && saved.answers[each.id]) || []];
    fill(each.step, known.find((values) => values.length) || []);
  }
  for (const field of carried) field.remove();
  for (const each of questions) limits.countIn(each.step);
  // A shared device must not show these answers to the next person by way of "back".
  form.autocomplete = "off";
}

function keep() {
  const answers = {};
  for (const each of questions) {
    const values = valuesOf(each.step);
    if (values.length) answers[each.id] = values;
  }
  return draft.save({ answers, place: current.id, version: form.elements.survey_version.value });
}

/** The place among the questions asked, of as many as there can be: the introduction says the same number. */
function showProgress(now) {
  const isAlike = (step) => isAnswerable(step) && isEquality(step) === isEquality(current);
  const number = now.filter(isAlike).indexOf(current) + 1;
  const most = steps.filter(isAlike);
  const about = isEquality(current) ? words.personal : most.some((step) => step.dataset.rule) ? words.most : words.progress;
  controls.progress.textContent = number && most.length > 1 ? about.replace("{n}", number).replace("{t}", most.length) : "";
}

function label() {
  if (sendState === "refused") return words.again;
  return isLast(current) && sendState !== "kept" ? words.send : words.going;
}

/** Bring what stands around the current step up to date. */
function update() {
  const now = path();
  showProgress(now);
  controls.back.hidden = current === now[0];
  controls.on.textContent = label();
  controls.on.setAttribute("aria-disabled", sendState === "sending");
  controls.skip.hidden = !isAnswerable(current) || isLast(current);
  // Browsers without :has() are told so.
  current.classList.toggle("worrying", Boolean(one("[data-worried]:checked", current)));
  if (current === checkStep) {
    check.list(current, now.filter((step) => isAnswerable(step) && !isEquality(step)));
  }
}

function show(step) {
  if (sendState !== "sending" && step !== current) setStatus("", "");
  hush();
  current = step;
  seen.add(step);
  for (const each of steps) each.hidden = each !== step;
  const isFirst = step === path()[0];
  root.classList.toggle("moved", !isFirst);
  update();
  // The browser's history keeps titles, so they say how far somebody came, and not what was asked.
  const place = step === checkStep ? one("h2", step).textContent.trim() : controls.progress.textContent;
  document.title = isFirst || !place ? title : `${place} – ${title}`;
}

function focusOnStep(step, target) {
  if (target) target.focus();
  else focusOn(one("h2", step), step);
}

function go(step) {
  one("#summary")?.remove();
  const depth = ((history.state && history.state.depth) || 0) + 1;
  const hash = step === path()[0] ? "" : `#${step.id}`;
  history.pushState({ depth }, "", location.pathname + location.search + hash);
  show(step);
  focusOnStep(step);
  keep();
}

function next() {
  const now = path();
  const after = now.slice(now.indexOf(current) + 1);
  const target = isReturning
    ? after.find((step) => !seen.has(step) || step === checkStep)
    : after[0];
  if (target === checkStep) isReturning = false;
  go(target);
}

function back(event) {
  event.preventDefault();
  isReturning = false;
  if (history.state && history.state.depth) {
    history.back();
    return;
  }
  const now = path();
  go(now[Math.max(0, now.indexOf(current) - 1)]);
}

/** The step an address names: nothing where it names none, the next one where it is not asked. */
function stepAt(id) {
  const target = id && document.getElementById(id);
  const step = target && target.closest(".q");
  if (!step) return undefined;
  const now = path();
  return steps.slice(steps.indexOf(step)).find((each) => now.includes(each));
}

const named = () => decodeURIComponent(location.hash.slice(1));

function follow() {
  if (form.hidden) return;
  const step = location.hash ? stepAt(named()) : path()[0];
  if (!step) return;
  show(step);
  const target = document.getElementById(named());
  focusOnStep(step, target !== step && target);
  keep();
}

/** Faster than anybody reads; it is noted beside the answers, and nothing is refused for it. */
const isQuick = (given) => Date.now() - keep().began < given.length * MILLISECONDS_TO_READ;

/** What is sent: the answers to the questions asked, and the fields that go with them. */
function fields() {
  const own = ["survey_version", "website", "interview"].filter((name) => form.elements[name]);
  const switches = Number(form.elements.language_switches.value) + keep().switches;
  const given = askedNow().flatMap((step) => valuesOf(step).map((value) => [step.dataset.id, value]));
  return [...own.map((name) => [name, form.elements[name].value]), ["language_switches", String(switches)], ["pace", isQuick(given) ? "quick" : ""], ...given];
}

/** What the server would not count, told while it can still be mended. */
function problems() {
  const now = askedNow();
  return limits.areEmpty(now) ? { answers: words.empty } : limits.problemsOf(now);
}

async function send() {
  const found = problems();
  if (Object.keys(found).length) return showProblems(found);
  setStatus("sending", words.sending);
  const key = form.dataset.seal && JSON.parse(form.dataset.seal);
  const sent = await submit({ link: token, locale, key, address }, fields());
  const isOutOfHand = mayPass(sent.status) || (sent.entry.sealed && ![200, 201, 409].includes(sent.status));
  if (isOutOfHand) return waiting.show(form, sent, finish);
  return report(sent.status, sent.problems);
}

function setStatus(state, text) {
  sendState = state;
  controls.status.textContent = text;
  if (current) update();
}

function finish() {
  draft.clear();
  location.replace(`${address}/thanks`);
}

function showProblems(problems) {
  const lines = Object.keys(problems).map((id) => {
    const message = problems[id];
    const question = questions.find((each) => each.id === id);
    if (!question) return make("li", "", message);
    one(".wrong", question.step)?.remove();
    const error = make("p", "wrong", make("span", "away", `${words.error}: `), message);
    error.id = `${id}-p`;
    one("legend", question.step).after(error);
    const link = make("a", "", message);
    link.href = `#${id}-1`;
    return make("li", "", link);
  });
  const summary = make("div", "summary", make("h2", "", words.problem), make("ul", "", ...lines));
  summary.id = "summary";
  one("#summary")?.remove();
  main.prepend(summary);
  document.title = `${words.error}: ${title}`;
  focusOn(summary);
}

function report(state, problems) {
  if (isStored(state)) finish();
  else if (state === 409) setStatus("kept", words.kept);
  else if (state === 422) {
    setStatus("", "");
    showProblems(problems);
  } else setStatus("refused", waiting.reasonOf(state));
}

function press(event) {
  event.preventDefault();
  if (sendState === "sending") return;
  if (sendState === "kept") finish();
  else if (hasSlip()) showProblems({ [current.dataset.id]: words.slip });
  else if (limits.problemOf(current)) showProblems(limits.problemsOf([current]));
  else if (sendState || isLast(current)) send();
  else next();
}

const hasSlip = () => current.dataset.kind === "code" && valuesOf(current).some(isSlip);

function listen() {
  form.addEventListener("submit", press);
  form.addEventListener("input", (event) => {
    isBegun = true;
    keepAlone(event.target);
    one("p.wrong:not(.left)", current)?.remove();
    limits.count(event.target);
    keep();
    update();
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest("dl a")) isReturning = true;
  });
  controls.back.addEventListener("click", back);
  controls.skip.addEventListener("click", () => {
    fill(current, []);
    limits.countIn(current);
    next();
  });
  addEventListener("popstate", follow);
  // A page kept by the browser after its answers were sent is of no use to the next person.
  addEventListener("pageshow", (event) => {
    if (event.persisted && !draft.load()) location.replace(location.pathname + location.search);
  });
}

/** Go on where a form was left half-way on this device. */
function carryOn(left) {
  for (const { id, step } of questions) {
    fill(step, left.answers[id] || []);
    limits.countIn(step);
  }
  languages.arrive(left);
  isBegun = true;
  go(stepAt(left.place) || path()[0]);
}

function startAgain() {
  show(path()[0]);
  focusOnStep(current);
}

export function begin() {
  const left = draft.leftHere();
  if (kind !== "document") return;
  const saved = draft.load();
  addSteps();
  fillIn(saved);
  const fromChooser = languages.arrive(saved);
  languages.watchWays(() => form.isConnected && !form.hidden && keep());
  listen();
  const isNew = !saved && !questions.some((each) => valuesOf(each.step).length);
  const place = isNew ? undefined : stepAt(named()) || (saved && stepAt(saved.place));
  const first = place || path()[0];
  show(first);
  const hash = first === path()[0] ? "" : `#${first.id}`;
  if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash);
  root.classList.add("js");
  makeRoom();
  addEventListener("click", (event) => event.target.closest("[data-larger]") && makeRoom());
  if (fromChooser) languages.focusChooser();
  isBegun = Boolean(saved && Object.keys(saved.answers).length);
  open.watch(form, () => isBegun);
  if (!saved) begun.offer(form, left, questions, { carryOn: () => carryOn(left), startAgain });
}
