/** "Check your answers", built from what stands in the page at that moment, also when translated. */
import { valuesOf } from "./answers.js";
import { areEmpty } from "./limits.js";
import { all, make, one, words } from "./page.js";

const copies = (element) => [...element.childNodes].map((node) => node.cloneNode(true));

function given(question) {
  const chosen = all(":checked", question).map((control) => one("span", control.parentNode));
  if (chosen.length) return chosen.map((text) => make("dd", "", ...copies(text)));
  const text = valuesOf(question)[0];
  if (!text) return [make("dd", "none", words.none)];
  const line = make("dd", "written", text);
  line.dir = "auto";
  return [line];
}

function line(question) {
  const heading = one("h2 > span", question);
  const hidden = make("span", "away", ` – ${heading.textContent}`);
  const change = make("a", "plain", words.change, hidden);
  change.href = `#${question.id}`;
  const title = make("dt", "", ...copies(heading));
  return make("div", "", title, ...given(question), make("dd", "", change));
}

/** Show the answers to these questions, each with a way back to it; or that there are none. */
export function list(section, questions) {
  for (const old of all("dl, .wrong", section)) old.remove();
  if (areEmpty(questions)) section.append(make("p", "wrong", words.empty));
  section.append(make("dl", "", ...questions.map(line)));
}
