/** Trying again: with growing pauses, and at once when the line or the person is back. */

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 300000;

/** Many tablets that lost one server must not all come back in the same second. */
const scattered = (pause) => pause * (0.75 + Math.random() / 2);

/**
 * Runs `attempt` until it gives 0; it gives the milliseconds that the server asked to wait for
 * otherwise. Gives `{ now, soon }`: to begin at once, or after the first pause.
 */
export function untilDone(attempt) {
  let isBusy = false;
  let waiting = 0;
  let pause = FIRST_PAUSE;

  function soon(wait = 0) {
    if (waiting) return;
    waiting = setTimeout(now, Math.max(wait, scattered(pause)));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  async function now() {
    // What came in meanwhile may have been missed by the attempt that is under way.
    if (isBusy) return soon();
    isBusy = true;
    clearTimeout(waiting);
    waiting = 0;
    const wait = await attempt().catch(() => 1);
    isBusy = false;
    if (wait) soon(wait);
    else pause = FIRST_PAUSE;
  }

  const runIfWaiting = () => waiting && now();
  addEventListener("online", runIfWaiting);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && runIfWaiting());
  return { now, soon };
}
