/** Where words are large, what stands before the first question makes room for its answers. */
import { make, one, root, words } from "./page.js";

const SCREENS = 1.5;

function fold(intro) {
  const button = make("button", "plain about", words.about);
  button.type = "button";
  const turn = (isOpen) => {
    intro.hidden = !isOpen;
    button.setAttribute("aria-expanded", isOpen);
  };
  button.addEventListener("click", () => turn(intro.hidden));
  intro.before(button);
  turn(false);
}

/** Fold the introduction where the first answer would be far below the first screen. */
export function makeRoom() {
  const answer = one(".q:not([hidden]) [name]:not(button)");
  if (root.classList.contains("large") || !answer) return;
  if (answer.getBoundingClientRect().top + scrollY < SCREENS * innerHeight) return;
  root.classList.add("large");
  fold(one(".intro"));
}
