/**
 * "Not sent yet. Nobody has read this.": what stands where the questions were until it is sent. What
 * this page holds is sent, and what it says of the device is looked up and not remembered.
 */
import { untilDone } from "../outbox/again.js";
import { isStored, mayPass } from "../outbox/deliver.js";
import { save } from "../outbox/file.js";
import * as store from "../outbox/store.js";
import * as draft from "./draft.js";
import * as outbox from "./outbox.js";
import { copyOf, focusOn, one, root, words } from "./page.js";
import { postAgain } from "./send.js";

const LOOK_AGAIN = 10000;
const stay = (event) => event.preventDefault();

/** Why the server did not take it, in words. */
export const reasonOf = (status) => words.reasons[status] || words.closed;

/** Say whether the device has it, and whether the server did not take it. */
function say({ entry, isKept, isRefused }) {
  one("[data-kept]").hidden = !isKept || isRefused;
  one("[data-unkept]").hidden = isKept;
  one("[data-refused]", one("#q-waiting")).hidden = !isRefused || !isKept;
  const file = one("#q-waiting [data-save]");
  // On a shared tablet what is kept is for staff, unless nobody else would ever take it.
  if (file) file.hidden = !entry.sealed || (isKept && !isRefused && file.dataset.save === "unkept");
}

/** Put it back where the browser threw it away; says whether the device has it now. */
async function isOnDevice(entry) {
  if (!entry.sealed) return false;
  try {
    const kept = (await store.entries()).some((each) => each.id === entry.id);
    if (!kept) await store.put({ ...entry, state: "waiting" });
    return true;
  } catch {
    return false;
  }
}

/** Put the waiting page in the form's place; `finish` is called once the server has it. */
export function show(form, sent, finish) {
  const { entry } = sent;
  const now = { entry, isKept: sent.isKept, isRefused: !mayPass(sent.status) };
  let isDone = false;
  form.replaceWith(copyOf("#waiting"));
  root.classList.add("moved");
  const status = one("#q-waiting [data-status]");

  function update(changes) {
    Object.assign(now, changes);
    if (now.isKept) removeEventListener("beforeunload", stay);
    else addEventListener("beforeunload", stay);
    say(now);
  }

  function settle(id, answer) {
    if (id !== entry.id || isDone) return;
    isDone = isStored(answer.status);
    if (isDone) {
      removeEventListener("beforeunload", stay);
      finish();
      return;
    }
    status.textContent = reasonOf(answer.status);
    update({ isRefused: true });
  }

  async function look() {
    if (!isDone) update({ isKept: await isOnDevice(entry) });
  }

  // Of what the device has not, this page is the only place that can send it.
  const here = untilDone(async () => {
    if (isDone || now.isKept) return 0;
    const answer = await postAgain(entry);
    if (mayPass(answer.status)) return answer.wait || 1;
    settle(entry.id, answer);
    return 0;
  });

  async function again() {
    status.textContent = words.sending;
    await look();
    await (now.isKept ? outbox.sendNow() : here.now());
    if (status.textContent === words.sending) status.textContent = words.waiting;
  }

  outbox.listen(settle);
  one("#q-waiting [data-again]")?.addEventListener("click", again);
  one("#q-waiting [data-save]")?.addEventListener("click", () => save([entry]));
  setInterval(async () => {
    const wasKept = now.isKept;
    await look();
    if (wasKept && !now.isKept) here.now();
  }, LOOK_AGAIN);
  update({});
  if (now.isRefused) settle(entry.id, sent);
  if (now.isKept) {
    // What is in the outbox must not be offered once more as a draft.
    draft.clear();
    outbox.askForTime();
  }
  // Going back leads to the questions anew, not to a form that was sent.
  addEventListener("popstate", () => location.reload());
  focusOn(one("#q-waiting h2"), one("#q-waiting"));
  if (!now.isRefused) (now.isKept ? outbox.sending : here).soon();
}
