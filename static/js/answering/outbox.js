/** What waits on this device: counted, visible, sent as soon as it can be, and saved to a file. */
import { untilDone } from "../outbox/again.js";
import * as delivery from "../outbox/deliver.js";
import { save } from "../outbox/file.js";
import * as store from "../outbox/store.js";
import { all, copyOf, one } from "./page.js";

const heard = new Set();

/** Be told each entry that the server answered for, with its answer, here or in another tab. */
export const listen = (listener) => heard.add(listener);

function told(id, answer) {
  for (const listener of heard) listener(id, answer);
  show();
}

/** Deliver all that waits, until nothing does: `{ now, soon }`. */
export const sending = untilDone(() => delivery.deliverAll(told));

/** Let the browser go on when this page is closed, and not clear what waits here. */
export async function askForTime() {
  navigator.storage?.persist?.().catch(() => {});
  const registration = await navigator.serviceWorker?.getRegistration?.();
  await registration?.sync?.register("outbox").catch(() => {});
}

/** Try all of it at once, also what the server did not take before. */
export async function sendNow() {
  await delivery.offerAgain().catch(() => {});
  await sending.now();
}

/** Show how many wait, and give them; a shared tablet tells that only to staff. */
async function show() {
  const entries = await store.entries().catch(() => []);
  one(".outbox")?.remove();
  if (!entries.length || !one("#outbox")) return entries;
  const box = copyOf("#outbox");
  one("[data-count]", box).textContent = entries.length;
  const refused = entries.filter((entry) => entry.state === "refused");
  one("[data-refused]", box).hidden = !refused.length;
  for (const reason of all("[data-reason]", box)) {
    reason.hidden = !refused.some((entry) => String(entry.status) === reason.dataset.reason);
  }
  one("[data-now]", box).addEventListener("click", sendNow);
  one("[data-save]", box).addEventListener("click", async () => save(await store.entries()));
  one("main").before(box);
  return entries;
}

export async function begin() {
  delivery.listen(told);
  const entries = await show();
  // The browser gives up after a few tries of its own; whoever comes back lets it begin anew.
  if (entries.length) askForTime();
  sending.now();
}
