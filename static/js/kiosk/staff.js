/** What staff see of a shared tablet, behind its PIN: how much waits, since when, and what to do. */
import { deliverAll, offerAgain } from "../outbox/deliver.js";
import { save } from "../outbox/file.js";
import * as store from "../outbox/store.js";
import { isOpenedBy, secondsToWait, tell } from "./pin.js";

const MINUTE = 60000;
const one = (selector) => document.querySelector(`.tablet ${selector}`);
const number = (amount, word) => `${amount} ${word}${amount === 1 ? "" : "s"}`;

function age(since) {
  const minutes = Math.floor((Date.now() - since) / MINUTE);
  // A clock that was put right meanwhile says nothing.
  if (minutes < 0 || minutes > 400 * 1440) return "not known";
  if (minutes < 90) return number(minutes, "minute");
  return minutes < 2880 ? number(Math.round(minutes / 60), "hour") : number(Math.round(minutes / 1440), "day");
}

async function battery() {
  const state = await navigator.getBattery?.().catch(() => undefined);
  return state && `${Math.round(state.level * 100)} %${state.charging ? ", charging" : ""}`;
}

/** Whether the survey is kept whole; one that came only in part does not open without signal. */
async function keptHere() {
  const prefix = `own-words:${document.documentElement.dataset.token}:`;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  const marks = await Promise.all(names.map(async (name) => (await caches.open(name)).match("/whole")));
  return marks.some(Boolean);
}

const UNREADABLE = "This browser keeps no answers. Use another one, or leave its private mode.";

async function facts() {
  const entries = await store.entries().catch(() => undefined);
  return { ...(entries ? waiting(entries) : { "Waiting to be sent": UNREADABLE }), ...(await state()) };
}

const REASONS = {
  404: "The server does not know the link.",
  409: "It has other answers with the same number.",
  410: "The link closed more than 28 days ago.",
  413: "The answers are too long.",
  422: "It could not open them.",
};

/** How many, why, and what to do. */
function notTaken(refused) {
  const whys = [...new Set(refused.map((entry) => REASONS[entry.status]))].filter(Boolean);
  return [`${refused.length}.`, ...whys, "Save them to a file and hand it in."].join(" ");
}

function waiting(entries) {
  const refused = entries.filter((entry) => entry.state === "refused");
  return {
    "Waiting to be sent": entries.length ? String(entries.length) : "None. Everything is sent.",
    "Oldest has waited": entries.length && age(entries[0].keptAt),
    "Not taken by the server": refused.length && notTaken(refused),
  };
}

async function state() {
  return {
    "Works without signal": (await keptHere().catch(() => false)) ? "Yes, this survey is kept here" : "Not yet: stay on line a moment",
    Battery: await battery(),
  };
}

async function showFacts() {
  const list = one("[data-facts]");
  list.replaceChildren();
  for (const [name, value] of Object.entries(await facts())) {
    if (!value) continue;
    const line = document.createElement("div");
    line.append(Object.assign(document.createElement("dt"), { textContent: name }));
    line.append(Object.assign(document.createElement("dd"), { textContent: value }));
    list.append(line);
  }
}

async function sendNow() {
  one("[data-told]").textContent = "Sending…";
  const left = await offerAgain().then(() => deliverAll()).catch(() => 1);
  one("[data-told]").textContent = left ? "Not all could be sent. Try again where there is signal." : "Done.";
  await showFacts();
}

let isChecking = false;

async function isRight(typed) {
  isChecking = true;
  return isOpenedBy(typed, one("").dataset).finally(() => (isChecking = false));
}

async function open() {
  // One at a time, so that nobody types faster than wrong ones are counted.
  if (isChecking) return;
  const typed = one("#pin").value;
  one("#pin").value = "";
  one("[data-wrong]").textContent = "";
  const pause = secondsToWait();
  if (pause) return refuse(`Too many wrong PINs. Wait ${number(pause, "second")}.`);
  if (!(await isRight(typed))) return refuse("That is not the PIN. Look at the link's page.");
  one("[data-ask]").hidden = true;
  one("[data-panel]").hidden = false;
  return showFacts();
}

function refuse(message) {
  one("[data-wrong]").textContent = message;
  one("#pin").focus();
}

function shut() {
  one("[data-ask]").hidden = false;
  one("[data-panel]").hidden = true;
  for (const text of ["[data-wrong]", "[data-told]"]) one(text).textContent = "";
}

function ask() {
  one("dialog").showModal();
  if (!one("").dataset.hash) refuse("This tablet has no PIN yet. Set one on the link's page.");
}

export function begin() {
  if (!document.querySelector(".tablet")) return;
  one("[data-staff]").addEventListener("click", ask);
  one("[data-open]").addEventListener("click", open);
  one("#pin").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    open();
  });
  one("[data-now]").addEventListener("click", sendNow);
  one("[data-save]").addEventListener("click", async () => save(await store.entries()));
  one("[data-full]").addEventListener("click", () => document.documentElement.requestFullscreen?.());
  one("[data-close]").addEventListener("click", () => one("dialog").close());
  one("dialog").addEventListener("close", shut);
  tell();
}
