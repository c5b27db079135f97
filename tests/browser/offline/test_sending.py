"""Answers given without signal are kept, and sent once when it is back."""

import json

from playwright.sync_api import expect

from tests.browser.offline.conftest import send_one_answer, send_without_signal
from tests.browser.outbox import all_sent, kept_names, waiting
from tests.browser.respondent import Respondent


def test_answers_given_offline_arrive_once_when_the_signal_is_back(brief, stored):
    brief.open()
    send_one_answer(brief)
    assert len(waiting(brief.page)) == 1
    assert stored(brief.token) == []
    brief.page.context.set_offline(False)
    brief.thanked()
    assert len(stored(brief.token)) == 1
    assert waiting(brief.page) == []


def test_what_waits_is_noise_to_whoever_finds_the_phone(someone):
    someone.open()
    send_without_signal(someone)
    [entry] = waiting(someone.page)
    assert set(entry) == {"id", "address", "sealed", "keptAt", "state"}
    assert "radio" not in json.dumps(entry)
    kept = someone.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "radio on for prayers" not in kept


def test_another_tab_shows_what_waits_and_sees_it_go(brief, stored):
    brief.open()
    send_one_answer(brief)
    other = brief.page.context.new_page()
    other.goto(f"/s/{brief.token}/en")
    expect(other.get_by_text("Answers waiting on this device: 1")).to_be_visible()
    brief.page.close()
    other.context.set_offline(False)
    expect(other.get_by_text("Answers waiting on this device")).to_have_count(0)
    assert len(stored(brief.token)) == 1


def test_closed_and_opened_again_days_later_it_is_sent(brief, stored):
    brief.open()
    send_one_answer(brief)
    context = brief.page.context
    brief.page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto("/")
    all_sent(later)
    expect(later.get_by_text("Answers waiting on this device")).to_have_count(0)
    assert len(stored(brief.token)) == 1


def test_background_sync_sends_it_with_no_page_open(brief, stored, server):
    brief.open()
    send_one_answer(brief)
    page = brief.page
    devtools = page.context.new_cdp_session(page)
    registrations = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    page.goto("about:blank")
    page.context.set_offline(False)
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": server.url,
            "registrationId": registrations[0]["registrationId"],
            "tag": "outbox",
            "lastChance": False,
        },
    )
    for _ in range(100):
        if stored(brief.token):
            break
        page.wait_for_timeout(100)
    assert len(stored(brief.token)) == 1


def test_it_is_saved_to_a_file_that_the_server_takes_in(someone, stored, server, tmp_path):
    someone.open()
    send_without_signal(someone)
    with someone.page.expect_download() as download:
        someone.button("Save to a file").click()
    file = tmp_path / "answers.json"
    download.value.save_as(file)
    assert "radio" not in file.read_text(encoding="utf-8")
    assert server.json("responses", "take-in", str(file))["stored"] == 1
    someone.page.context.set_offline(False)
    someone.thanked()
    assert len(stored(someone.token)) == 1


def test_many_that_wait_go_one_after_the_other(brief, stored):
    number = 12
    for _ in range(number):
        brief.open()
        send_one_answer(brief)
    assert len(waiting(brief.page)) == number
    brief.page.context.set_offline(False)
    brief.thanked()
    brief.page.goto("/")
    all_sent(brief.page)
    expect(brief.page.get_by_text("Answers waiting on this device")).to_have_count(0)
    rows = stored(brief.token)
    assert len({row["id"] for row in rows}) == len(rows) == number


def test_with_the_caches_cleared_the_answers_are_still_sent(brief, stored):
    brief.open()
    send_one_answer(brief)
    brief.page.evaluate(
        "caches.keys().then((all) => Promise.all(all.map((name) => caches.delete(name))))"
    )
    assert kept_names(brief.page) == []
    brief.page.context.set_offline(False)
    brief.thanked()
    assert len(stored(brief.token)) == 1


def test_what_was_refused_stays_and_is_taken_once_the_reason_is_gone(new_context, tiny, stored):
    context = new_context(service_workers="block")
    someone = Respondent(context.new_page(), tiny).open()
    context.route("**/s/**", lambda route: route.abort())
    send_one_answer(someone)
    context.unroute_all()
    context.route("**/s/**", lambda route: route.fulfill(status=410, json={"status": "closed"}))
    someone.page.goto("/")
    box = someone.page.locator(".outbox")
    expect(box.get_by_text("We could not take some of them.")).to_be_visible()
    reasons = [each for each in box.locator("[data-reason]").all() if each.is_visible()]
    assert [each.inner_text() for each in reasons] == [
        "This survey has closed. Your answers came too late."
    ]
    assert [entry["state"] for entry in waiting(someone.page)] == ["refused"]
    context.unroute_all()
    box.get_by_role("button", name="Send now").click()
    expect(box).to_have_count(0)
    assert len(stored(tiny)) == 1


def test_a_page_that_says_why_there_is_no_survey_sends_what_waits_too(brief, stored):
    brief.open()
    send_one_answer(brief)
    context = brief.page.context
    brief.page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto("/s/N0SVCH")
    expect(later.locator("html")).to_have_attribute("data-page", "problem")
    all_sent(later)
    expect(later.get_by_text("Answers waiting on this device")).to_have_count(0)
    assert len(stored(brief.token)) == 1
