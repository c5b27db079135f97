/**
 * The start page names the surveys that are kept on this device, for a day without signal. The worker
 * shows it at the address of a survey that is not kept, too.
 */
import { untilDone } from "../outbox/again.js";
import { all, kind, make, one } from "./page.js";

const PREFIX = "own-words:";

async function surveys() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const notes = await Promise.all(names.map(async (name) => (await caches.open(name)).match("/whole")));
  const surveys = await Promise.all(notes.filter(Boolean).map((note) => note.json()));
  return surveys.filter(Boolean);
}

/** Whether a survey was asked for, and this page came instead. The server says of a code what is wrong with it. */
const isUnopened = () =>
  location.pathname !== "/" || (new URLSearchParams(location.search).get("code") && !one("#code-problem"));

/** Browsers say "online" before the line works, or not at all, so the server itself is asked. */
async function reloadOnceAnswered() {
  await fetch(location.href, { method: "HEAD", cache: "no-store" });
  location.reload();
}

function sayUnopened() {
  const box = one("[data-unopened]");
  const names = location.pathname.split("/");
  for (const each of all("[data-of]", box)) each.hidden = !names.includes(each.dataset.of);
  box.hidden = false;
  one("[data-retry]", box).href = location.pathname + location.search;
  document.title = one("h2", box).textContent;
  untilDone(reloadOnceAnswered).soon();
}

export async function begin() {
  const list = kind === "start" && one("[data-surveys]");
  if (!list) return;
  if (isUnopened()) sayUnopened();
  if (!globalThis.caches) return;
  const found = await surveys().catch(() => []);
  for (const { title, address } of found) {
    const link = make("a", "", title);
    link.href = address;
    list.append(make("li", "", link));
  }
  list.parentNode.hidden = !found.length;
}
