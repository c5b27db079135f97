/** The outbox as a file, sealed as it is; `ownwords responses take-in` reads it. */

const FORMAT = "own-words-outbox";

function text(entries) {
  const kept = entries.map(({ id, address, sealed }) => ({ id, address, sealed }));
  return JSON.stringify({ format: FORMAT, version: 1, server: location.origin, entries: kept }, null, 1);
}

/** Let the person save these entries; they stay here until the server has them. */
export function save(entries) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text(entries)], { type: "application/json" }));
  link.download = `own-words-answers-${entries.length}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
