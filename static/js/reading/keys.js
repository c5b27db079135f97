/** One key for each thing that a reader does often. They can be turned off, and stay off. */
const KEPT = "own-words-keys";
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select";

export function listenForKeys() {
  const note = document.querySelector("[data-keys]");
  const button = note.querySelector("button");
  const show = () => {
    button.textContent = areOff() ? "Turn keys on" : "Turn keys off";
  };
  button.addEventListener("click", () => {
    localStorage.setItem(KEPT, areOff() ? "on" : "off");
    show();
  });
  note.hidden = false;
  show();
  document.addEventListener("keydown", press);
  document.addEventListener("change", openForConcern);
}

function areOff() {
  return localStorage.getItem(KEPT) === "off";
}

function press(event) {
  const isCommand = event.ctrlKey || event.altKey || event.metaKey || event.repeat;
  if (areOff() || isCommand || event.target.closest(TYPING)) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
  if (target.type === "radio") document.getElementById("reason").focus();
}

/** The kinds of abuse are asked for only where they are needed. */
function openForConcern(event) {
  if (event.target.name !== "disposition") return;
  const needed = ["safeguarding", "senior", "danger"].includes(event.target.value);
  if (needed) document.querySelector("[data-abuse]").open = true;
}
