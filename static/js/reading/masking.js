/** Words that are marked in the comment are added to the names that are masked, in one press. */
export function offerMasking() {
  document.addEventListener("selectionchange", () => {
    const button = document.querySelector("[data-mask]");
    if (button) button.hidden = !marked();
  });
  document.addEventListener("pointerdown", (event) => {
    // The press itself would undo the marking.
    if (event.target.closest("[data-mask]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mask]");
    const words = marked();
    if (!button || !words) return;
    const names = document.getElementById("names");
    names.value = `${names.value}\n${words}`.trim();
    button.form.requestSubmit();
  });
}

function marked() {
  const selection = document.getSelection();
  const words = document.getElementById("words");
  const isInside = selection.rangeCount && words.contains(selection.getRangeAt(0).commonAncestorContainer);
  return isInside ? selection.toString().trim() : "";
}
