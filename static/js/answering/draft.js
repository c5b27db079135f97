/**
 * The answers so far, kept in this tab until they are sent or the person leaves.
 * Where the browser refuses to keep anything, they live as long as the page does.
 */
import { locale, token } from "./page.js";

const key = `own-words:${token}`;
let remembered = null;

/** A random UUID; crypto.randomUUID is missing on old phones and on plain http. */
function mint() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function load() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) || remembered;
  } catch {
    return remembered;
  }
}

/** Keep `changes` beside what is kept already; the first time, mint the submission's id. */
export function save(changes) {
  const fresh = { id: mint(), answers: {}, switches: 0, locale };
  remembered = { ...fresh, ...load(), ...changes };
  try {
    sessionStorage.setItem(key, JSON.stringify(remembered));
  } catch {
    // A full or forbidden store is no reason to stop answering.
  }
  return remembered;
}

export function clear() {
  remembered = null;
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept where nothing can be removed.
  }
}
