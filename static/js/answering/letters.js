/**
 * Letters that this device has no font for come from a font of ours, which is fetched only then and
 * kept for when there is no signal.
 */
import { root } from "./page.js";

const FAMILY = "Own Words letters";
const KEPT = "letters";

/** Without a font a narrow letter and a wide one are the same box. */
function isDrawn([narrow, wide]) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "40px sans-serif";
  return pen.measureText(narrow).width !== pen.measureText(wide).width;
}

async function keep(address) {
  const cache = await caches.open(KEPT);
  if (!(await cache.match(address))) await cache.add(address);
}

/** Chromium keeps boxes that it has drawn, unless something else of the font changes: here a feature that no font has. */
function redraw() {
  document.body.style.fontFeatureSettings = `"ow${10 + document.fonts.size}"`;
}

async function lend(address, unicodeRange) {
  const font = new FontFace(FAMILY, `url("${address}")`, { unicodeRange });
  document.fonts.add(await font.load());
  redraw();
  if (self.caches) await keep(address);
}

export function begin() {
  for (const [pair, address, range] of JSON.parse(root.dataset.letters || "[]")) {
    // Without a line the page is as it would be without the font.
    if (!isDrawn([...pair])) lend(address, range).catch(() => {});
  }
}
