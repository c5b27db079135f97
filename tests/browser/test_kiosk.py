"""A shared tablet: the language first, no trace of anybody, and what waits told to staff only."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.outbox import keep, stop_clock, waiting
from tests.browser.respondent import Respondent

SECRET = "hush-hush-4711"
TABLET = {"width": 800, "height": 1280}
UNSENT = "Not sent yet. Nobody has read this."
LANGUAGES = [("English", "en"), ("Cymraeg", "cy"), ("اردو", "ur")]


@pytest.fixture(scope="module")
def link(server, demonstration):
    """A link for a shared tablet, with its PIN."""
    service = demonstration["links"][0]["service"]
    return server.json(
        "link", "create", "--survey", "community-partners", "--service", service, "--kiosk"
    )


@pytest.fixture
def page(new_context):
    """The tablet."""
    return new_context(viewport=TABLET).new_page()


@pytest.fixture
def frozen(page) -> Page:
    """The tablet, whose clock goes on only when it is told to."""
    stop_clock(page)
    return page


def begin(page: Page, link: dict, name: str = "English", locale: str = "en") -> Respondent:
    """Choose a language on the first screen."""
    page.goto(f"/s/{link['token']}")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    page.wait_for_url(f"**/s/{link['token']}/{locale}")
    return Respondent(page, link["token"], locale)


def write_secret(someone: Respondent) -> None:
    """Go on to the first text question and write there."""
    for _ in range(20):
        box = someone.question.locator("textarea")
        if box.count():
            box.fill(SECRET)
            return
        someone.answer(someone.question)
        someone.go_on()


@pytest.mark.parametrize(("name", "locale"), LANGUAGES)
def test_the_language_comes_first_with_large_targets(page, link, name, locale):
    page.goto(f"/s/{link['token']}")
    choices = page.get_by_role("main").get_by_role("link")
    heights = [choice.bounding_box()["height"] for choice in choices.all()]
    assert min(heights) >= 64
    begin(page, link, name, locale)
    expect(page.locator("html")).to_have_attribute("lang", locale)


@pytest.mark.parametrize(("name", "locale"), LANGUAGES)
def test_after_a_minute_it_asks_and_whoever_is_there_goes_on(frozen, link, name, locale):
    """As often as they need; WCAG 2.2.1 asks for ten times and twenty seconds to answer."""
    someone = begin(frozen, link, name, locale)
    someone.answer(someone.question)
    dialog = frozen.get_by_role("dialog", name=someone.say("Are you still there?"))
    for _ in range(11):
        frozen.clock.run_for(59_000)
        expect(dialog).to_be_hidden()
        frozen.clock.run_for(29_000)
        expect(dialog).to_be_visible()
        someone.button("I need more time").click()
        expect(dialog).to_be_hidden()
    expect(someone.question.get_by_role("radio").first).to_be_checked()


def test_whoever_walked_away_leaves_nothing(frozen, link, stored):
    someone = begin(frozen, link)
    write_secret(someone)
    frozen.clock.run_for(95_000)
    frozen.wait_for_url(f"**/s/{link['token']}")
    assert stored(link["token"]) == []
    assert_no_trace(frozen, link)


def test_it_begins_again_once_however_long_the_page_takes(frozen, link):
    begin(frozen, link)
    asked = []
    frozen.on(
        "request",
        lambda request: asked.append(request.url) if request.is_navigation_request() else None,
    )
    frozen.clock.run_for(100_000)
    frozen.wait_for_url(f"**/s/{link['token']}")
    assert asked == [frozen.url]


SLEEP = """minutes => {
  const day = Date.now() + minutes * 60000;
  Date.now = () => day;
}"""
"""What a tablet that slept finds: the time is another one, and no clock of the page went on."""

WAKINGS = {
    "the screen": "() => document.dispatchEvent(new Event('visibilitychange'))",
    "a touch": "() => document.body.dispatchEvent(new Event('pointerdown', {bubbles: true}))",
    "a key": "() => document.body.dispatchEvent(new Event('keydown', {bubbles: true}))",
    "a page shown again": "() => dispatchEvent(new PageTransitionEvent('pageshow'))",
    "a tab taken up again": "() => document.dispatchEvent(new Event('resume'))",
}


@pytest.mark.parametrize("waking", WAKINGS)
def test_a_tablet_that_slept_clears_what_is_overdue_before_anything_counts(frozen, link, waking):
    someone = begin(frozen, link)
    write_secret(someone)
    frozen.evaluate(SLEEP, 2)
    shown = frozen.evaluate(f"({WAKINGS[waking]})(), document.body.innerText")
    assert shown == ""
    frozen.wait_for_url(f"**/s/{link['token']}")
    assert_no_trace(frozen, link)


def test_a_tablet_that_dozed_asks_who_is_there(frozen, link):
    someone = begin(frozen, link)
    someone.answer(someone.question)
    frozen.evaluate(SLEEP, 1.2)
    frozen.evaluate(WAKINGS["a touch"])
    expect(frozen.get_by_role("dialog", name="Are you still there?")).to_be_visible()
    someone.button("I need more time").click()
    expect(someone.question.get_by_role("radio").first).to_be_checked()


def test_a_screen_that_goes_dark_goes_dark_empty(frozen, link):
    someone = begin(frozen, link)
    write_secret(someone)
    state = "Object.defineProperty(document, 'visibilityState', {value: '%s', configurable: true})"
    turn = f"({WAKINGS['the screen']})(), getComputedStyle(document.body).opacity"
    assert frozen.evaluate(f"{state % 'hidden'}, {turn}") == "0"
    assert frozen.evaluate(f"{state % 'visible'}, {turn}") == "1"
    expect(someone.question.locator("textarea")).to_have_value(SECRET)


@pytest.mark.parametrize("sign", ["compositionstart", "compositionupdate", "beforeinput"])
def test_words_that_are_being_put_together_count_as_activity(frozen, link, sign):
    begin(frozen, link)
    dialog = frozen.get_by_role("dialog", name="Are you still there?")
    for _ in range(3):
        frozen.clock.run_for(50_000)
        frozen.evaluate(
            "name => document.forms[0].dispatchEvent(new Event(name, {bubbles: true}))",
            sign,
        )
    expect(dialog).to_be_hidden()
    frozen.clock.run_for(61_000)
    expect(dialog).to_be_visible()


def test_after_sending_the_next_person_finds_nothing(frozen, link, stored):
    someone = begin(frozen, link)
    write_secret(someone)
    someone.to_check(is_answering=False)
    someone.send()
    frozen.clock.run_for(21_000)
    frozen.wait_for_url(f"**/s/{link['token']}")
    assert len(stored(link["token"])) == 1
    assert_no_trace(frozen, link)


def test_the_next_person_can_begin_at_once(page, link):
    someone = begin(page, link)
    someone.to_check()
    someone.send()
    page.get_by_role("link", name="Start again for the next person").click()
    page.wait_for_url(f"**/s/{link['token']}")


def assert_no_trace(page: Page, link: dict) -> None:
    """No store, no form, no page of the history and no memory holds what somebody wrote."""
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert SECRET not in kept
    assert SECRET not in memory(page)
    for _ in range(4):
        page.go_back()
        if page.url == "about:blank":
            break
        fields = page.evaluate("[...document.querySelectorAll('textarea')].map((f) => f.value)")
        checked = page.locator("input:checked").count()
        assert (set(fields) - {""}, checked) == (set(), 0)


def memory(page: Page) -> str:
    """A snapshot of the page's memory, as text."""
    session = page.context.new_cdp_session(page)
    parts: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda part: parts.append(part["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    return "".join(parts)


def test_the_memory_would_show_it_while_it_is_there(page, link):
    someone = begin(page, link)
    write_secret(someone)
    page.evaluate("window.seen = [...document.querySelectorAll('textarea')].map((f) => f.value)")
    assert SECRET in memory(page)


def test_many_answer_offline_one_after_the_other(page, link, stored):
    page.goto(f"/s/{link['token']}")
    keep(page)
    page.context.set_offline(True)
    for _ in range(3):
        someone = begin(page, link)
        someone.to_check()
        someone.go_on()
        someone.question.get_by_role("radio").nth(1).check()
        someone.button("Send my answers").click()
        expect(page.get_by_role("heading", name=UNSENT)).to_be_visible()
        expect(page.get_by_role("button", name="Save to a file")).to_have_count(0)
        page.get_by_role("link", name="Start again for the next person").click()
        page.wait_for_url(f"**/s/{link['token']}")
        expect(page.get_by_text("Answers waiting")).to_have_count(0)
    facts = open_staff(page, link)
    expect(facts).to_contain_text("Waiting to be sent")
    expect(facts.get_by_role("definition").first).to_have_text("3")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    expect(facts.get_by_role("definition").first).to_have_text("None. Everything is sent.")
    assert len(stored(link["token"])) == 3


def open_staff(page: Page, link: dict):
    """Type the PIN."""
    page.get_by_role("button", name="Staff").click()
    dialog = page.get_by_role("dialog", name="For staff")
    dialog.get_by_label("PIN of this tablet").fill(link["pin"])
    dialog.get_by_role("button", name="Open").click()
    expect(dialog.get_by_role("link", name="Leave this survey")).to_be_visible()
    return dialog


def test_a_guessed_pin_is_refused_slowed_down_and_told_to_staff(page, link, server, staff_page):
    page.goto(f"/s/{link['token']}")
    page.get_by_role("button", name="Staff").click()
    dialog = page.get_by_role("dialog", name="For staff")
    wrong = "000000" if link["pin"] != "000000" else "000001"
    for _ in range(5):
        dialog.get_by_label("PIN of this tablet").fill(wrong)
        dialog.get_by_role("button", name="Open").click()
        expect(dialog.get_by_label("PIN of this tablet")).to_have_value("")
        expect(dialog.get_by_role("alert")).to_contain_text("That is not the PIN")
    dialog.get_by_label("PIN of this tablet").fill(link["pin"])
    dialog.get_by_role("button", name="Open").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Too many wrong PINs. Wait")
    expect(dialog.get_by_role("link", name="Leave this survey")).to_be_hidden()
    staff_page.goto("/staff/")
    expect(staff_page.get_by_role("main")).to_contain_text("a wrong PIN was typed")


def test_a_pin_that_was_guessed_without_signal_is_told_when_it_is_back(page, link, server):
    def told() -> int:
        with closing(sqlite3.connect(server.database)) as connection:
            asked = "SELECT coalesce(sum(times), 0) FROM incidents WHERE kind = 'wrong PIN'"
            return connection.execute(asked).fetchone()[0]

    page.goto(f"/s/{link['token']}")
    keep(page)
    before = told()
    page.context.set_offline(True)
    page.get_by_role("button", name="Staff").click()
    dialog = page.get_by_role("dialog", name="For staff")
    for _ in range(2):
        dialog.get_by_label("PIN of this tablet").fill("12345")
        dialog.get_by_role("button", name="Open").click()
        expect(dialog.get_by_label("PIN of this tablet")).to_have_value("")
        expect(dialog.get_by_role("alert")).to_contain_text("That is not the PIN")
    page.context.set_offline(False)
    with page.expect_response("**/tablet"):
        page.goto(f"/s/{link['token']}")
    assert told() == before + 2


@pytest.mark.parametrize("size", [(360, 800), (800, 1280), (1280, 800)])
def test_nothing_is_wrong_for_a_screen_reader(new_context, link, axe, size):
    width, height = size
    page = new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(f"/s/{link['token']}")
    assert axe(page) == []
    open_staff(page, link)
    assert axe(page) == []


def test_the_screen_stays_on(page, link):
    page.add_init_script(
        "navigator.wakeLock.request = (kind) => { window.held = kind; return Promise.resolve({}); }"
    )
    page.goto(f"/s/{link['token']}")
    assert page.evaluate("window.held") == "screen"


def test_nothing_learns_from_what_is_typed(page, link):
    someone = begin(page, link)
    write_secret(someone)
    taught = page.evaluate(
        "[...document.querySelectorAll('form textarea, form [type=text]')]"
        ".filter((field) => field.form.autocomplete !== 'off' || field.spellcheck).length"
    )
    assert taught == 0


def test_what_waits_is_sealed_on_the_tablet_too(page, link):
    page.goto(f"/s/{link['token']}")
    keep(page)
    page.context.set_offline(True)
    someone = begin(page, link)
    write_secret(someone)
    someone.to_check(is_answering=False)
    someone.go_on()
    someone.question.get_by_role("radio").nth(1).check()
    someone.button("Send my answers").click()
    expect(page.get_by_role("heading", name=UNSENT)).to_be_visible()
    assert SECRET not in json.dumps(waiting(page))


def test_answers_that_the_tablet_cannot_keep_stay_on_the_screen_until_they_are_sent(
    frozen, link, stored
):
    frozen.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
    )
    someone = begin(frozen, link)
    someone.to_check()
    someone.go_on()
    someone.question.get_by_role("radio").nth(1).check()
    frozen.context.set_offline(True)
    someone.button("Send my answers").click()
    expect(frozen.get_by_text("This device cannot keep your answers.")).to_be_visible()
    expect(someone.button("Save to a file")).to_be_visible()
    frozen.clock.run_for(120_000)
    expect(frozen.get_by_role("heading", name=UNSENT)).to_be_visible()
    frozen.context.set_offline(False)
    expect(frozen).to_have_url(re.compile("/thanks$"))
    assert len(stored(link["token"])) == 1


def test_staff_are_told_where_the_tablet_can_keep_nothing(page, link):
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
    )
    page.goto(f"/s/{link['token']}")
    facts = open_staff(page, link)
    expect(facts.get_by_role("definition").first).to_contain_text("keeps no answers")


def test_a_survey_that_came_only_in_part_is_not_said_to_be_kept(page, link):
    page.goto(f"/s/{link['token']}")
    keep(page)
    facts = open_staff(page, link)
    expect(facts).to_contain_text("Yes, this survey is kept here")
    facts.get_by_role("button", name="Close").click()
    page.evaluate(
        "caches.keys().then((all) => Promise.all(all.map("
        "async (name) => (await caches.open(name)).delete('/whole'))))"
    )
    expect(open_staff(page, link)).to_contain_text("Not yet: stay on line a moment")
