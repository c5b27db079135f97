/** The screen of a shared tablet stays on: people lost their answers when it went dark. */

const hold = () =>
  document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});

export function wakeful() {
  hold();
  document.addEventListener("visibilitychange", hold);
}
