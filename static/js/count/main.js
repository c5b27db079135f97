/** Beside a text of a staff form: how many characters it still takes, or how many are too many. */
const SHOWN_FROM = 0.8;
const PAUSE = 1000;

/** As the server counts them: characters and not their halves, one for each end of a line. */
const lengthOf = (text) => Array.from(text.trim().replace(/\r\n?/g, "\n")).length;

function sentence(left) {
  const number = Math.abs(left);
  const characters = number === 1 ? "character" : "characters";
  return `${number.toLocaleString("en-GB")} ${characters} ${left < 0 ? "too many" : "left"}`;
}

/** A reader of the screen hears it after a pause, and not after every letter. */
function watch(box) {
  const most = Number(box.dataset.most);
  const counter = document.createElement("p");
  let later;
  counter.className = "hint";
  counter.setAttribute("role", "status");
  box.after(counter);
  const count = () => {
    const length = lengthOf(box.value);
    counter.classList.toggle("error", length > most);
    counter.textContent = length < most * SHOWN_FROM ? "" : sentence(most - length);
  };
  box.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(count, PAUSE);
  });
  count();
}

document.querySelectorAll("[data-most]").forEach(watch);
