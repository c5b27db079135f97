/**
 * Leaving quickly: the draft and the kept pages go, and the way back leads to the start page and no
 * longer to the questions. The browser's own history cannot be cleared from here, and the page says so.
 */
import * as draft from "./draft.js";
import { all } from "./page.js";

const THREE_PRESSES = 5000;
const PATIENCE = 500;
const START = "/";
let isLeaving = false;

/** The pages kept for a day without signal name the survey; answers that wait to be sent stay. */
async function forgetPages() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("own-words:")).map((name) => caches.delete(name)));
}

/** Go on from the first entry of this visit: that drops those after it, which "back" would show. */
function goOn(address) {
  document.title = "Own Words";
  history.replaceState(null, "", START);
  location.assign(address);
}

function leave(address) {
  if (isLeaving) return;
  isLeaving = true;
  const isAway = new URL(address).origin !== location.origin;
  draft.end();
  // Nothing of the page may be seen while the other one is on its way.
  document.body.hidden = true;
  // A shared tablet stays with its survey, and clears itself.
  if (!isAway) return location.replace(address);
  if (window.caches) forgetPages().catch(() => {});
  const depth = (history.state && history.state.depth) || 0;
  if (!depth) return goOn(address);
  addEventListener("popstate", () => goOn(address));
  setTimeout(() => location.pathname === START || goOn(address), PATIENCE);
  history.go(-depth);
}

export function begin() {
  const links = all("[data-leave]");
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave(link.href);
    });
  }
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    presses = event.key === "Shift" ? [...presses.slice(-2), event.timeStamp] : [];
    const isQuick = presses.length === 3 && event.timeStamp - presses[0] < THREE_PRESSES;
    if (isQuick) leave(links[0].href);
  });
}
