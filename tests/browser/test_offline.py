"""Without signal: opened, changed in language, answered, kept, and sent once when it is back."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.outbox import keep, kept_names, own_survey, waiting
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


def send_without_signal(respondent):
    """Answer, and press "Send my answers"."""
    respondent.to_check()
    respondent.go_on()
    respondent.question.get_by_role("radio").nth(1).check()
    respondent.button("Send my answers").click()
    expect(respondent.page.get_by_role("heading", name=respondent.say(UNSENT))).to_be_visible()


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


def test_answers_given_offline_arrive_once_when_the_signal_is_back(someone, stored):
    someone.open()
    send_without_signal(someone)
    assert len(waiting(someone.page)) == 1
    assert stored(someone.token) == []
    someone.page.context.set_offline(False)
    someone.thanked()
    assert len(stored(someone.token)) == 1
    assert waiting(someone.page) == []


def test_what_waits_is_noise_to_whoever_finds_the_phone(someone):
    someone.open()
    send_without_signal(someone)
    [entry] = waiting(someone.page)
    assert set(entry) == {"id", "address", "sealed", "keptAt", "state"}
    assert "radio" not in json.dumps(entry)
    kept = someone.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "radio on for prayers" not in kept


def test_another_tab_shows_what_waits_and_sees_it_go(someone, stored):
    someone.open()
    send_without_signal(someone)
    other = someone.page.context.new_page()
    other.goto(f"/s/{someone.token}/en")
    expect(other.get_by_text("Answers waiting on this device: 1")).to_be_visible()
    someone.page.close()
    other.context.set_offline(False)
    expect(other.get_by_text("Answers waiting on this device")).to_have_count(0)
    assert len(stored(someone.token)) == 1


def test_closed_and_opened_again_days_later_it_is_sent(someone, stored):
    someone.open()
    send_without_signal(someone)
    context = someone.page.context
    someone.page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto("/")
    expect(later.get_by_text("Answers waiting on this device")).to_have_count(0)
    assert len(stored(someone.token)) == 1


def test_background_sync_sends_it_with_no_page_open(someone, stored, server):
    someone.open()
    send_without_signal(someone)
    page = someone.page
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
        if stored(someone.token):
            break
        page.wait_for_timeout(100)
    assert len(stored(someone.token)) == 1


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


def test_many_that_wait_go_one_after_the_other(someone, stored):
    number = 12
    for _ in range(number):
        someone.open()
        send_without_signal(someone)
    assert len(waiting(someone.page)) == number
    someone.page.context.set_offline(False)
    expect(someone.page).to_have_url(
        f"{someone.page.url.split('/s/')[0]}/s/{someone.token}/en/thanks"
    )
    someone.page.goto("/")
    expect(someone.page.get_by_text("Answers waiting on this device")).to_have_count(0)
    rows = stored(someone.token)
    assert len({row["id"] for row in rows}) == len(rows) == number


def test_with_the_caches_cleared_the_answers_are_still_sent(someone, stored):
    someone.open()
    send_without_signal(someone)
    someone.page.evaluate(
        "caches.keys().then((all) => Promise.all(all.map((name) => caches.delete(name))))"
    )
    assert kept_names(someone.page) == []
    someone.page.context.set_offline(False)
    someone.thanked()
    assert len(stored(someone.token)) == 1


def test_a_clock_that_is_a_year_off_changes_nothing(someone, stored):
    someone.page.clock.set_fixed_time("2025-01-01T10:00:00Z")
    someone.open()
    send_without_signal(someone)
    someone.page.context.set_offline(False)
    someone.thanked()
    [row] = stored(someone.token)
    assert not row["week"].startswith("2025")


def test_where_nothing_can_be_kept_the_page_says_so_and_goes_on_trying(new_context, tokens, stored):
    context = new_context()
    context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
    )
    someone = Respondent(context.new_page(), tokens[SURVEY]).open()
    context.set_offline(True)
    someone.to_check()
    someone.go_on()
    someone.question.get_by_role("radio").nth(1).check()
    someone.button("Send my answers").click()
    cannot = "This device cannot keep your answers. Leave this page open until they are sent."
    expect(someone.page.get_by_text(cannot)).to_be_visible()
    context.set_offline(False)
    someone.thanked()
    assert len(stored(someone.token)) == 1


def test_a_full_device_says_so_too(new_context, tokens):
    context = new_context()
    context.add_init_script(
        "IDBObjectStore.prototype.put = () => {"
        " throw new DOMException('full', 'QuotaExceededError'); }"
    )
    someone = Respondent(context.new_page(), tokens[SURVEY]).open()
    context.set_offline(True)
    someone.to_check()
    someone.go_on()
    someone.question.get_by_role("radio").nth(1).check()
    someone.button("Send my answers").click()
    expect(someone.page.get_by_text("This device cannot keep your answers")).to_be_visible()


def test_a_database_that_died_is_opened_again(someone, stored):
    someone.open()
    someone.page.evaluate(
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
    send_without_signal(someone)
    assert len(waiting(someone.page)) == 1


def test_a_new_version_published_meanwhile_takes_the_old_answer(
    new_context, server, tmp_path, demonstration, stored
):
    survey, token = own_survey(server, tmp_path, "versions")
    someone = Respondent(new_context().new_page(), token).open()
    keep(someone.page)
    before = kept_names(someone.page)
    someone.page.context.set_offline(True)
    someone.open()
    someone.answer(someone.question)
    someone.go_on()
    someone.button("Send my answers").click()
    expect(someone.page.get_by_role("heading", name=UNSENT)).to_be_visible()
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


def test_a_new_state_that_comes_only_half_leaves_the_old_one_whole(someone):
    before = kept_names(someone.page)
    someone.page.context.set_offline(False)
    someone.page.context.route(
        "**/offline.json",
        lambda route: route.fulfill(
            json={
                "token": someone.token, "stamp": "half", "title": "x", "headers": {},
                "pages": {}, "same": {}, "pictures": {}, "pieces": ["/static/nothing.js"],
            },
            headers={"Own-Words": "yes"},
        ),
    )  # fmt: skip
    someone.page.evaluate(
        "(token) => navigator.serviceWorker.ready"
        ".then(({active}) => active.postMessage({keep: token}))",
        someone.token,
    )
    someone.page.wait_for_timeout(500)
    someone.page.context.set_offline(True)
    someone.open()
    expect(someone.question).to_be_visible()
    assert before[0] in kept_names(someone.page)
    assert before != []
