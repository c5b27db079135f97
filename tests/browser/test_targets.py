"""What a respondent can press is large enough for an unsteady hand, and what is asked in sight."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.respondent import Respondent

LANGUAGES = ("en", "cy", "ur")
SMALL_PHONE = {"width": 360, "height": 640}
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input, textarea, summary')]
  .map((each) => each.closest('label') || each)
  .filter((each) => each.offsetParent && !each.closest('.away, .skip'))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 47.9 || height < 47.9)
  .map(([each, { width, height }]) => `${each.outerHTML} ${width} × ${height}`)"""
LARGE_WORDS = """new MutationObserver(() => {
  if (document.documentElement) document.documentElement.style.fontSize = "200%";
}).observe(document, { childList: true })"""
"""What a browser does whose owner asked for words of twice the size."""


@pytest.fixture
def phone(new_context) -> Callable[..., Page]:
    """Opens a page on a small phone, with the usual words or with large ones."""

    def open_page(locale: str, *, is_large: bool, **options) -> Page:
        page = new_context(viewport=SMALL_PHONE, locale=locale, **options).new_page()
        if is_large:
            page.add_init_script(LARGE_WORDS)
        return page

    return open_page


def small(page: Page, path: str) -> list[str]:
    """The targets of a page that are less than 48 px high or wide."""
    page.goto(path)
    page.reload()
    return page.evaluate(SMALL_TARGETS)


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_target_is_48_px_high_and_wide(phone, tokens, locale, is_large):
    page = phone(locale, is_large=is_large)
    survey = f"/s/{tokens['people-supported']}/{locale}"
    ends = (
        "",
        "#q-what_is_good",
        "#q-check",
        "#q-religion",
        "/thanks",
        "/worried",
        "/privacy",
        "/accessibility",
    )
    notices = (f"/privacy/{locale}", f"/accessibility/{locale}")
    paths = [
        "/",
        *notices,
        "/s/N0NE99",
        *(survey + end for end in ends),
        f"{survey}-easyread",
        *EXTRA,
    ]
    assert {path: found for path in paths if (found := small(page, path))} == {}


EXTRA = ("/?code=N0NE99",)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_without_script_too(phone, tokens, locale):
    page = phone(locale, is_large=False)
    page.route("**/*.js", lambda route: route.abort())
    assert small(page, f"/s/{tokens['people-supported']}/{locale}") == []
    someone = Respondent(page, tokens["people-supported"], locale)
    someone.answer(someone.question)
    someone.button("Check my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(someone.say("Check your answers"))
    assert page.evaluate(SMALL_TARGETS) == []


def top_of(page: Page, name: str) -> float:
    """How far below the top of the screen something of the question on it begins."""
    shown = page.locator(f".q:not([hidden]) {name}").first
    return shown.evaluate("each => each.getBoundingClientRect().top")


# How many screens down the first answer begins; the first question of partners has twenty words.
SCREENS = {"people-supported": 1.6, "families-friends": 1.4, "community-partners": 1.85}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_large_words_leave_room_for_the_first_answers(phone, tokens, locale):
    """The first answer was three and a half to five and a half screens down."""
    page = phone(locale, is_large=True)
    for survey in ("families-friends", "community-partners", "people-supported"):
        someone = Respondent(page, tokens[survey], locale).open()
        expect(
            page.get_by_text(someone.say("We do not ask your name."), exact=True)
        ).to_be_visible()
        assert top_of(page, ".row") < SCREENS[survey] * SMALL_PHONE["height"]
    for _ in range(3):
        someone.go_on()
        assert 0 <= round(top_of(page, "h2")) < SMALL_PHONE["height"] / 4


@pytest.mark.parametrize("locale", [*LANGUAGES, "en-easyread"])
def test_with_the_usual_words_the_first_answer_begins_on_the_first_screen(phone, tokens, locale):
    page = phone(locale[:2], is_large=False)
    Respondent(page, tokens["people-supported"], locale).open()
    assert top_of(page, ".row") < 0.9 * SMALL_PHONE["height"]
    expect(page.get_by_text("A+")).to_be_visible()


def test_what_is_folded_is_there_for_who_wants_it(phone, tokens, axe):
    page = phone("en", is_large=True)
    Respondent(page, tokens["people-supported"]).open()
    introduction = page.get_by_text("Tell us how well")
    other = page.get_by_role("button", name="Easy Read")
    for hidden in (introduction, other):
        expect(hidden).to_be_hidden()
    page.locator("summary").get_by_text("Your care, your culture").click()
    page.locator(".languages summary").press("Enter")
    for shown in (introduction, other, page.get_by_text("There are up to 14 questions.")):
        expect(shown).to_be_visible()
    assert axe(page) == []
    other.click()
    expect(page).to_have_url(re.compile("en-easyread$"))


def test_without_script_the_notes_are_folded_and_the_introduction_is_not(
    page_without_script, tokens
):
    page = page_without_script
    Respondent(page, tokens["people-supported"]).open()
    expect(page.get_by_text("Tell us how well")).to_be_visible()
    length = page.get_by_text("There are up to 14 questions.")
    expect(length).to_be_hidden()
    page.get_by_text("About this survey").click()
    expect(length).to_be_visible()


def test_one_count_of_questions_from_the_first_page_to_the_last(phone, tokens):
    page = phone("en", is_large=False)
    someone = Respondent(page, tokens["people-supported"]).open()
    page.locator("summary").get_by_text("Your care, your culture").click()
    expect(page.get_by_text("There are up to 14 questions.")).to_be_visible()
    for number in range(1, 12):
        expect(page.get_by_text(f"Question {number} of up to 14", exact=True)).to_be_visible()
        someone.go_on()
    page.get_by_role("radio").nth(1).check()
    expect(page.get_by_text("Question 12 of up to 14", exact=True)).to_be_visible()
