/**
 * Delivering: each entry is posted until the server has answered for it. The server knows it by its
 * id, so that posting it again is harmless; the page and the service worker both come here.
 */
import * as store from "./store.js";

const PATIENCE = 25000;
// A timer that is asked for more than it can count goes off at once.
const LONGEST_WAIT = 3600000;
const REFUSED_REST = 3600000;
const STORED = ["stored", "already stored"];
const LOCK = "own-words-outbox";
const channel = globalThis.BroadcastChannel && new BroadcastChannel(LOCK);

/** Be told each entry's id and the server's answer, whichever tab or worker delivered it. */
export const listen = (listener) =>
  channel?.addEventListener("message", ({ data }) => listener(data.id, data.answer));

/** Post a body to an address: `{ status, problems, wait }`, status 0 where nobody of ours answered. */
export async function post(address, body) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
      credentials: "omit",
      redirect: "error",
      signal: stop.signal,
    });
    const details = await response.json().catch(() => ({}));
    const wait = Math.min(Number(response.headers.get("Retry-After")) * 1000 || 0, LONGEST_WAIT);
    // A café's sign-in page answers as well; only our own word counts, whatever it says.
    const status = isOurs(response, details) ? response.status : 0;
    return { status, problems: details.problems || {}, wait };
  } catch {
    return { status: 0, problems: {}, wait: 0 };
  } finally {
    clearTimeout(limit);
  }
}

const isOurs = (response, details) =>
  response.ok ? STORED.includes(details.status) : typeof details.status === "string";

export const isStored = (status) => status === 200 || status === 201;

/** Whether another try may end otherwise: no line, too many at once, a server that is ill. */
export const mayPass = (status) => status === 0 || status === 408 || status === 429 || status >= 500;

const form = (entry) => new URLSearchParams({ sealed: entry.sealed });

/** Post one entry, and keep the outbox as the server's answer says; nothing goes but what is stored. */
export async function deliver(entry) {
  const answer = await post(entry.address, form(entry));
  if (isStored(answer.status)) await store.remove(entry.id);
  else if (!mayPass(answer.status)) {
    await store.put({ ...entry, state: "refused", status: answer.status, triedAt: Date.now() });
  }
  if (!mayPass(answer.status)) channel?.postMessage({ id: entry.id, answer });
  return answer;
}

/** Let those that the server refused be tried once more at once. */
export async function offerAgain() {
  for (const entry of await store.entries()) {
    if (entry.state === "refused") await store.put({ ...entry, state: "waiting" });
  }
}

/** What was refused is tried again after a while: a link may be open again, a key be back. */
const isDue = ({ state, triedAt = 0 }) =>
  state === "waiting" || Math.abs(Date.now() - triedAt) > REFUSED_REST;

async function deliverEach(told) {
  let failures = 0;
  for (const entry of await store.entries()) {
    if (!isDue(entry)) continue;
    const answer = await deliver(entry);
    if (!mayPass(answer.status)) {
      told(entry.id, answer);
      continue;
    }
    failures += 1;
    // One ill answer must not hold up those behind it; no line at all holds up every one.
    if (answer.status < 500 || failures > 2) return answer.wait || 1;
  }
  return failures && 1;
}

/**
 * Post all that waits, one at a time, in one tab at a time.
 *
 * `told` is given the id of each entry that the server answered for, and its answer. Gives 0 when
 * nothing has to wait any longer, else the milliseconds that the server asked for, at least 1.
 */
export function deliverAll(told = () => {}) {
  if (!navigator.locks) return deliverEach(told);
  return navigator.locks.request(LOCK, () => deliverEach(told));
}
