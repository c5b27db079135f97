/**
 * What is kept of each link: its pages in the languages that were opened here, the link's and English, with
 * their pictures and scripts, in one cache for each state of the link. A cache counts once its last entry is there; only then do
 * the older ones of that link go.
 */

const PREFIX = "own-words:";
const WHOLE = "/whole";
const MOST_LINKS = 20;
const START = `${PREFIX}:start`;
const PIECE = /\/static\/[^"#]+\.(js|svg|webmanifest)(?=")/g;

const nameOf = (bundle) => `${PREFIX}${bundle.token}:${bundle.stamp}`;
const tokenOf = (name) => name.split(":")[1];

async function names(token) {
  const all = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  return token ? all.filter((name) => tokenOf(name) === token) : all;
}

const isWhole = async (name) => Boolean(await (await caches.open(name)).match(WHOLE));

/**
 * Bring what is kept of a link up to date, by way of the locale that is shown. Whatever fails leaves
 * the older state as it was.
 */
export async function keep(token, shown) {
  const before = await names(token);
  const address = `/s/${token}/offline.json?shown=${shown}&kept=${await locales(token, before)}`;
  const response = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!response.ok || !response.headers.has("Own-Words")) return;
  const bundle = await response.json();
  if (bundle.token !== token) return;
  const name = nameOf(bundle);
  if (!before.includes(name) || !(await isWhole(name))) await fill(name, bundle);
  for (const other of before) if (other !== name) await caches.delete(other);
  await caches.delete(START);
  await forgetOldest();
  // The first visit has to be light.
  if (before.length) await keepLater(name, bundle);
}

/** The locales that are kept of a link: each has a page right below it. */
async function locales(token, states) {
  const lists = await Promise.all(states.map(async (name) => (await caches.open(name)).keys()));
  const pages = lists.flat().map((request) => new URL(request.url).pathname.match(`^/s/${token}/([\\w-]+)$`));
  return [...new Set(pages.filter(Boolean).map(([, locale]) => locale))];
}

/** What is of use beside the survey, once for each state. */
async function keepLater(name, bundle) {
  const cache = await caches.open(name);
  if (!bundle.later || (await cache.match(bundle.later))) return;
  const response = await fetch(bundle.later, { credentials: "omit" });
  if (!response.ok || !response.headers.has("Own-Words")) return;
  const { pages } = await response.json();
  await putPages(cache, pages, bundle, await (await cache.match(bundle.shown)).text());
  await cache.put(bundle.later, new Response("kept"));
}

/** The start page, for a device that has opened no link yet; each link brings its own. */
export async function keepStart(shown) {
  if ((await names()).some((name) => name !== START)) return;
  const response = await fetch("/", { credentials: "omit" });
  if (!response.ok || !response.headers.has("Own-Words")) return;
  const pieces = (await response.clone().text()).match(PIECE);
  const cache = await caches.open(START);
  await cache.addAll(pieces);
  await cache.put(inNamed("/", shown), response.clone());
  await cache.put(inNamed("/", "any"), response);
  await cache.put(WHOLE, new Response("null"));
}

async function digestOf(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The page that is shown, which the browser still has; asked for anew where that is another one. */
async function shownPage({ shown, digest }) {
  for (const cache of ["force-cache", "reload"]) {
    const html = await (await fetch(shown, { credentials: "omit", cache })).text();
    if ((await digestOf(html)) === digest) return html;
  }
  throw new Error("the page changed meanwhile");
}

/** Put pages whose style element is empty into a cache, with the style of the page that is shown. */
async function putPages(cache, pages, { headers }, shown) {
  const style = shown.match(/<style>[^]*?<\/style>/)[0];
  for (const [address, html] of Object.entries(pages)) {
    await cache.put(address, new Response(html.replace("<style></style>", () => style), { headers }));
  }
}

async function fill(name, bundle) {
  const cache = await caches.open(name);
  await cache.addAll(bundle.pieces);
  const shown = await shownPage(bundle);
  await putPages(cache, { [bundle.shown]: shown, ...bundle.pages }, bundle, shown);
  for (const [address, drawing] of Object.entries(bundle.pictures)) {
    await cache.put(address, new Response(drawing, { headers: { "Content-Type": "image/svg+xml" } }));
  }
  for (const [address, other] of Object.entries(bundle.same)) {
    await cache.put(address, await cache.match(other));
  }
  const about = JSON.stringify({ title: bundle.title, address: `/s/${bundle.token}` });
  await cache.put(WHOLE, new Response(about));
}

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

/** The start page in the language of an address, or in the person's own. */
export function start({ origin, pathname }) {
  const [, first, second, third] = pathname.split("/");
  const language = ((first === "s" ? third : second) || "").replace(/-easyread$/, "");
  return page(new URL(inNamed("/", language), origin));
}

/** Where to look for a page: as it was asked for, plainly, in the person's languages, in any. */
function addresses({ pathname, search }) {
  const languages = [...navigator.languages, ...navigator.languages.map((each) => each.split("-")[0])];
  return [pathname + search, pathname, ...[...languages, "any"].map((each) => inNamed(pathname, each))];
}
