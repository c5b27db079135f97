/**
 * Served in the worker's place when OWNWORDS_OFFLINE is off: it takes itself and every kept page
 * away. The outbox stays; the pages themselves deliver it.
 */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(withdraw()));

async function withdraw() {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
}
