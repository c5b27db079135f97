/**
 * What is kept of each link: all its pages in all its languages, with their pictures and scripts, in
 * one cache for each state of the link. A cache counts once its last entry is there; only then do
 * the older ones of that link go.
 */

const PREFIX = "own-words:";
const WHOLE = "/whole";
const MOST_LINKS = 20;

const nameOf = (bundle) => `${PREFIX}${bundle.token}:${bundle.stamp}`;
const tokenOf = (name) => name.split(":")[1];

async function names(token) {
  const all = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  return token ? all.filter((name) => tokenOf(name) === token) : all;
}

const isWhole = async (name) => Boolean(await (await caches.open(name)).match(WHOLE));

/** Bring what is kept of a link up to date. Whatever fails leaves the older state as it was. */
export async function keep(token) {
  const response = await fetch(`/s/${token}/offline.json`, { credentials: "omit", cache: "no-cache" });
  if (!response.ok || !response.headers.has("Own-Words")) return;
  const bundle = await response.json();
  if (bundle.token !== token) return;
  const name = nameOf(bundle);
  if (!(await caches.has(name)) || !(await isWhole(name))) await fill(name, bundle);
  for (const other of await names(token)) if (other !== name) await caches.delete(other);
  await forgetOldest();
}

async function fill(name, bundle) {
  const cache = await caches.open(name);
  await cache.addAll(bundle.pieces);
  for (const [address, html] of Object.entries(bundle.pages)) {
    await cache.put(address, pageOf(bundle, html));
  }
  for (const [address, drawing] of Object.entries(bundle.pictures)) {
    await cache.put(address, new Response(drawing, { headers: { "Content-Type": "image/svg+xml" } }));
  }
  for (const [address, languages] of Object.entries(bundle.fronts)) {
    for (const [language, html] of Object.entries(languages)) {
      await cache.put(inNamed(address, language), pageOf(bundle, html));
    }
  }
  const about = JSON.stringify({ title: bundle.title, address: `/s/${bundle.token}` });
  await cache.put(WHOLE, new Response(about));
}

const pageOf = (bundle, html) => new Response(html, { headers: bundle.headers });
const inNamed = (address, language) => `${address}?language=${language}`;

/** The phone of somebody who opened many links keeps the newest ones. */
async function forgetOldest() {
  const all = await names();
  for (const name of all.slice(0, Math.max(0, all.length - MOST_LINKS))) await caches.delete(name);
}

/** The kept page at an address, undefined where there is none. */
export async function page(url) {
  for (const name of (await names(url.pathname.split("/")[2])).reverse()) {
    if (!(await isWhole(name))) continue;
    const cache = await caches.open(name);
    for (const address of addresses(url)) {
      const found = await cache.match(address);
      if (found) return found;
    }
  }
  return undefined;
}

/** Where to look for a page: as it was asked for, plainly, in the person's languages, in any. */
function addresses({ pathname, search }) {
  const languages = [...navigator.languages, ...navigator.languages.map((each) => each.split("-")[0])];
  return [pathname + search, pathname, ...[...languages, "any"].map((each) => inNamed(pathname, each))];
}
