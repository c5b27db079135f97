/**
 * The answers so far, kept in this tab until they are sent or the person leaves; and, on a device of
 * one's own, for a day after the last change, for whoever closed the tab half-way (decision 29). Where
 * the browser refuses to keep anything, they live as long as the page does.
 */
import { locale, one, token } from "./page.js";

const PREFIX = "own-words:";
const DAY = 86400000;
const key = PREFIX + token;
// The page says so itself: never a device that is handed round, never an interview.
const mayStay = Boolean(one("#begun"));
let remembered = null;
let isOver = false;

/** What a store of the browser gives, nothing where it is forbidden or full. */
function attempt(deed) {
  try {
    return deed();
  } catch {
    return null;
  }
}

const read = (store, name) => attempt(() => JSON.parse(window[store].getItem(name)));
const drafts = (store) => attempt(() => Object.keys(window[store]).filter((name) => name.startsWith(PREFIX))) || [];
const remove = (store, name) => attempt(() => window[store].removeItem(name));

export const load = () => read("sessionStorage", key) || remembered;

/** Keep `changes` beside what is kept already. */
export function save(changes) {
  const fresh = { answers: {}, switches: 0, locale, began: Date.now() };
  remembered = { ...fresh, ...load(), ...changes };
  if (isOver) return remembered;
  attempt(() => sessionStorage.setItem(key, JSON.stringify(remembered)));
  if (!mayStay) return remembered;
  const kept = JSON.stringify({ ...remembered, keptAt: Date.now() });
  if (Object.keys(remembered.answers).length) attempt(() => localStorage.setItem(key, kept));
  // Words that were taken back are not kept either.
  else remove("localStorage", key);
  return remembered;
}

// A clock that was set back must not keep it for ever.
const isOld = (kept) => !kept || !kept.answers || !(Math.abs(Date.now() - kept.keptAt) < DAY);

/**
 * What an earlier visit left half-way on this device, undefined where there is nothing, null where its
 * day is over. What is over is forgotten, of every link.
 */
export function leftHere() {
  const left = drafts("localStorage").includes(key) ? read("localStorage", key) : undefined;
  for (const name of drafts("localStorage")) {
    if (isOld(read("localStorage", name))) remove("localStorage", name);
  }
  if (!mayStay || left === undefined) return undefined;
  return isOld(left) ? null : left;
}

/** Clear it, of every link, and keep nothing any more: whoever leaves leaves nothing. */
export function end() {
  isOver = true;
  remembered = null;
  for (const store of ["sessionStorage", "localStorage"]) {
    for (const name of drafts(store)) remove(store, name);
  }
}

export function clear() {
  remembered = null;
  remove("sessionStorage", key);
  remove("localStorage", key);
}
