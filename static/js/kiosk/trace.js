/** Nothing of one person is left for the next: no draft, no form, no page that "back" brings again. */

const root = document.documentElement;
export const welcome = `/s/${root.dataset.token}`;

function wipeStorage() {
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was kept where nothing can be cleared.
  }
}

function wipe() {
  wipeStorage();
  for (const form of document.forms) form.reset();
  document.body.replaceChildren();
}

/** Begin anew for the next person; the page left behind does not stay in the history. */
export function restart() {
  wipe();
  location.replace(welcome);
}

export function leaveNoTrace() {
  // The browser may keep a page it has left whole in memory; then it keeps an empty one.
  addEventListener("pagehide", () => root.dataset.page === "welcome" || document.body.replaceChildren());
  addEventListener("pageshow", (event) => event.persisted && location.replace(welcome));
  addEventListener("contextmenu", (event) => event.preventDefault());
  if (root.dataset.page === "welcome") wipeStorage();
}
