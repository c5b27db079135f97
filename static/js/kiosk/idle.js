/**
 * Somebody who walks away: after a minute the page asks, and half a minute later it begins anew for
 * the next person. Whoever needs more time has it.
 */
import { restart } from "./trace.js";

const IDLE = 60;
const WARNING = 30;
const AFTER_THANKS = 20;
const root = document.documentElement;
let quiet = 0;
let clock;

const isDone = () => root.dataset.page === "thanks" || Boolean(document.querySelector("#q-waiting"));

/** Answers that this tablet could not keep are in this page alone: it stays until they are sent. */
const mustStay = () => Boolean(document.querySelector("[data-unkept]:not([hidden])"));

function warn(dialog) {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[data-seconds]").textContent = IDLE + WARNING - quiet;
}

/** Once: asking again every second would never let a page come that takes longer. */
function beginAnew() {
  clearInterval(clock);
  restart();
}

function tick(dialog) {
  if (mustStay()) return;
  quiet += 1;
  if (isDone() ? quiet >= AFTER_THANKS : quiet >= IDLE + WARNING) beginAnew();
  else if (!isDone() && quiet >= IDLE) warn(dialog);
}

export function begin() {
  const dialog = document.querySelector("#idle");
  if (!dialog) return;
  const stir = () => {
    if (!dialog.open) quiet = 0;
  };
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(name, stir, true);
  dialog.querySelector("[data-stay]").addEventListener("click", () => {
    quiet = 0;
    dialog.close();
  });
  // The Escape key closes it as well.
  dialog.addEventListener("cancel", () => (quiet = 0));
  for (const button of document.querySelectorAll("[data-restart]")) button.addEventListener("click", beginAnew);
  clock = setInterval(() => tick(dialog), 1000);
}
