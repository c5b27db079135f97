/** "Not sent yet. Nobody has read this.": what stands where the questions were until it is sent. */
import { untilDone } from "../outbox/again.js";
import { isStored, mayPass } from "../outbox/deliver.js";
import { save } from "../outbox/file.js";
import * as draft from "./draft.js";
import * as outbox from "./outbox.js";
import { copyOf, one, root, words } from "./page.js";
import { postAgain } from "./send.js";

const stay = (event) => event.preventDefault();

function section({ entry, isKept }) {
  const made = copyOf("#waiting");
  one("[data-kept]", made).hidden = !isKept;
  one("[data-unkept]", made).hidden = isKept;
  const file = one("[data-save]", made);
  if (file) file.hidden = !entry.sealed || (isKept && file.dataset.save === "unkept");
  file?.addEventListener("click", () => save([entry]));
  return made;
}

/** Try an entry again that only this page has. */
const postHere = (entry, settle) =>
  untilDone(async () => {
    const answer = await postAgain(entry);
    if (mayPass(answer.status)) return answer.wait || 1;
    settle(entry.id, answer);
    return 0;
  });

function focusOn(heading) {
  heading.tabIndex = -1;
  scrollTo(0, 0);
  heading.focus();
}

/** Put the waiting page in the form's place; `finish` is called once the server has it. */
export function show(form, sent, finish) {
  const { entry, isKept } = sent;
  form.replaceWith(section(sent));
  root.classList.add("moved");
  const status = one("#q-waiting [data-status]");

  function settle(id, answer) {
    if (id !== entry.id) return;
    removeEventListener("beforeunload", stay);
    if (isStored(answer.status)) finish();
    else status.textContent = words.closed;
  }
  const again = isKept ? outbox.sending : postHere(entry, settle);

  outbox.listen(settle);
  one("#q-waiting [data-again]")?.addEventListener("click", async () => {
    status.textContent = words.sending;
    await again.now();
    if (status.textContent === words.sending) status.textContent = words.waiting;
  });
  if (isKept) {
    // What is in the outbox must not be offered once more as a draft.
    draft.clear();
    outbox.askForTime();
  } else addEventListener("beforeunload", stay);
  // Going back leads to the questions anew, not to a form that was sent.
  addEventListener("popstate", () => location.reload());
  focusOn(one("#q-waiting h2"));
  again.soon();
}
