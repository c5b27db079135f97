/** The PIN, checked without a network; wrong ones are counted, slowed down and told to the server. */
import { post } from "../outbox/deliver.js";

const KEY = "own-words-pin";
const FREE = 5;
const FIRST_PAUSE = 60000;
const address = `/s/${document.documentElement.dataset.token}/tablet`;

function read() {
  try {
    return { wrong: 0, until: 0, untold: 0, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { wrong: 0, until: 0, untold: 0 };
  }
}

function write(changes) {
  const state = { ...read(), ...changes };
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Without a store the slow hash is what holds guessing up.
  }
  return state;
}

async function hash(pin, { salt, rounds }) {
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: text.encode(salt), iterations: Number(rounds) };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(way, key, 256));
  return [...bits].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How long nobody may try again, in seconds. A clock put back does not make it longer than the pause. */
export function secondsToWait() {
  const { until, wrong } = read();
  const left = Math.min(until - Date.now(), pauseAfter(wrong));
  return left > 0 ? Math.ceil(left / 1000) : 0;
}

const pauseAfter = (wrong) => (wrong < FREE ? 0 : FIRST_PAUSE * 2 ** (wrong - FREE));

let isTelling = false;

/** Tell the server how many wrong ones it does not know of; without a line they are told later. */
export async function tell() {
  const { untold } = read();
  if (!untold || isTelling) return;
  isTelling = true;
  const { status } = await post(address, new URLSearchParams({ wrong_pins: untold }));
  isTelling = false;
  if (status !== 200) return;
  write({ untold: read().untold - untold });
  tell();
}

/** Whether this is the PIN that the page was made with: `{ salt, rounds, hash }`. */
export async function isOpenedBy(pin, check) {
  if (!check.hash || (await hash(pin, check)) !== check.hash) {
    const { wrong, untold } = read();
    write({ wrong: wrong + 1, untold: untold + 1, until: Date.now() + pauseAfter(wrong + 1) });
    tell();
    return false;
  }
  write({ wrong: 0, until: 0 });
  return true;
}
