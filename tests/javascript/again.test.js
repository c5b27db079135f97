/** Trying again: once at a time, after growing pauses, at once when the line is back. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { untilDone } from "../../static/js/outbox/again.js";

// The clock stands still: a pause is written down, and "wait" ends the latest one. Chance is at its
// middle, where it changes nothing.
let pauses;
let listeners;

beforeEach(() => {
  pauses = [];
  listeners = {};
  Math.random = () => 0.5;
  globalThis.document = { visibilityState: "visible" };
  globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
});

const settled = () => new Promise((done) => setImmediate(() => setImmediate(done)));

/** The clock of `untilDone` only: the runner of the tests has one of its own. */
async function withStillClock(deed) {
  const { setTimeout, clearTimeout } = globalThis;
  globalThis.setTimeout = (ring, after) => pauses.push({ ring, after, isOver: false });
  globalThis.clearTimeout = (id) => id && (pauses[id - 1].isOver = true);
  try {
    return await deed();
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout });
  }
}

/** The tries and the pauses between them; an answer is what a try gives, null a fault in it. */
const told = (answers, ...deeds) =>
  withStillClock(async () => {
    const events = [];
    const left = [...answers];
    const { now, soon } = untilDone(async () => {
      events.push("try");
      const answer = left.shift();
      if (answer === null) throw new TypeError("broken");
      return answer;
    });
    const doing = {
      run: now,
      soon: () => soon(),
      online: () => listeners.online(),
      back: () => listeners.visibilitychange(),
      wait: () => {
        const pause = pauses.filter(({ isOver }) => !isOver).pop();
        pause.isOver = true;
        events.push(pause.after);
        pause.ring();
      },
    };
    for (const deed of deeds) {
      for (const each of deed.split("+")) doing[each]();
      await settled();
    }
    return events;
  });

test("two calls at once are one try", async () => {
  assert.deepEqual(await told([0], "run+run"), ["try"]);
});

test("pauses grow to five minutes until it is done", async () => {
  const lengths = [2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000];
  const tries = await told([...Array(9).fill(1), 0], "run", ...Array(9).fill("wait"));
  assert.deepEqual(tries, ["try", ...lengths.flatMap((pause) => [pause, "try"])]);
});

test("after success the first pause is short again", async () => {
  const tries = await told([1, 0, 1, 0], "run", "wait", "run", "wait");
  assert.deepEqual(tries, ["try", 2000, "try", "try", 2000, "try"]);
});

test("the server may ask for a longer pause", async () => {
  assert.deepEqual(await told([30000, 0], "run", "wait"), ["try", 30000, "try"]);
});

for (const event of ["online", "back"]) {
  test(`${event}: the pause ends`, async () => {
    assert.deepEqual(await told([1, 0], "run", event), ["try", "try"]);
  });

  test(`${event}: nothing begins by itself`, async () => {
    assert.deepEqual(await told([], event), []);
  });
}

test("a fault in a try is no end", async () => {
  assert.deepEqual(await told([null, 0], "run", "wait"), ["try", 2000, "try"]);
});

test("it can begin after the first pause", async () => {
  const tries = await told([1, 0], "soon+soon", "wait", "wait");
  assert.deepEqual(tries, [2000, "try", 4000, "try"]);
});
