/** The start page names the surveys that are kept on this device, for a day without signal. */
import { kind, make, one } from "./page.js";

const PREFIX = "own-words:";

async function surveys() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const notes = await Promise.all(names.map(async (name) => (await caches.open(name)).match("/whole")));
  return Promise.all(notes.filter(Boolean).map((note) => note.json()));
}

export async function begin() {
  const list = kind === "start" && one("[data-surveys]");
  if (!list || !globalThis.caches) return;
  const found = await surveys().catch(() => []);
  for (const { title, address } of found) {
    const link = make("a", "", title);
    link.href = address;
    list.append(make("li", "", link));
  }
  list.parentNode.hidden = !found.length;
}
