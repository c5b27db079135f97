"""Without signal: opened, changed in language, answered, kept, and sent once when it is back."""

import json
import re

import pytest
from playwright.sync_api import expect

from benchmarks.faults.people import until
from tests.browser.conftest import start_server
from tests.browser.outbox import answer_one, keep, kept_names, own_survey, waiting
from tests.browser.respondent import Respondent

UNSENT = "Not sent yet. Nobody has read this."
SURVEY = "community-partners"


@pytest.fixture
def context(new_context):
    """A phone."""
    return new_context()


@pytest.fixture
def page(context):
    """A page whose failed requests are no fault of the page."""
    return context.new_page()


@pytest.fixture
def someone(page, tokens):
    """Somebody whose phone has kept the survey, and then has no signal."""
    respondent = Respondent(page, tokens[SURVEY]).open()
    keep(page)
    page.context.set_offline(True)
    return respondent


@pytest.fixture
def brief(page, tiny):
    """The same with a survey of one question, where what is asked does not matter."""
    respondent = Respondent(page, tiny).open()
    keep(page)
    page.context.set_offline(True)
    return respondent


def send_without_signal(respondent):
    """Answer, and press "Send my answers"."""
    respondent.to_check()
    respondent.go_on()
    respondent.question.get_by_role("radio").nth(1).check()
    respondent.button("Send my answers").click()
    expect(respondent.page.get_by_role("heading", name=respondent.say(UNSENT))).to_be_visible()


def send_one_answer(respondent):
    """The same, where there is one question."""
    answer_one(respondent)
    respondent.button("Send my answers").click()
    expect(respondent.page.get_by_role("heading", name=UNSENT)).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "cy", "ur"])
def test_it_opens_in_every_language_with_the_helplines(someone, locale):
    someone.locale = locale
    someone.open()
    expect(someone.page.locator("html")).to_have_attribute("lang", locale)
    someone.page.goto(f"/s/{someone.token}/{locale}/worried")
    expect(someone.page.get_by_role("link", name="999").first).to_be_visible()


def test_the_short_address_opens_in_the_language_of_the_phone(new_context, tokens):
    page = new_context(locale="cy").new_page()
    Respondent(page, tokens[SURVEY]).open()
    keep(page)
    page.context.set_offline(True)
    page.goto(f"/s/{tokens[SURVEY]}")
    expect(page.locator("html")).to_have_attribute("lang", "cy")


def test_the_start_page_names_what_is_kept_here(someone):
    someone.page.goto("/")
    links = someone.page.get_by_role("list").get_by_role("link", name="Community partners")
    expect(links).to_have_attribute("href", f"/s/{someone.token}")


def test_changing_the_language_keeps_the_answers(someone):
    someone.open()
    someone.answer(someone.question)
    someone.page.get_by_role("link", name="Cymraeg", exact=True).click()
    expect(someone.page.locator("html")).to_have_attribute("lang", "cy")
    expect(someone.question.get_by_role("radio").first).to_be_checked()


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


def test_a_clock_that_is_a_year_off_changes_nothing(brief, stored):
    brief.page.clock.set_fixed_time("2025-01-01T10:00:00Z")
    brief.open()
    send_one_answer(brief)
    brief.page.context.set_offline(False)
    brief.thanked()
    [row] = stored(brief.token)
    assert not row["week"].startswith("2025")


def test_where_nothing_can_be_kept_the_page_says_so_and_goes_on_trying(new_context, tiny, stored):
    context = new_context()
    context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
    )
    someone = Respondent(context.new_page(), tiny).open()
    context.set_offline(True)
    answer_one(someone)
    someone.button("Send my answers").click()
    cannot = "This device cannot keep your answers. Leave this page open until they are sent."
    expect(someone.page.get_by_text(cannot)).to_be_visible()
    context.set_offline(False)
    someone.thanked()
    assert len(stored(someone.token)) == 1


def test_a_full_device_says_so_too(new_context, tiny):
    context = new_context()
    context.add_init_script(
        "IDBObjectStore.prototype.put = () => {"
        " throw new DOMException('full', 'QuotaExceededError'); }"
    )
    someone = Respondent(context.new_page(), tiny).open()
    context.set_offline(True)
    answer_one(someone)
    someone.button("Send my answers").click()
    expect(someone.page.get_by_text("This device cannot keep your answers")).to_be_visible()


def test_a_database_that_died_is_opened_again(brief, stored):
    brief.open()
    brief.page.evaluate(
        """() => {
          const real = IDBDatabase.prototype.transaction;
          let deaths = 0;
          IDBDatabase.prototype.transaction = function (...given) {
            deaths += 1;
            if (deaths === 1) throw new DOMException("closing", "InvalidStateError");
            return real.apply(this, given);
          };
        }"""
    )
    send_one_answer(brief)
    assert len(waiting(brief.page)) == 1


def test_a_new_version_published_meanwhile_takes_the_old_answer(
    new_context, server, tmp_path, demonstration, stored
):
    survey, token = own_survey(server, tmp_path, "versions")
    someone = Respondent(new_context().new_page(), token).open()
    keep(someone.page)
    before = kept_names(someone.page)
    someone.page.context.set_offline(True)
    someone.open()
    send_one_answer(someone)
    survey.publish_next(server)
    someone.page.context.set_offline(False)
    someone.thanked()
    assert [row["version"] for row in stored(token)] == [1]
    # The server looks at a link anew every few seconds.
    for _ in range(20):
        someone.open()
        someone.page.wait_for_timeout(400)
        if kept_names(someone.page) != before:
            break
    keep(someone.page)
    assert len(kept_names(someone.page)) == 1
    assert kept_names(someone.page) != before


def worker_of(page):
    """The service worker that stands behind the pages."""
    [worker] = page.context.service_workers
    return worker


HALF = """() => {
  const real = self.fetch;
  const half = {
    stamp: "half", title: "x", headers: {}, pages: {}, same: {}, pictures: {},
    pieces: ["/static/nothing.js"],
  };
  self.fetch = (address, ...given) => {
    const [, token] = String(address.url || address).match(/\\/s\\/(\\w+)\\/offline.json/) || [];
    if (!token) return real(address, ...given);
    const headers = { "Own-Words": "yes" };
    return Promise.resolve(new Response(JSON.stringify({ ...half, token }), { headers }));
  };
}"""


def test_a_new_state_that_comes_only_half_leaves_the_old_one_whole(brief):
    [before] = kept_names(brief.page)
    brief.page.context.set_offline(False)
    worker_of(brief.page).evaluate(HALF)
    brief.open()
    half = f"own-words:{brief.token}:half"
    assert until(brief.page, f"caches.has('{half}')")
    assert until(
        brief.page, f"caches.open('{half}').then((one) => one.keys()).then((all) => !all.length)"
    )
    brief.page.context.set_offline(True)
    brief.open()
    expect(brief.question).to_be_visible()
    assert kept_names(brief.page) == [before, half]


def test_a_sign_in_page_is_never_taken_for_the_survey(someone):
    someone.page.context.set_offline(False)
    worker = worker_of(someone.page)
    worker.evaluate(
        "self.fetch = () => { self.asked = true; return Promise.resolve(new Response('Sign in')); }"
    )
    someone.open()
    expect(someone.question).to_be_visible()
    assert worker.evaluate("self.asked")


def test_switched_off_the_worker_takes_itself_and_what_it_kept_away(browser, tmp_path):
    serving = start_server(tmp_path)
    server = next(serving)
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("/")
    page.evaluate(
        "navigator.serviceWorker.ready.then(() => caches.open('own-words:K7QF2M:1'))"
        ".then((cache) => cache.put('/whole', new Response('{}')))"
    )
    serving.close()
    serving = start_server(tmp_path, int(server.url.rpartition(":")[2]), offline="off")
    next(serving)
    page.goto("/")
    gone = "navigator.serviceWorker.getRegistrations().then((all) => !all.length)"
    assert until(page, gone, 20)
    assert kept_names(page) == []
    context.close()
    serving.close()


def test_where_what_is_kept_is_damaged_the_network_does(brief):
    brief.page.context.set_offline(False)
    worker_of(brief.page).evaluate(
        """() => {
          const fail = () => Promise.reject(new DOMException("damaged", "UnknownError"));
          CacheStorage.prototype.keys = CacheStorage.prototype.match = fail;
        }"""
    )
    brief.open()
    expect(brief.question).to_be_visible()


def test_a_code_that_is_typed_opens_its_survey_where_others_are_kept(someone, tokens):
    page = someone.page
    page.context.set_offline(False)
    page.goto("/")
    other = tokens["families-friends"]
    page.get_by_role("textbox").fill(other)
    page.get_by_role("textbox").press("Enter")
    expect(page).to_have_url(re.compile(f"/s/{other}"))


def test_the_browser_is_asked_not_to_clear_what_waits(new_context, tiny):
    context = new_context()
    context.add_init_script(
        "navigator.storage.persist = () => { window.asked = true; return Promise.resolve(true); }"
    )
    someone = Respondent(context.new_page(), tiny).open()
    keep(someone.page)
    context.set_offline(True)
    send_one_answer(someone)
    assert until(someone.page, "window.asked === true")
    someone.page.goto("/")
    assert until(someone.page, "window.asked === true")


def test_a_database_that_never_answers_does_not_hold_an_answer_up(new_context, tiny, stored):
    context = new_context()
    context.add_init_script("IDBFactory.prototype.open = () => ({})")
    someone = Respondent(context.new_page(), tiny).open()
    answer_one(someone)
    someone.button("Send my answers").click()
    # It is given five seconds.
    someone.page.wait_for_url("**/thanks")
    assert len(stored(someone.token)) == 1


def test_a_device_that_cannot_seal_still_sends(new_context, tiny, stored):
    context = new_context()
    context.add_init_script(
        "SubtleCrypto.prototype.encrypt = () => Promise.reject(new DOMException('no'))"
    )
    someone = Respondent(context.new_page(), tiny).open()
    answer_one(someone)
    someone.button("Send my answers").click()
    someone.thanked()
    assert len(stored(someone.token)) == 1


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
    expect(later.get_by_text("Answers waiting on this device")).to_have_count(0)
    assert len(stored(brief.token)) == 1
