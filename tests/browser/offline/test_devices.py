"""Devices that cannot keep, seal or tell the time still send, or say that they cannot keep."""

from playwright.sync_api import expect

from benchmarks.faults.people import until
from tests.browser.offline.conftest import send_one_answer
from tests.browser.outbox import answer_one, keep, waiting
from tests.browser.respondent import Respondent


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
