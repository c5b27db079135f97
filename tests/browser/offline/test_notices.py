"""Without signal the notices can be read, or a page of ours says whom to ask."""

import pytest
from playwright.sync_api import expect

from benchmarks.faults.people import until
from tests.browser.outbox import keep
from tests.browser.respondent import Respondent

NOTICES = {"privacy": "Privacy notice", "accessibility": "Accessibility statement"}
LOCALES = ("en", "ur")
"""What a phone keeps that shows Urdu."""


@pytest.fixture
def first_visit(page, tokens):
    """Somebody whose phone has kept the survey, in Urdu, and then has no signal."""
    someone = Respondent(page, tokens["families-friends"], "ur").open()
    keep(page)
    page.context.set_offline(True)
    return someone


def are_kept(page, token):
    """Whether the device has a link's notices."""
    return until(page, f"caches.match('/s/{token}/ur/accessibility').then(Boolean)", 20)


def reads_both(someone):
    """Press each notice's name on the page of the questions, and read it."""
    for name in NOTICES.values():
        someone.open()
        someone.button(name).click()
        heading = someone.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(someone.say(name))
        expect(someone.page.locator("html")).to_have_attribute("lang", someone.locale)


def test_a_second_page_keeps_them_in_the_languages_that_are_kept(first_visit):
    page, token = first_visit.page, first_visit.token
    page.context.set_offline(False)
    first_visit.open()
    assert are_kept(page, token)
    page.context.set_offline(True)
    for locale in LOCALES:
        reads_both(Respondent(page, token, locale))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("notice", "number"), [("privacy", "03031231113"), ("accessibility", "08088000082")]
)
def test_before_that_our_own_page_says_whom_to_call(first_visit, locale, notice, number):
    page = first_visit.page
    someone = Respondent(page, first_visit.token, locale).open()
    someone.answer(someone.question)
    someone.button(NOTICES[notice]).click()
    expect(page.get_by_role("heading", name=someone.say("There is no signal"))).to_be_visible()
    assert (
        page.locator("a[href^='tel:0']:visible").evaluate_all(
            "(links) => links.map((link) => link.getAttribute('href'))"
        )[0]
        == f"tel:{number}"
    )
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", locale)
    someone.open()
    expect(someone.question.get_by_role("radio").first).to_be_checked()


@pytest.mark.parametrize("locale", LOCALES)
def test_so_it_does_where_no_survey_is_open(first_visit, locale):
    someone = Respondent(first_visit.page, first_visit.token, locale)
    for notice in NOTICES:
        someone.page.goto(f"/{notice}/{locale}")
        heading = someone.page.get_by_role("heading", name=someone.say("There is no signal"))
        expect(heading).to_be_visible()


def test_a_shared_tablet_has_them_from_the_first_visit(page, server, demonstration):
    service = demonstration["links"][0]["service"]
    link = server.json(
        "link", "create", "--survey", "community-partners", "--service", service, "--kiosk"
    )
    page.goto(f"/s/{link['token']}")
    keep(page)
    page.context.set_offline(True)
    page.goto(f"/s/{link['token']}")
    page.get_by_role("link", name="Privacy notice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy notice")
    for locale in LOCALES:
        reads_both(Respondent(page, link["token"], locale))
