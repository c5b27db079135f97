/**
 * The answers so far, kept in this tab until they are sent or the person leaves.
 * Where the browser refuses to keep anything, they live as long as the page does.
 */
import { locale, token } from "./page.js";

const key = `own-words:${token}`;
let remembered = null;
let isOver = false;

export function load() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) || remembered;
  } catch {
    return remembered;
  }
}

/** Keep `changes` beside what is kept already. */
export function save(changes) {
  const fresh = { answers: {}, switches: 0, locale, began: Date.now() };
  remembered = { ...fresh, ...load(), ...changes };
  if (isOver) return remembered;
  try {
    sessionStorage.setItem(key, JSON.stringify(remembered));
  } catch {
    // A full or forbidden store is no reason to stop answering.
  }
  return remembered;
}

/** Clear it, and keep nothing any more: whoever leaves leaves nothing. */
export function end() {
  isOver = true;
  clear();
}

export function clear() {
  remembered = null;
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept where nothing can be removed.
  }
}
