"""A form left half-way on a device of one's own is offered again, and shown to nobody before."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.outbox import answer_one
from tests.browser.respondent import COMMENT, Respondent

HEADING = "Somebody began this survey on this device"
LEFT = "Object.entries(localStorage).filter(([name]) => name.startsWith('own-words:'))"
A_DAY_AGO = """() => {
  for (const name of Object.keys(localStorage)) {
    const left = JSON.parse(localStorage.getItem(name));
    localStorage.setItem(name, JSON.stringify({ ...left, keptAt: left.keptAt - 86400000 }));
  }
}"""


@pytest.fixture
def context(new_context):
    """A phone."""
    return new_context()


@pytest.fixture
def reopen(context):
    """Closes the tab, and opens the link again in a new one; in another language if need be."""

    def again(someone, locale=None):
        someone.page.close()
        return Respondent(context.new_page(), someone.token, locale or someone.locale).open()

    return again


@pytest.fixture
def half_way(context, tokens):
    """Somebody who wrote in Urdu as far as the first comment, and stopped there."""
    someone = Respondent(context.new_page(), tokens["families-friends"], "ur").open()
    while not someone.question.get_by_role("textbox").count():
        someone.answer(someone.question, 1)
        someone.go_on()
    someone.question.get_by_role("textbox").fill(COMMENT)
    return someone


@pytest.fixture
def brief(context, tiny):
    """The same with a survey of one question."""
    someone = Respondent(context.new_page(), tiny).open()
    answer_one(someone)
    return someone


def left(page):
    """What a device keeps of forms that were left half-way."""
    return page.evaluate(LEFT)


def offered(someone):
    """Wait for the choice."""
    expect(someone.page.get_by_role("heading", name=someone.say(HEADING))).to_be_focused()
    return someone


def test_carry_on_gives_words_language_and_place_back(half_way, reopen, axe):
    place = half_way.page.url.split("#")[1]
    someone = offered(reopen(half_way, "cy"))
    assert COMMENT not in someone.page.content()
    assert someone.page.locator(":checked").count() == 0
    assert someone.page.evaluate(
        "[...document.querySelectorAll('textarea')].every((t) => !t.value)"
    )
    assert axe(someone.page) == []
    someone.button("Carry on").click()
    expect(someone.page.locator("html")).to_have_attribute("lang", "ur")
    expect(someone.question.get_by_role("textbox")).to_have_value(COMMENT)
    assert someone.page.url.split("#")[1] == place
    someone.page.go_back()
    expect(someone.page.get_by_role("heading", level=1)).to_be_visible()


def test_in_its_own_language_it_goes_on_in_the_page_and_is_sent(brief, reopen, stored):
    someone = offered(reopen(brief))
    someone.button("Carry on").click()
    someone.button("Send my answers").click()
    someone.thanked()
    assert len(stored(someone.token)) == 1
    assert left(someone.page) == []
    expect(reopen(someone).button("Continue")).to_be_visible()


def test_start_again_gives_an_empty_form_and_nothing_is_left(half_way, reopen):
    someone = offered(reopen(half_way))
    someone.button("Start again").click()
    expect(someone.question.get_by_role("radio").first).to_be_visible()
    assert someone.page.locator(":checked").count() == 0
    assert left(someone.page) == []


def test_another_language_can_be_chosen_first(half_way, reopen):
    someone = offered(reopen(half_way, "en"))
    someone.go_over_to("Cymraeg")
    offered(Respondent(someone.page, someone.token, "cy"))


def test_leaving_quickly_leaves_nothing(half_way):
    page = half_way.page
    page.route("https://www.bbc.co.uk/weather", lambda route: route.fulfill(body="weather"))
    page.get_by_role("link", name=half_way.say("Leave this page")).click()
    expect(page).to_have_url("https://www.bbc.co.uk/weather")
    page.goto(f"/s/{half_way.token}/ur")
    expect(half_way.button("Continue")).to_be_visible()
    assert left(page) == []


def test_after_a_day_it_is_gone_and_that_is_said(brief, reopen):
    brief.page.evaluate(A_DAY_AGO)
    someone = reopen(brief)
    gone = "What was begun here was deleted after 24 hours. Please start again."
    expect(someone.page.get_by_role("status").filter(has_text=gone)).to_be_visible()
    expect(someone.question.get_by_role("radio").first).to_be_visible()
    assert left(someone.page) == []


def test_a_draft_of_an_older_version_is_offered_where_it_fits(brief, reopen, server):
    brief.page.evaluate(
        "for (const [name, kept] of Object.entries(localStorage))"
        ' localStorage.setItem(name, kept.replace(/"version":"1"/, \'"version":"0"\'))'
    )
    someone = offered(reopen(brief))
    someone.button("Carry on").click()
    expect(someone.button("Send my answers")).to_be_visible()


def test_where_it_no_longer_fits_that_is_said(brief, reopen):
    [[name, kept]] = left(brief.page)
    older = {**json.loads(kept), "version": "0", "answers": {"no_longer_asked": ["yes"]}}
    brief.page.evaluate(
        "([name, kept]) => localStorage.setItem(name, kept)", [name, json.dumps(older)]
    )
    someone = reopen(brief)
    changed = "The survey has changed since it was begun here. Please start again."
    expect(someone.page.get_by_role("status").filter(has_text=changed)).to_be_visible()


def test_what_was_taken_back_is_not_kept(brief):
    brief.page.go_back()
    brief.button("Skip this question").click()
    assert left(brief.page) == []


def test_where_nothing_can_be_kept_answering_goes_on(context, tiny, stored):
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no'); } })"
    )
    someone = Respondent(context.new_page(), tiny).open()
    answer_one(someone)
    someone.button("Send my answers").click()
    someone.thanked()
    assert len(stored(tiny)) == 1


@pytest.mark.parametrize("kind", ["--kiosk", "--event=Open day", "--event=Fair"])
def test_what_is_handed_round_and_an_interview_keep_nothing(kind, context, server, tokens, reopen):
    services = server.json("service", "list")
    made = server.json(
        *("link", "create", "--survey", "families-friends", kind),
        *("--service", services[0]["name"], "--audience", "families"),
    )
    someone = Respondent(context.new_page(), made["token"]).open()
    if kind == "--event=Open day":
        someone.page.goto(f"/s/{made['token']}/en/interview")
    someone.answer(someone.question)
    someone.go_on()
    assert left(someone.page) == []
    expect(reopen(someone).button("Continue")).to_be_visible()
