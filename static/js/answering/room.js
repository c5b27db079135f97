/** Where they would be below the first screen, what stands before the first answers makes room. */
import { all, make, one, root } from "./page.js";

/** In screens: where the introduction is folded, and where the other languages are too. */
const FAR = 0.85;
const VERY_FAR = 1.25;

/** Other languages stay in sight by their own names, for who does not know this one. */
function foldLanguages() {
  const names = all(".languages [lang]:not([aria-current])").map((each) => each.textContent);
  if (!names.length) return;
  const list = one(".languages > ul");
  if (!list) return;
  const folded = one(".languages details");
  const box = folded || make("details", "", make("summary", "", names.slice(0, 2).join(" · ")));
  if (!folded) list.before(box);
  box.append(list);
}

/** How many screens down the first answer begins; 0 where there is none. */
function depth() {
  const answer = one(".q:not([hidden]) [name]:not(button)");
  return answer ? (answer.getBoundingClientRect().top + scrollY) / innerHeight : 0;
}

/** Fold what is not needed before the first answer, where that would be below the first screen. */
export function makeRoom() {
  if (root.classList.contains("large") || depth() < FAR) return;
  root.classList.add("large");
  const title = one("h1");
  const summary = one(".intro summary");
  title.className = "away";
  summary.textContent = title.textContent;
  summary.after(one(".intro p"));
  if (depth() > VERY_FAR) foldLanguages();
  if (depth() > 1) root.classList.add("huge");
}
