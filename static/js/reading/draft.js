/** A draft by the browser's own translator, on the device: nothing is sent anywhere. */
export async function offerDraft() {
  const place = document.querySelector("[data-draft]");
  if (!place || !("Translator" in self)) return;
  const languages = { sourceLanguage: place.dataset.from, targetLanguage: "en" };
  const state = await self.Translator.availability(languages).catch(() => "unavailable");
  if (state === "unavailable") return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => draft(place, languages));
}

async function draft(place, languages) {
  const output = place.querySelector("output");
  output.textContent = "The browser is getting ready …";
  try {
    const translator = await self.Translator.create(languages);
    const english = await translator.translate(document.getElementById("words").textContent);
    output.textContent = `A machine's draft: ${english}`;
  } catch {
    output.textContent = "The browser could not make a draft. Ask a colleague instead.";
  }
}
