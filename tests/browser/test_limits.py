"""What the server would not count is told where it is written, before anything is sent."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PROJECT
from tests.browser.outbox import answer_one, waiting
from tests.browser.respondent import Respondent

UNSENT = "Not sent yet. Nobody has read this."
SURVEY = PROJECT / "tests" / "surveys" / "limits" / "1" / "survey.yaml"
CLOSED = "This survey has closed. Your answers came too late."


@pytest.fixture(scope="module")
def make_link(server, demonstration):
    """Makes a link to the survey of this file."""
    server.command("survey", "publish", str(SURVEY))
    service = demonstration["links"][0]["service"]

    def make(*more):
        made = server.json("link", "create", "--survey", "limits", "--service", service, *more)
        return made["token"]

    return make


@pytest.fixture
def page(new_context):
    """A page whose refused requests are no fault of the page."""
    return new_context(service_workers="block").new_page()


@pytest.fixture
def someone(page, make_link):
    """Somebody at the first question."""
    return Respondent(page, make_link()).open()


def summary(page):
    """What the summary of problems says."""
    return page.locator("#summary li").all_inner_texts()


def test_a_number_that_is_none_is_told_at_once_and_digits_of_any_script_ask_more(someone, stored):
    box = someone.question.get_by_role("textbox")
    told = {
        "about 20": "Write a whole number, for example 3.",
        "1_0": "Write a whole number, for example 3.",
        "2,5": "Write a whole number, without a point or a comma: 3, not 2.5.",
        "\u22123": "Write 0 or more.",
    }
    for written, problem in told.items():
        box.fill(written)
        someone.button("Continue").click()
        assert summary(someone.page) == [problem]
    box.fill("۱۲")
    someone.go_on()
    assert someone.heading == "Were you hurt?"
    someone.question.get_by_role("radio").first.check()
    someone.go_on()
    someone.go_on()
    someone.button("Send my answers").click()
    someone.thanked()
    assert [row["answers"] for row in stored(someone.token)] == [{"falls": 12, "hurt": "yes"}]


def test_letters_are_counted_as_they_are_written_and_too_many_are_told_before_going_on(someone):
    someone.go_on()
    box = someone.question.get_by_role("textbox")
    left = someone.question.locator(".left")
    box.fill("😀")
    expect(left).to_have_text("You can write 499 more letters.")
    box.fill("😀" * 499)
    expect(left).to_have_text("You can write 1 more letter.")
    box.fill("😀" * 501)
    too_long = "These words are too long to send. Please take out 1 letter."
    expect(left).to_have_text(too_long)
    someone.button("Continue").click()
    assert summary(someone.page) == [too_long]


def test_a_form_without_an_answer_says_so_before_it_is_sent(someone, stored):
    someone.go_on()
    someone.go_on()
    told = "Please answer one question or more. Then send."
    expect(someone.page.locator("#q-check .wrong")).to_have_text(told)
    someone.button("Send my answers").click()
    assert summary(someone.page) == [told]
    assert stored(someone.token) == []


def refuse(page, status=410):
    """From now on the server takes nothing."""
    answer = {"status": status, "json": {"status": "closed"}}
    page.route(
        "**/s/**",
        lambda route: (
            route.fulfill(**answer) if route.request.method == "POST" else route.continue_()
        ),
    )


@pytest.mark.parametrize("kiosk", [(), ("--kiosk",)], ids=["own phone", "shared tablet"])
def test_what_is_refused_stays_with_the_reason_and_can_be_saved_to_a_file(
    page, make_link, stored, server, tmp_path, kiosk
):
    someone = Respondent(page, make_link(*kiosk)).open()
    someone.question.get_by_role("textbox").fill("3")
    someone.go_on()
    someone.go_on()
    refuse(page)
    someone.button("Send my answers").click()
    expect(page.get_by_role("heading", name=UNSENT)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=CLOSED)).to_be_visible()
    expect(page.get_by_text("Your answers stay on this device")).to_be_visible()
    assert [(each["state"], each["status"]) for each in waiting(page)] == [("refused", 410)]
    with page.expect_download() as download:
        page.locator("#q-waiting").get_by_role("button", name="Save to a file").click()
    download.value.save_as(tmp_path / "answers.json")
    assert server.json("responses", "take-in", str(tmp_path / "answers.json"))["stored"] == 1
    assert len(stored(someone.token)) == 1


def test_once_the_reason_is_gone_it_is_sent_from_the_same_page(page, make_link, stored):
    someone = Respondent(page, make_link()).open()
    someone.question.get_by_role("textbox").fill("3")
    someone.go_on()
    someone.go_on()
    refuse(page)
    someone.button("Send my answers").click()
    expect(page.get_by_role("status").filter(has_text=CLOSED)).to_be_visible()
    page.unroute_all()
    someone.button("Send again").click()
    someone.thanked()
    assert (len(stored(someone.token)), waiting(page)) == (1, [])


def test_what_the_page_holds_is_sent_where_the_browser_threw_its_store_away(page, tiny, stored):
    someone = Respondent(page, tiny).open()
    answer_one(someone)
    page.context.set_offline(True)
    someone.button("Send my answers").click()
    expect(page.get_by_text("Your answers are safe on this device.")).to_be_visible()
    page.evaluate(
        """new Promise((done) => {
          const request = indexedDB.deleteDatabase("own-words");
          request.onsuccess = () => {
            IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };
            done();
          };
        })"""
    )
    someone.button("Send again").click()
    expect(page.get_by_text("This device cannot keep your answers.")).to_be_visible()
    expect(page.get_by_text("Your answers are safe on this device.")).to_be_hidden()
    page.context.set_offline(False)
    expect(page).to_have_url(re.compile("/thanks$"))
    assert len(stored(tiny)) == 1
