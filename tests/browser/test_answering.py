"""Answering with script: one question at a time, and everything can be changed or left out."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.respondent import Respondent

AWAY = "https://www.bbc.co.uk/weather"


@pytest.fixture
def someone(page, tokens):
    return Respondent(page, tokens["people-supported"]).open()


def test_a_question_is_skipped_without_an_error(someone, stored):
    someone.button("Skip this question").click()
    someone.answer(someone.question)
    someone.to_check()
    missing = someone.page.get_by_role("definition").filter(has_text="Not provided")
    expect(missing).to_have_count(1)
    someone.send()
    [row] = stored(someone.token)
    assert "respect" not in row["answers"]


def test_an_answer_is_changed_from_the_check_page(someone, stored):
    someone.to_check()
    someone.page.get_by_role("link", name="Change").first.click()
    someone.answer(someone.question, 2)
    someone.go_on()
    assert someone.is_at_check()
    someone.send()
    [row] = stored(someone.token)
    assert row["answers"]["respect"] == "sometimes"


def test_a_reload_keeps_the_place_and_the_answers(someone):
    someone.answer(someone.question, 1)
    someone.go_on()
    place = someone.page.url
    someone.page.reload()
    expect(someone.button("Continue")).to_be_visible()
    assert someone.page.url == place
    someone.page.go_back()
    expect(someone.question.get_by_role("radio").nth(1)).to_be_checked()


def test_a_question_that_is_no_longer_asked_is_not_sent(someone, stored):
    someone.to_check()
    page = someone.page
    changes = page.get_by_role("link", name="Change")
    changes.last.click()
    someone.answer(someone.question, 1)
    someone.go_on()
    assert page.url.endswith("#q-helper_role")
    someone.answer(someone.question)
    someone.go_on()
    someone.answer(someone.question)
    someone.go_on()
    page.goto(page.url.replace("#q-check", "#q-answered_by"))
    someone.answer(someone.question, 0)
    someone.go_on()
    someone.send()
    [row] = stored(someone.token)
    assert row["answers"]["answered_by"] == "self"
    assert not {"helper_role", "help_type"} & row["answers"].keys()


def test_an_answer_that_tells_of_harm_shows_where_to_turn(someone):
    tell = someone.question.get_by_role("button", name="I am worried about someone")
    expect(tell).to_be_hidden()
    someone.question.get_by_role("radio", name="Never").check()
    expect(tell).to_be_visible()


def test_the_equality_questions_are_answered_by_who_wants_to(someone, stored):
    someone.to_check()
    someone.go_on()
    someone.question.get_by_role("radio").first.check()
    while someone.button("Continue").count():
        someone.go_on()
        someone.answer(someone.question)
    someone.button("Send my answers").click()
    someone.thanked()
    [row] = stored(someone.token)
    assert row["answers"]["equality_wanted"] == "yes"
    assert "religion" in row["answers"]


def test_words_that_are_too_long_are_kept_and_said(new_context, tokens):
    page = new_context().new_page()
    someone = Respondent(page, tokens["people-supported"]).open()
    someone.to_check()
    page.goto(page.url.replace("#q-check", "#q-what_is_good"))
    someone.question.get_by_role("textbox").fill("w" * 20_001)
    someone.button("Continue").click()
    summary = page.get_by_role("heading", name="There is a problem").locator("..")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    summary.get_by_role("link").click()
    expect(someone.question.get_by_role("textbox")).to_have_value("w" * 20_001)


def test_two_languages_stand_side_by_side_each_in_its_direction(page, tokens):
    someone = Respondent(page, tokens["people-supported"], "ur").open()
    page.get_by_role("button", name="English بھی دکھائیں").click()
    english = someone.question.get_by_text("Staff treat me with respect.")
    expect(english).to_be_visible()
    expect(english).to_have_attribute("lang", "en")
    assert english.evaluate("each => getComputedStyle(each).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_words_can_be_made_larger_and_smaller(someone):
    def size():
        return someone.page.evaluate(
            "parseFloat(getComputedStyle(document.documentElement).fontSize)"
        )

    usual = size()
    someone.button("Larger words").click()
    larger = size()
    someone.button("Smaller words").click()
    assert (larger > usual, size()) == (True, usual)


def came_from(page):
    """The addresses that "back" leads to, the server's by the name START."""
    session = page.context.new_cdp_session(page)
    history = session.send("Page.getNavigationHistory")
    session.detach()
    titles = [entry["title"] for entry in history["entries"]]
    assert not [title for title in titles if "respect" in title or "culture" in title]
    before = history["entries"][: history["currentIndex"]]
    return [re.sub(r"//127[^/]*", "//START", entry["url"]) for entry in before]


@pytest.mark.parametrize("leave", ["link", "keys"])
def test_who_has_to_leave_leaves_at_once_and_leaves_nothing(someone, leave):
    page = someone.page
    page.route(AWAY, lambda route: route.fulfill(body="weather"))
    for _ in range(3):
        someone.answer(someone.question)
        someone.go_on()
    if leave == "link":
        someone.link("Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    expect(page).to_have_url(AWAY)
    assert came_from(page) == ["about:blank", "http://START/"]
    page.goto(f"/s/{someone.token}/en")
    expect(someone.button("Continue")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_the_keyboard_alone_is_enough(someone, stored):
    page = someone.page
    someone.question.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_be_focused()
    while not someone.is_at_check():
        before = page.url
        someone.button("Continue").focus()
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(before)
    someone.send()
    [row] = stored(someone.token)
    assert row["answers"]["respect"] == "always"


TRANSLATE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (!text.data.trim() || text.parentElement.closest("script, style, textarea")) continue;
    const font = document.createElement("font");
    font.textContent = `«${text.data}»`;
    text.replaceWith(font);
  }
}"""


def test_the_browsers_own_translation_of_the_page_spoils_nothing(someone, stored):
    page = someone.page
    page.evaluate(TRANSLATE)
    someone.question.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile("#q-"))
    page.evaluate(TRANSLATE)
    while not someone.is_at_check():
        before = page.url
        page.get_by_role("button", name="Continue").click()
        expect(page).not_to_have_url(before)
    page.get_by_role("button", name="Continue").click()
    someone.question.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page).to_have_url(re.compile("/thanks$"))
    [row] = stored(someone.token)
    assert row["answers"]["respect"] == "mostly"


@pytest.mark.parametrize("locale", ["en", "ur"])
def test_twice_the_text_size_neither_clips_nor_scrolls_sideways(new_context, tokens, locale):
    page = new_context(viewport={"width": 360, "height": 800}).new_page()
    someone = Respondent(page, tokens["people-supported"], locale).open()
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    for _ in range(4):
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        clipped = page.locator("label:visible, h2:visible, button:visible").evaluate_all(
            "all => all.filter(each => each.scrollWidth > each.clientWidth + 1"
            " && getComputedStyle(each).display !== 'inline'"
            " && each.clientWidth > 1).map(each => each.textContent)"
        )
        assert clipped == []
        someone.answer(someone.question)
        someone.go_on()
