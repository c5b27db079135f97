/** The service worker: asked for once the page is there, told which link to keep. */
import { locale, root, token } from "./page.js";

async function ask() {
  await navigator.serviceWorker.register("/worker.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: token, shown: locale });
}

export function begin() {
  if (!navigator.serviceWorker || root.dataset.worker === undefined) return;
  const start = () => ask().catch(() => {});
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}
