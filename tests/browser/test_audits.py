"""Audits: auditors answer record by record without signal, and staff see what came of it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.kernel.clock import today
from benchmarks.faults.people import until
from tests.browser.outbox import ENTRIES, keep, waiting
from tests.browser.respondent import Respondent

SERVICE = "Lantern Court extra care (made up)"
AUDITS = "/staff/improvement/audits"
UNSENT = "Not sent yet. Nobody has read this."
NOTE = "The heading is there and left empty."
YES, PARTLY = 0, 1


@pytest.fixture
def drawn(server, demonstration):
    """Plans a round that is under way, and draws its sample."""

    def make(name):
        on = today()
        server.json(
            *("audit", "plan", "--tool", "care-plan-audit", "--service", SERVICE, "--name", name),
            *("--first-day", (on - timedelta(days=1)).isoformat(), "--auditor", "the lead"),
            *("--last-day", (on + timedelta(days=5)).isoformat()),
            *("--records", "30", "--sample", "2"),
        )
        return server.json("audit", "draw", name, "--service", SERVICE)

    return make


@pytest.fixture
def page(new_context):
    """An auditor's phone, whose failed requests are no fault of the page."""
    return new_context().new_page()


def audit(someone, number, choice):
    """Answer about one record, up to "check your answers"; gives how many steps that took."""
    for step in range(60):
        if someone.is_at_check():
            return step
        question = someone.question
        written, chosen = question.get_by_role("textbox"), question.get_by_role("radio")
        if written.count():
            is_number = written.get_attribute("inputmode") == "numeric"
            written.fill(str(number) if is_number else NOTE)
        elif chosen.count():
            is_criterion = chosen.count() > 2
            chosen.nth(choice if is_criterion else 0).check()
        someone.go_on()
    raise AssertionError("the check page never came")


def of_name(server, name):
    """The round as the command line tells it."""
    [found] = [each for each in server.json("audit", "list") if each["name"] == name]
    return found


@pytest.mark.parametrize("locale", ["en", "ur"])
def test_records_are_audited_without_signal_and_arrive(
    page, new_context, server, drawn, sign_in, locale
):
    name = f"Without signal {locale}"
    planned = drawn(name)
    one, other = planned["drawn"]
    someone = Respondent(page, planned["url"].rpartition("/")[2], locale).open()
    keep(page)
    page.context.set_offline(True)
    steps = {}
    for number, choice in ((one, PARTLY), (other, YES)):
        someone.open()
        steps[number] = audit(someone, number, choice)
        someone.button("Send my answers").click()
        expect(page.get_by_role("heading", name=someone.say(UNSENT))).to_be_visible()
    # Of twelve criteria each asks for a note and evidence where the answer is not yes.
    assert steps[one] - steps[other] == 24
    assert len(waiting(page)) == 2
    assert of_name(server, name)["missing"] == [one, other]

    page.context.set_offline(False)
    page.reload()
    assert until(page, f"{ENTRIES}.then((all) => all.length === 0)", 20)
    found = of_name(server, name)
    assert (found["audited"], found["missing"]) == (2, [])

    staff = new_context().new_page()
    sign_in(staff)
    staff.goto(f"{AUDITS}/{found['id']}")
    expect(staff.get_by_text("2 of 2 records audited")).to_be_visible()
    expect(staff.get_by_text("Every drawn record is audited.")).to_be_visible()
    expect(staff.get_by_role("region", name="Results by criterion")).to_be_visible()
    staff.get_by_role("link", name="What auditors wrote").click()
    expect(staff.get_by_text("24 texts are not read yet.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_round_is_planned_and_drawn_and_a_finding_becomes_an_action(
    new_context, sign_in, demonstration, script
):
    page = new_context(java_script_enabled=script).new_page()
    sign_in(page)
    page.goto(AUDITS)
    page.get_by_role("link", name="Plan a round").click()
    page.get_by_label("Audit tool").select_option("care-plan-audit")
    page.get_by_label("Service", exact=True).select_option(SERVICE)
    page.get_by_label("Name of the round").fill(f"By hand {script}")
    page.get_by_label("First day").fill("2026-03-02")
    page.get_by_label("Last day").fill("2026-03-27")
    page.get_by_label("Who audits", exact=True).fill("the lead")
    page.get_by_label("How many records there are").fill("30")
    page.get_by_label("How many of them are audited").fill("40")
    page.get_by_role("button", name="Plan this round").click()
    expect(page.get_by_role("alert")).to_contain_text("40 records cannot be drawn from 30.")
    page.get_by_label("How many of them are audited").fill("4")
    page.get_by_role("button", name="Plan this round").click()
    page.get_by_role("button", name="Draw the sample").click()
    expect(page.get_by_text("4 missing:")).to_be_visible()

    page.goto(AUDITS)
    page.get_by_role("link", name="Care plan re-audit (made up)").click()
    page.get_by_role("link", name="Write a finding").click()
    page.get_by_label("What was found").fill("Hair and skin care is left out.")
    page.get_by_role("radio", name="Moderate").check()
    page.get_by_role("button", name="Save the finding").click()
    page.get_by_role("link", name="Make an action").last.click()
    page.get_by_role("button", name="Make the action").click()
    expect(page.get_by_text("Hair and skin care is left out.").first).to_be_visible()
    expect(page).to_have_url(
        f"{page.url.partition('/staff')[0]}/staff/improvement/actions/" + page.url[-36:]
    )


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_of_audits_has_accessibility_faults_or_scrolls_sideways(
    new_context, axe, server, sign_in, demonstration, width
):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    rounds = server.json("audit", "list")
    again = next(each for each in rounds if each["name"] == "Care plan re-audit (made up)")
    first = next(each for each in rounds if each["name"] == "First care plan audit (made up)")
    last = next(each for each in rounds if each["name"] == "Round 5 (made up)")
    parts = ("", "/edit", "/sheet", "/notes", "/finding", "/draw-again")
    paths = [
        AUDITS,
        f"{AUDITS}/new",
        f"{AUDITS}/{first['id']}",
        *(f"{AUDITS}/{again['id']}{part}" for part in parts),
    ]
    page.goto(f"{AUDITS}/{last['id']}")
    paths.append(page.get_by_role("link", name="Round after round").get_attribute("href"))
    page.goto(f"{AUDITS}/{first['id']}")
    paths.append(page.get_by_role("link", name="Make").last.get_attribute("href"))
    for path in paths:
        page.goto(path)
        assert (path, axe(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
