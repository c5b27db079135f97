"""The pages around the document: check, thanks, worried, problem and start."""

import pytest

from app.collection.answering.document import (
    render_aside,
    render_check,
    render_problem,
    render_start,
    render_thanks,
)
from app.collection.answering.views import AnsweringLink
from tests.unit.collection.answering.conftest import LINK, SERVICE, Page

ID = "6f1c7c1e-5f0e-4b8e-9d53-9a1f7a1c2b3d"


@pytest.fixture
def check(page_context, tiny):
    def render(survey_id="every-kind", **more):
        return Page(
            render_check(
                survey=tiny(survey_id),
                link=LINK,
                service=SERVICE,
                locale="en",
                submission_id=ID,
                **more,
            )
        )

    return render


def test_the_answers_are_listed_with_what_was_left_out(check):
    page = check(answers={"place": "away", "more": "Two\nlines"})
    shown = {row[0].text: [each.text for each in row[1:-1]] for row in _rows(page) if len(row) > 1}
    assert shown["Where do you live?"] == ["Somewhere else"]
    assert shown["Do you feel safe?"] == ["Not provided"]
    assert shown["What else?"] == ["Two lines"]


def _rows(page):
    terms = page.all("dt")
    return [
        [term, *(d for d in page.all("dd") if d.parents[-1] is term.parents[-1])] for term in terms
    ]


def test_the_answers_travel_in_the_form_with_the_minted_id(check):
    page = check(answers={"languages": ["english", "welsh"], "more": "a\nb"}, language_switches=1)
    hidden = [(e.get("name"), e.get("value")) for e in page.all("input", type="hidden")]
    assert hidden == [
        ("survey_version", "1"),
        ("language_switches", "1"),
        ("submission_id", ID),
        ("languages", "english"),
        ("languages", "welsh"),
        ("more", "a\nb"),
    ]


def test_each_answer_can_be_changed_at_its_place(check):
    page = check(answers={})
    button = page.one("button", value="change:years")
    assert button.get("formaction") == "/s/K7QF2M/en#q-years"
    assert button.text == "Change – For how long?"


def test_the_enter_key_sends_rather_than_changes(check):
    page = check(answers={})
    own = page.one("form").get("id")
    first = next(
        each for each in page.all("button") if own == each.get("form") or each.inside("form")
    )
    assert (first.get("name"), first.get("value")) == ("action", "send")


def test_questions_that_were_not_asked_are_not_listed(check):
    asked_only = [row[0].text for row in _rows(check("skip-rules", answers={"pain": "no"}))]
    assert "Where?" not in asked_only


def test_equality_questions_are_folded_away_until_begun(check):
    assert check("parts", answers={}).one("details").get("open") is None
    assert check("parts", answers={"age": "30"}).one("details").get("open") == ""
    assert check(answers={}).all("details") == []


def test_a_notice_says_why_nothing_was_sent(check):
    assert check(answers={}, notice="Please wait.").one(role="alert").text == "Please wait."


def test_the_last_page_says_who_reads_it_and_whom_to_call(page_context, tiny):
    page = Page(render_thanks(survey=tiny("every-kind"), link=LINK, service=SERVICE, locale="en"))
    assert page.one("p", class_="lead").text == "Rowan House reads this every working day."
    assert len(page.all("div", class_="safe")) == 1


def test_a_shared_tablet_starts_again(page_context, tiny):
    link = AnsweringLink(token="K7QF2M", kiosk=True)
    page = Page(render_thanks(survey=tiny("every-kind"), link=link, service=SERVICE, locale="en"))
    assert page.one("a", class_="primary").get("href") == "/s/K7QF2M"


def test_the_worried_page_has_a_quick_way_out_and_the_numbers(page_context, tiny):
    page = Page(
        render_aside("worried", survey=tiny("every-kind"), link=LINK, service=SERVICE, locale="en")
    )
    exits = {each.get("href") for each in page.all("a", data_leave="")}
    assert exits == {"https://www.bbc.co.uk/weather"}
    assert len(page.all("div", class_="safe")) == 1
    assert page.one("a", href="tel:08001111").text == "0800 1111"


def test_a_survey_without_safety_texts_still_names_the_council(page_context, tiny):
    page = Page(
        render_aside("worried", survey=tiny("skip-rules"), link=LINK, service=SERVICE, locale="en")
    )
    assert "Northbridge Council" in page.one("div", class_="safe").text


def test_a_problem_is_said_with_the_helplines_and_a_place_for_the_code(page_context):
    page = Page(render_problem(locale="en", heading="Not found", body="One.\n\nTwo.", status=404))
    assert page.one("h1").text == "Not found"
    assert [each.text for each in page.all("p", class_="lead")] == ["One.", "Two."]
    assert page.one("input", name="code").get("value") == ""
    assert page.one("a", href="tel:999").text == "999"


def test_only_a_code_that_was_not_found_is_asked_for_again(page_context):
    page = Page(
        render_problem(locale="en", heading="Closed", body="Closed.", status=410, service=SERVICE)
    )
    assert page.all("input", name="code") == []
    assert page.one("a", href="tel:01614960123").text == "0161 496 0123"


def test_the_start_page_asks_for_the_code(page_context):
    page = Page(render_start(locale="en", code="K7", problem="Too short."))
    assert page.one("form").get("action") == "/"
    box = page.one("input", id="code")
    assert (box.get("value"), box.get("aria-describedby")) == ("K7", "code-hint code-problem")
