/**
 * Somebody who walks away: after a minute the page asks, and half a minute later it begins anew for
 * the next person. Whoever needs more time has it. Time is compared, not ticks counted: a tablet
 * that slept has no ticks, and what is overdue when it wakes is cleared before anything is shown.
 */
import { restart } from "./trace.js";

const IDLE = 60;
const WARNING = 30;
const AFTER_THANKS = 20;
// Words that an input method or dictation is still putting together are activity like any other.
const STIRRING = ["pointerdown", "keydown", "beforeinput", "input", "compositionstart", "compositionupdate", "compositionend", "scroll"];
const WAKING = ["pageshow", "focus", "online"];
const root = document.documentElement;
let last;
let clock;

/** A sleeping device stops the one clock; the other one can be put back. */
const moment = () => ({ wall: Date.now(), run: performance.now() });

function quietSeconds() {
  const now = moment();
  return Math.floor(Math.max(now.wall - last.wall, now.run - last.run) / 1000);
}

const isDone = () => root.dataset.page === "thanks" || Boolean(document.querySelector("#q-waiting"));

/** Answers that this tablet could not keep are in this page alone: it stays until they are sent. */
const mustStay = () => Boolean(document.querySelector("[data-unkept]:not([hidden])"));

function warn(dialog, quiet) {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[data-seconds]").textContent = IDLE + WARNING - quiet;
}

/** Once: asking again every second would never let a page come that takes longer. */
function beginAnew() {
  clearInterval(clock);
  clock = 0;
  restart();
}

/** Look at the time; whether what one person left is still theirs to see. */
function look(dialog) {
  if (!clock) return false;
  if (mustStay()) return true;
  const quiet = quietSeconds();
  if (quiet >= (isDone() ? AFTER_THANKS : IDLE + WARNING)) {
    beginAnew();
    return false;
  }
  if (!isDone() && quiet >= IDLE) warn(dialog, quiet);
  return true;
}

/** A screen that goes dark goes dark empty, so that the first picture after waking shows nobody's words. */
function veil(dialog) {
  const isSeen = document.visibilityState === "visible";
  if (!isSeen || look(dialog)) document.body.style.opacity = isSeen ? "" : 0;
}

function stayAwhile() {
  last = moment();
}

export function begin() {
  const dialog = document.querySelector("#idle");
  if (!dialog) return;
  stayAwhile();
  clock = setInterval(() => look(dialog), 1000);
  // The touch that wakes the tablet may be the next person's, so the time is looked at before it counts.
  const stir = () => look(dialog) && (dialog.open || stayAwhile());
  for (const name of STIRRING) addEventListener(name, stir, true);
  for (const name of WAKING) addEventListener(name, () => look(dialog));
  for (const name of ["visibilitychange", "resume"]) document.addEventListener(name, () => veil(dialog));
  dialog.querySelector("[data-stay]").addEventListener("click", () => {
    stayAwhile();
    dialog.close();
  });
  // The Escape key closes it as well.
  dialog.addEventListener("cancel", stayAwhile);
  for (const button of document.querySelectorAll("[data-restart]")) button.addEventListener("click", beginAnew);
}
