"""People who answer one after the other in a real browser, whatever the line does."""

import time
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, Error, Page

WAITING = """new Promise((done) => {
  const request = indexedDB.open("own-words");
  request.onerror = () => done(-1);
  request.onsuccess = () => {
    const store = request.result.transaction("outbox").objectStore("outbox");
    const all = store.getAll();
    all.onsuccess = () => { request.result.close(); done(all.result.length); };
  };
})"""
ANSWER = """(word) => {
  const field = document.querySelector("[name=word]");
  field.value = word;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  for (let step = 0; step < 2; step += 1) document.querySelector("[data-on]").click();
}"""
IS_OVER = "location.pathname.endsWith('/thanks') || Boolean(document.querySelector('#q-waiting'))"
IS_READY = "document.documentElement.classList.contains('js')"
PATIENCE = 60


def until(page: Page, condition: str, seconds: float = PATIENCE) -> bool:
    """Ask the page until a condition holds; a page that is on its way is asked again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if page.evaluate(condition):
                return True
        except Error:
            pass
        page.wait_for_timeout(20)
    return False


def open_survey(page: Page, address: str) -> None:
    """Open the survey; a line that breaks while it loads is tried again, as people do."""
    for _ in range(20):
        try:
            page.goto(address, wait_until="domcontentloaded")
        except Error:
            page.wait_for_timeout(100)
            continue
        if until(page, IS_READY, 5):
            return
    raise AssertionError("the survey did not open")


def keep_survey(page: Page, address: str) -> None:
    """Open the survey once on a good line, until the device has it whole."""
    open_survey(page, address)
    kept = "caches.keys().then(async (names) => names.length > 0 && Boolean("
    kept += "await (await caches.open(names[0])).match('/whole')))"
    assert until(page, kept), "the survey was not kept"


def answer_all(context: BrowserContext, address: str, words: Iterator[str], tabs: int) -> None:
    """Give every word as one answer, in several tabs by turns; each goes on as soon as it may."""
    pages = [context.new_page() for _ in range(tabs)]
    for place, word in enumerate(words):
        page = pages[place % tabs]
        open_survey(page, address)
        page.evaluate(ANSWER, word)
        assert until(page, IS_OVER), f"no end was shown for {word}"


def wait_until_sent(page: Page, address: str, seconds: float) -> int:
    """With a good line again, how many still wait when there are none or time is over."""
    open_survey(page, address)
    until(page, f"{WAITING}.then((number) => number === 0)", seconds)
    return int(page.evaluate(WAITING))
