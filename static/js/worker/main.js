/**
 * The service worker: it keeps the pages of links that were opened here, and delivers the outbox
 * when the browser says that there is a line. It never touches a request that is not a GET.
 */
import { deliverAll } from "../outbox/deliver.js";
import * as kept from "./kept.js";

const PATIENCE = 2000;
const PAGE = /^\/(s\/|privacy\/|accessibility\/|$)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep, shown } = event.data || {};
  if (keep) event.waitUntil(kept.keep(keep, shown));
  else if (shown) event.waitUntil(kept.keepStart(shown));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(deliverOrTryLater());
});

async function deliverOrTryLater() {
  if (await deliverAll()) throw new Error("answers still wait");
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && PAGE.test(url.pathname)) event.respondWith(page(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(piece(request));
});

/**
 * The network's page where it is ours and comes in time, else the one that is kept. Of a link that was
 * never opened nothing is kept, and of a notice not always; the start page then says so, instead of the browser.
 */
async function page(request, url) {
  const own = await kept.page(url).catch(nothing);
  if (!own) return fetch(request).catch(async (fault) => (await kept.start(url).catch(nothing)) || Promise.reject(fault));
  if (!navigator.onLine) return own;
  const fresh = fetch(request).then(onlyOurs, nothing);
  return (await Promise.race([fresh, after(PATIENCE)])) || own;
}

/**
 * A café's sign-in page is no survey, and a server that is ill has none either. Where we send
 * somebody on, as from a code that was typed, the browser shows us no headers.
 */
const onlyOurs = (response) =>
  response.type === "opaqueredirect" || (response.headers.has("Own-Words") && response.status < 500)
    ? response
    : undefined;

/** What is kept may be damaged; then the network has to do. */
const nothing = () => undefined;

const after = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function piece(request) {
  return (await caches.match(request).catch(nothing)) || fetch(request);
}
