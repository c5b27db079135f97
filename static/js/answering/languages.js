/** Changing the language keeps the place, the answers and the focus. */
import * as draft from "./draft.js";
import { locale, one } from "./page.js";

/**
 * Other languages and "I am worried" are buttons of the form, for browsers without script. With it
 * they lead to pages that anybody may keep, and the draft, which knows the place, takes the answers
 * along: `keep` brings it up to date, and says whether there still is something to take.
 */
export function watchWays(keep) {
  addEventListener("click", (event) => {
    const way = event.target.closest("[data-href]");
    if (!way) return;
    event.preventDefault();
    if (keep() && way.dataset.switch !== undefined) draft.save({ fromChooser: true });
    location.assign(way.dataset.href);
  });
}

/** Count a change of language, however it came about; says whether the chooser was used. */
export function arrive(saved) {
  if (!saved) return false;
  const switches = saved.switches + (saved.locale !== locale);
  draft.save({ switches, locale, fromChooser: false });
  return Boolean(saved.fromChooser);
}

/**
 * Put the focus where it was: on the chooser, at the language that is now current. Only once the
 * page is loaded, because a browser that goes to the place in the address takes the focus away.
 */
export function focusChooser() {
  const current = one("[data-switch][aria-current]") || one("[data-switch]");
  const focus = () => setTimeout(() => document.activeElement === document.body && current.focus());
  if (document.readyState === "complete") focus();
  else addEventListener("load", focus);
}
