"""The worker behind the pages: new states, half ones, damage, and its end."""

from playwright.sync_api import expect

from benchmarks.faults.people import until
from tests.browser.conftest import start_server
from tests.browser.offline.conftest import send_one_answer
from tests.browser.outbox import keep, kept_names, own_survey
from tests.browser.respondent import Respondent

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
    # The server looks at a link again every few seconds, and the worker once a page was opened.
    for _ in range(10):
        # A worker that started in the middle of the last change would stay without a line.
        someone.page.context.set_offline(False)
        someone.open()
        if until(someone.page, f"caches.keys().then((names) => names.join() !== {before[0]!r})", 3):
            break
    keep(someone.page)
    assert until(someone.page, "caches.keys().then((names) => names.length === 1)", 20)
    names = kept_names(someone.page)
    assert (len(names), names == before) == (1, False)


def worker_of(page):
    """The service worker that stands behind the pages."""
    [worker] = page.context.service_workers
    return worker


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
