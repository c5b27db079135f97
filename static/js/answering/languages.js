/** Changing the language keeps the place, the answers and the focus. */
import * as draft from "./draft.js";
import { all, locale, one } from "./page.js";

/** Remember that the chooser was used; the draft knows the place, so the links need not. */
export function watchChooser() {
  for (const link of all("[data-switch]")) {
    link.addEventListener("click", () => draft.save({ fromChooser: true }));
  }
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
