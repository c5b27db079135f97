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

const isDone = () => root.dataset.page === "thanks" || Boolean(document.querySelector("#q-waiting"));

function warn(dialog) {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[data-seconds]").textContent = IDLE + WARNING - quiet;
}

function tick(dialog) {
  quiet += 1;
  if (isDone() ? quiet >= AFTER_THANKS : quiet >= IDLE + WARNING) restart();
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
  for (const button of document.querySelectorAll("[data-restart]")) button.addEventListener("click", restart);
  setInterval(() => tick(dialog), 1000);
}
