/** Larger words, and reading aloud. */
import { all, language, one, root, words } from "./page.js";

const LARGEST = 3;
const SIZE = "own-words-size";

function kept(value) {
  try {
    if (value !== undefined) sessionStorage.setItem(SIZE, value);
    return Number(sessionStorage.getItem(SIZE)) || 0;
  } catch {
    return value || 0;
  }
}

function resize(change) {
  const size = Math.min(LARGEST, Math.max(0, Number(root.dataset.size || 0) + change));
  root.dataset.size = size;
  kept(size);
}

function offerSizes() {
  root.dataset.size = kept();
  one("[data-smaller]")?.addEventListener("click", () => resize(-1));
  one("[data-larger]")?.addEventListener("click", () => resize(1));
}

const speech = window.speechSynthesis;
const voice = () =>
  speech.getVoices().find((each) => each.lang.toLowerCase().split(/[-_]/)[0] === language.split("-")[0]);

/** Stop reading aloud. */
export function hush() {
  if (speech) speech.cancel();
  const button = one("[data-read]");
  if (button) button.textContent = words.read;
}

function wordsOf(element) {
  const copy = element.cloneNode(true);
  for (const extra of all(".two, .away", copy)) extra.remove();
  return copy.textContent.trim();
}

function readAloud(button) {
  const spoken = all("h1, h2, p, .row, dt, dd", one("main"))
    .filter((element) => element.offsetParent && !element.closest(".bar, .go, .moved h1"))
    .map(wordsOf)
    .filter(Boolean)
    .map((text) => Object.assign(new SpeechSynthesisUtterance(text), { lang: language, voice: voice() }));
  if (!spoken.length) return;
  spoken[spoken.length - 1].onend = hush;
  button.textContent = words.stop;
  for (const each of spoken) speech.speak(each);
}

function offerReading() {
  const button = one("[data-read]");
  if (!button || !speech) return;
  const look = () => root.classList.toggle("voice", Boolean(voice()));
  look();
  speech.addEventListener?.("voiceschanged", look);
  button.addEventListener("click", () => {
    const reading = button.textContent === words.stop;
    hush();
    if (!reading) readAloud(button);
  });
}

export function begin() {
  offerSizes();
  offerReading();
}
