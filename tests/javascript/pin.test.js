/** The PIN of a shared tablet: the server's hash, and pauses that grow with wrong ones. */
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { beforeEach, test } from "node:test";

import { vectors } from "./vectors.js";

// Node 18 has it under another name.
globalThis.crypto ??= webcrypto;
globalThis.document = { documentElement: { dataset: { token: "K7QF2M" } } };
// A channel to other tabs would keep the process alive.
delete globalThis.BroadcastChannel;

const { isOpenedBy, secondsToWait } = await import("../../static/js/kiosk/pin.js");
const [{ pin, ...check }] = vectors("pins");
let clock;
let kept;

beforeEach(() => {
  clock = 1000000;
  kept = {};
  Date.now = () => clock;
  globalThis.localStorage = {
    getItem: (name) => kept[name] ?? null,
    setItem: (name, value) => (kept[name] = value),
  };
  globalThis.fetch = async () => {
    throw new TypeError("no line");
  };
});

const wrong = async (times) => {
  for (let each = 0; each < times; each += 1) assert.equal(await isOpenedBy("000000", check), false);
};

test("the page's hash is the server's", async () => {
  assert.equal(await isOpenedBy(pin, check), true);
});

test("without a hash nothing opens it", async () => {
  assert.equal(await isOpenedBy(pin, { ...check, hash: "" }), false);
});

test("four wrong ones are free, and each from the fifth on doubles the pause", async () => {
  await wrong(4);
  assert.equal(secondsToWait(), 0);
  await wrong(1);
  assert.equal(secondsToWait(), 60);
  await wrong(1);
  assert.equal(secondsToWait(), 120);
});

test("a pause ends, and a clock that was put back makes it no longer", async () => {
  await wrong(5);
  clock += 59001;
  assert.equal(secondsToWait(), 1);
  clock += 1000;
  assert.equal(secondsToWait(), 0);
  clock -= 9000000;
  assert.equal(secondsToWait(), 60);
});

test("the right one ends the counting, and the server is still told of the wrong ones", async () => {
  await wrong(5);
  assert.equal(await isOpenedBy(pin, check), true);
  assert.equal(secondsToWait(), 0);
  assert.deepEqual(JSON.parse(kept["own-words-pin"]), { wrong: 0, until: 0, untold: 5 });
});
