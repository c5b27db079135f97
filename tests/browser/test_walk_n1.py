"""Walk N1, as far as it is offline: a disclosure in Urdu on a Friday evening, in a lift."""

import json
import re

from playwright.sync_api import expect

from tests.browser.outbox import keep, waiting
from tests.browser.respondent import Respondent

WORDS = "ایک کارکن میری خالہ کو تھپڑ مارتی ہے اور ان کی نماز کا مذاق اڑاتی ہے"


def numbers(page) -> set[str]:
    """The telephone numbers that can be called from what is on the screen."""
    links = page.locator("a[href^='tel:']:visible")
    return {link.get_attribute("href") for link in links.all()}


def test_the_numbers_are_there_offline_and_it_arrives_unread_and_whole(new_context, tokens, stored):
    token = tokens["families-friends"]
    page = new_context().new_page()
    someone = Respondent(page, token, "ur").open()
    keep(page)
    page.context.set_offline(True)
    someone.open()
    for _ in range(60):
        box = someone.question.locator("textarea")
        if box.count():
            break
        someone.answer(someone.question)
        someone.go_on()
    assert {"tel:999", "tel:01632960001", "tel:01632960002"} <= numbers(page)
    box.fill(WORDS)
    someone.go_on()
    someone.to_check(is_answering=False)
    while someone.button("Continue").count():
        someone.go_on()
        someone.question.get_by_role("radio").nth(1).check()
    someone.button("Send my answers").click()

    unsent = page.get_by_role("heading", name=someone.say("Not sent yet. Nobody has read this."))
    expect(unsent).to_be_visible()
    assert {"tel:999", "tel:01632960001", "tel:01632960002"} <= numbers(page)
    assert WORDS not in json.dumps(waiting(page), ensure_ascii=False)
    page.goto(f"/s/{token}/ur/worried")
    assert {"tel:999", "tel:01632960001", "tel:01632960002"} <= numbers(page)
    expect(page.get_by_text(someone.say("Answers waiting on this device:"))).to_be_visible()

    page.context.set_offline(False)
    expect(page.locator(".outbox")).to_have_count(0)
    [row] = stored(token, "ur")
    assert WORDS in row["answers"].values()
    assert re.fullmatch(r"\d{4}-W\d\d", row["week"])
    page.goto(f"/s/{token}/ur/thanks")
    assert {"tel:999", "tel:01632960001", "tel:01632960002"} <= numbers(page)
