/**
 * Sending: once at a time, again with growing pauses until the server has answered, at once when
 * the line is back. The server knows the submission by its id, so that trying again is harmless.
 */

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60000;
const PATIENCE = 60000;
const STORED = ["stored", "already stored"];

async function post(address, body) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
      credentials: "omit",
      signal: stop.signal,
    });
    const details = await response.json().catch(() => ({}));
    const wait = Number(response.headers.get("Retry-After")) * 1000;
    // A café's sign-in page answers 200 as well; only our own word says that it is stored.
    const status = response.ok && !STORED.includes(details.status) ? 0 : response.status;
    return { status, problems: details.problems || {}, wait };
  } catch {
    return { status: 0, wait: 0 };
  } finally {
    clearTimeout(limit);
  }
}

const mayPass = (status) => status === 0 || status === 429 || status >= 500;

/**
 * A sender for one submission. `body` makes what is sent; `report` is told "sending", "unsent", or
 * the server's status with its problems.
 */
export function sender(address, body, report) {
  let busy = false;
  let waiting = 0;
  let pause = FIRST_PAUSE;

  async function send() {
    if (busy) return;
    busy = true;
    clearTimeout(waiting);
    waiting = 0;
    report("sending");
    const answer = await post(address, body());
    busy = false;
    if (!mayPass(answer.status)) {
      report(answer.status, answer.problems);
      return;
    }
    report("unsent");
    waiting = setTimeout(send, Math.max(answer.wait, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  addEventListener("online", () => waiting && send());
  return send;
}
