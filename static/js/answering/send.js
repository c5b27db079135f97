/**
 * One submission, from the press until the server has it: sealed, kept on the device, then posted.
 * Its id is minted when it is sealed, so that two tabs are two submissions, and one that is tried
 * again stays one.
 */
import { deliver, post } from "../outbox/deliver.js";
import { canSeal, seal } from "../outbox/seal.js";
import * as store from "../outbox/store.js";

/** A random UUID; crypto.randomUUID is missing on old phones and on plain http. */
function mint() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function sealedFor({ link, locale, key, address }, fields) {
  const id = mint();
  const whole = [...fields, ["submission_id", id]];
  // On plain http no browser seals; then the page posts the fields themselves and keeps nothing.
  const text = JSON.stringify({ link, locale, fields: whole });
  const sealed = key && canSeal() && (await seal(key, text).catch(() => ""));
  if (!sealed) return { id, address, fields: whole };
  return { id, address, sealed, keptAt: Date.now(), state: "waiting" };
}

async function keep(entry) {
  try {
    await store.put(entry);
    return true;
  } catch {
    return false;
  }
}

const form = (entry) => new URLSearchParams(entry.sealed ? { sealed: entry.sealed } : entry.fields);

/** Post an entry that the device could not keep. */
export const postAgain = (entry) => post(entry.address, form(entry));

/**
 * Send the fields, `[name, value]` each, from a place `{ link, locale, key, address }`.
 *
 * Gives `{ entry, isKept, status, problems, wait }`. What the server refused is kept as well.
 */
export async function submit(place, fields) {
  const entry = await sealedFor(place, fields);
  const isKept = Boolean(entry.sealed) && (await keep(entry));
  const answer = await (isKept ? deliver(entry) : postAgain(entry));
  return { entry, isKept, ...answer };
}
