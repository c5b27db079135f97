"""Walk O3: a community partner at a lunch, a shared tablet in Urdu, then a queue of nine."""

import pytest
from playwright.sync_api import expect

from tests.browser.outbox import keep, stop_clock, waiting
from tests.browser.respondent import Respondent

NINE = 9


@pytest.fixture
def event(server, demonstration):
    """An event with a shared tablet, its link, and the service it is at."""
    service = demonstration["links"][0]["service"]
    server.command(
        "event", "create", "--service", service, "--name", "Lunch of the walk (made up)",
        "--day", "2026-11-08", "--partner", "Temple kitchen (made up)", "--languages", "en,ur",
        "--survey", "community-partners", "--kiosk",
    )  # fmt: skip
    links = server.json("link", "list")
    [link] = [each for each in links if each["event"] == "Lunch of the walk (made up)"]
    return link


def answer(page, link, *, speaks_as: int) -> None:
    """One person of the queue, in Urdu, from the languages to the last page."""
    page.goto(f"/s/{link['token']}")
    page.get_by_role("main").get_by_role("link", name="اردو").first.click()
    page.wait_for_url(f"**/s/{link['token']}/ur")
    someone = Respondent(page, link["token"], "ur")
    someone.question.get_by_role("radio").nth(speaks_as).check()
    someone.go_on()
    someone.to_check()
    someone.go_on()
    someone.question.get_by_role("radio").nth(1).check()
    someone.button("Send my answers").click()
    unsent = page.get_by_role("heading", name=someone.say("Not sent yet. Nobody has read this."))
    expect(unsent).to_be_visible()


def test_a_queue_of_nine_without_signal_after_one_who_walked_away(
    new_context, server, event, stored, staff_page
):
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    stop_clock(page)
    page.goto(f"/s/{event['token']}")
    keep(page)
    page.context.set_offline(True)

    page.get_by_role("main").get_by_role("link", name="اردو").first.click()
    page.wait_for_url(f"**/s/{event['token']}/ur")
    gone = Respondent(page, event["token"], "ur")
    gone.answer(gone.question)
    page.clock.run_for(61_000)
    expect(page.get_by_role("dialog", name=gone.say("Are you still there?"))).to_be_visible()
    page.clock.run_for(31_000)
    page.wait_for_url(f"**/s/{event['token']}")
    assert waiting(page) == []

    for place in range(NINE):
        answer(page, event, speaks_as=place % 2)
    assert len(waiting(page)) == NINE
    page.context.set_offline(False)
    page.goto(f"/s/{event['token']}")
    # The tablet's clock stands still unless it is told to go on.
    for _ in range(60):
        if not waiting(page):
            break
        page.clock.run_for(1_000)
        page.wait_for_timeout(100)
    rows = stored(event["token"])
    assert len(rows) == len({row["id"] for row in rows}) == NINE
    assert sorted({row["answers"]["speaking_as"] for row in rows}) == [
        "passing_on", "working_with_us",
    ]  # fmt: skip

    server.command(
        "event", "attendance", "Lunch of the walk (made up)", "--service", event["service"],
        "--number", "60", "--estimated", "--by", "the host",
    )  # fmt: skip
    staff_page.goto("/staff/collection/events")
    staff_page.get_by_role("link", name="Lunch of the walk (made up)").first.click()
    shown = staff_page.get_by_role("main")
    expect(shown).to_contain_text("9 answers, about 60 attending (estimate)")
    assert "%" not in shown.inner_text()
