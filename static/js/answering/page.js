/** The page, and what the script has to know of it. */

export const root = document.documentElement;
export const kind = root.dataset.page;
export const token = root.dataset.token;
export const locale = root.dataset.locale;
export const language = locale.replace(/-easyread$/, "");

export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** A copy of what stands in a template. */
export const copyOf = (selector) => document.importNode(one(selector).content, true);

/**
 * Put the focus on an element, with its top in sight and as much as can be of what is below it. A
 * browser would put what is taller than the screen in the middle.
 */
export function focusOn(element, box = element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  scrollTo(0, 0);
  const first = one("[name]:not(button), dl, .go", box) || element;
  if (first.getBoundingClientRect().bottom > innerHeight) box.scrollIntoView();
}

const written = one("#words");
/** The interface's words in the page's language. */
export const words = written ? JSON.parse(written.textContent) : {};

/** An element with a class, holding nodes or text. */
export function make(tag, className, ...contents) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...contents);
  return element;
}
