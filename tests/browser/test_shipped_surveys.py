"""Every shipped survey, and every language, by hand on a small phone, with and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.respondent import COMMENT, Respondent

SURVEYS = {
    "people-supported": 3,
    "families-friends": 3,
    "community-partners": 3,
    "staff-confidence": 4,
    "inclusive-practice-audit": 1,
    "policy-understood": 2,
}
"""The newest version of each."""

FEWEST = 4
"""Questions of the shortest survey."""

JOURNEYS = [
    (survey, locale)
    for survey, locales in {
        "people-supported": ("en", "ur", "pa", "bn", "cy-easyread", "ur-easyread"),
        "families-friends": ("cy", "ar", "zh-Hans", "ar-easyread"),
        "community-partners": ("pl", "ur", "so", "gu-easyread"),
        "staff-confidence": ("ro", "gu", "pt"),
        "inclusive-practice-audit": ("en", "cy", "ur"),
        "policy-understood": ("en",),
    }.items()
    for locale in locales
]
"""Each survey and each language at least once: all of all would take half an hour."""


def fits(page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("survey", "locale"), JOURNEYS)
def test_answered_with_script(page, tokens, stored, survey, locale):
    someone = Respondent(page, tokens[survey], locale).open()
    assert someone.to_check(fits) >= FEWEST
    someone.send()
    fits(page)
    [row] = stored(tokens[survey], locale)
    asked = (row["survey_id"], row["version"], row["language_switches"])
    assert asked == (survey, SURVEYS[survey], 0)
    assert COMMENT in row["answers"].values()
    assert page.context.cookies() == []


@pytest.mark.parametrize(("survey", "locale"), JOURNEYS)
def test_answered_without_script(page_without_script, tokens, stored, survey, locale):
    page = page_without_script
    someone = Respondent(page, tokens[survey], locale).open()
    fits(page)
    groups = page.get_by_role("group")
    for place in range(groups.count()):
        someone.answer(groups.nth(place))
    someone.button("Check my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(someone.say("Check your answers"))
    fits(page)
    someone.button("Send my answers").click()
    someone.thanked()
    [row] = stored(tokens[survey], locale)
    assert (row["survey_id"], row["version"]) == (survey, SURVEYS[survey])
    assert COMMENT in row["answers"].values()
    assert page.context.cookies() == []


@pytest.mark.parametrize("locale", ["en", "gu", "ar", "ur-easyread"])
def test_no_accessibility_faults_from_the_first_question_to_the_last_page(
    page, axe, tokens, locale
):
    someone = Respondent(page, tokens["people-supported"], locale).open()
    kinds = set()

    def look(page):
        kind = "check" if someone.is_at_check() else someone.question.get_attribute("data-kind")
        if kind not in kinds:
            kinds.add(kind)
            assert axe(page) == []

    someone.to_check(look)
    someone.go_on()
    assert axe(page) == []
    someone.question.get_by_role("radio").first.check()
    someone.go_on()
    assert axe(page) == []
    for end in ("thanks", "worried", "privacy", "accessibility"):
        page.goto(f"/s/{someone.token}/{locale}/{end}")
        assert (end, axe(page)) == (end, [])
        fits(page)


@pytest.mark.parametrize("locale", ["pl", "zh-Hans", "ur"])
def test_no_accessibility_faults_with_two_languages_or_large_text(new_context, axe, tokens, locale):
    page = new_context(viewport={"width": 320, "height": 700}).new_page()
    survey = f"/s/{tokens['people-supported']}/{locale}?with=cy"
    for path in (survey, f"/privacy/{locale}", f"/accessibility/{locale}"):
        page.goto(path)
        assert (path, axe(page)) == (path, [])
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert (path, axe(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") == 320
