/**
 * Whether the survey is still open. A page that was kept, by the browser or for a day without signal,
 * cannot know; so it asks when it is opened, and once more before the first answer where it stood open
 * for a while. Without a line it goes on as it is: what is sent is taken for a while all the same.
 */
import { copyOf, focusOn, locale, make, one, root, token } from "./page.js";

const PATIENCE = 4000;
const FRESH = 60000;

/** What the server says of the link: `{ state, heading, body }`, nothing where none of ours answers. */
async function ask() {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const options = { credentials: "omit", cache: "no-store", redirect: "error", signal: stop.signal };
    const response = await fetch(`/s/${token}/${locale}/status`, options);
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  } finally {
    clearTimeout(limit);
  }
}

/** Say in the form's place why there is no survey today, with the numbers to ring. */
function say(form, { heading, body }) {
  const about = make("section", "q", make("h2", "", heading), make("p", "", body));
  about.append(one(".safe", copyOf("#waiting")));
  form.replaceWith(about);
  one("#q-begun")?.remove();
  root.classList.add("moved");
  document.title = heading;
  focusOn(one("h2", about), about);
}

/** Watch over a form; whoever `isBegun` says has answered already may go on and send it. */
export function watch(form, isBegun) {
  let asked = 0;

  async function look() {
    if (!form.isConnected || isBegun() || Date.now() - asked < FRESH) return;
    asked = Date.now();
    const told = await ask();
    if (told.heading && form.isConnected) say(form, told);
  }

  look();
  form.addEventListener("focusin", look);
  form.addEventListener("pointerdown", look);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}
