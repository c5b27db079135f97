/** Only our own server's word that it is stored counts; and what may pass is tried again. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

// A channel to other tabs would keep the process alive.
delete globalThis.BroadcastChannel;
const { isStored, mayPass, post } = await import("../../static/js/outbox/deliver.js");

const realFetch = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = realFetch;
});

function answering(status, body, headers = {}) {
  globalThis.fetch = async () => new Response(body, { status, headers });
}

async function statusOf(status, body) {
  answering(status, body);
  return (await post("/s/K7QF2M/en", "")).status;
}

test("our own word counts", async () => {
  assert.equal(await statusOf(201, '{"status": "stored"}'), 201);
  assert.equal(await statusOf(200, '{"status": "already stored"}'), 200);
  assert.equal(await statusOf(422, '{"status": "refused", "problems": {}}'), 422);
});

test("a sign-in page of the line counts as no answer, whatever it says", async () => {
  assert.equal(await statusOf(200, "<h1>Welcome to our café</h1>"), 0);
  assert.equal(await statusOf(200, '{"status": "refused"}'), 0);
  assert.equal(await statusOf(410, "Gone"), 0);
  assert.equal(await statusOf(403, '{"error": "sign in"}'), 0);
});

test("no line is no answer", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("no line");
  };
  assert.deepEqual(await post("/s/K7QF2M/en", ""), { status: 0, problems: {}, wait: 0 });
});

test("problems and the pause that the server asks for are handed on, an hour at most", async () => {
  answering(429, '{"status": "too many", "problems": {"a": "b"}}', { "Retry-After": "30" });
  assert.deepEqual(await post("/s/K7QF2M/en", ""), { status: 429, problems: { a: "b" }, wait: 30000 });
  answering(429, '{"status": "too many"}', { "Retry-After": "9999999" });
  assert.equal((await post("/s/K7QF2M/en", "")).wait, 3600000);
  answering(429, '{"status": "too many"}', { "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT" });
  assert.equal((await post("/s/K7QF2M/en", "")).wait, 0);
});

test("what is stored, and what another try may change", () => {
  const all = [0, 200, 201, 204, 400, 404, 408, 409, 410, 422, 429, 500, 503];
  assert.deepEqual(all.filter(isStored), [200, 201]);
  assert.deepEqual(all.filter(mayPass), [0, 408, 429, 500, 503]);
});
