"""Pages of the day itself: steps, attendance, the sheet for print and the host's script."""

import re

import pytest

from app.administration.organisation.models import Service
from app.extensions import db
from app.kernel.clock import today
from tests.factories import CONTACTS
from tests.integration.collection.events.conftest import address, main_part
from tests.reading import problems
from tests.staff import EMAILS, recorded


def test_a_reader_ticks_steps(reader, plan):
    event = plan()
    ticked = reader.post(f"{address(event)}/steps/print/done")
    assert ticked.location == f"{address(event)}#step-print"
    said = main_part(reader.get(address(event)))
    assert "1 of 15 steps are done." in said
    assert f"Done by The reader on {today().day} " in said
    reader.post(f"{address(event)}/steps/print/not-done")
    assert "0 of 15 steps are done." in main_part(reader.get(address(event)))


@pytest.mark.parametrize(("step", "status"), [("x", 404), ("%00", 404), ("attendance", 422)])
def test_a_step_that_cannot_be_ticked_is_refused(reader, plan, step, status):
    event = plan()
    answers = [
        reader.post(f"{address(event)}/steps/{step}/{deed}") for deed in ("done", "not-done")
    ]
    assert [answer.status_code for answer in answers] == [status, status]


def test_a_reader_records_attendance(reader, plan):
    event = plan(host="A volunteer", day=today())
    page = reader.get(f"{address(event)}/attendance").text
    assert 'value="A volunteer"' in page
    form = {"number": " 60 ", "kind": "estimated", "by": "the host", "contribution": "Food\nA room"}
    assert reader.post(f"{address(event)}/attendance", data=form).location == address(event)
    said = main_part(reader.get(address(event)))
    assert "0 answers, about 60 attending (estimate)" in said
    assert "What the partner gave Food A room" in said
    assert "%" not in said
    assert [entry[0] for entry in recorded("event-attendance")] == [EMAILS["reader"]]
    again = reader.get(f"{address(event)}/attendance").text
    assert ('value="60"' in again, "A room" in again) == (True, True)


@pytest.mark.parametrize(
    ("mistake", "problem"),
    [
        ({"number": ""}, "Type how many attended."),
        ({"number": "many"}, "Type a whole number, such as 60."),
        ({"number": "6.5"}, "Type a whole number, such as 60."),
        ({"number": "1_0"}, "Type a whole number, such as 60."),
        ({"number": "9" * 5000}, "Type a whole number, such as 60."),
        ({"number": "-1"}, "Attendance is a number from 0 to 100000, not -1."),
        ({"number": "100001"}, "Attendance is a number from 0 to 100000, not 100001."),
        ({"kind": "guessed"}, "Not a valid choice."),
        ({"kind": ""}, "Choose one."),
        ({"by": " "}, "Type who."),
        (
            {"by": "a\x00"},
            "There is a character here that cannot be seen and cannot be stored. "
            "Delete these words and type them again.",
        ),
    ],
)
def test_attendance_that_cannot_be_is_refused(reader, plan, mistake, problem):
    event = plan()
    form = {"number": "60", "kind": "counted", "by": "the host", **mistake}
    assert problem in problems(reader.post(f"{address(event)}/attendance", data=form))
    assert "attendance not recorded yet" in main_part(reader.get(address(event)))


def test_the_sheet_for_print_has_every_step_and_the_numbers(reader, plan, rose):
    event = plan("tiny")
    said = main_part(reader.get(f"{address(event)}/sheet"))
    assert said.count("Not done") == 0
    assert reader.get(f"{address(event)}/sheet").text.count('aria-label="Not done"') == 15
    assert "Examplebury Council, 01632 960001 (Monday to Friday, 9 to 5)" in said
    for name in CONTACTS:
        setattr(db.session.get(Service, rose.id), name, None)
    db.session.commit()
    assert "The contacts of Rose House are not complete." in main_part(
        reader.get(f"{address(event)}/sheet")
    )
    assert "call adult social care at your local council." in main_part(
        reader.get(f"{address(event)}/script")
    )


def test_the_script_is_in_each_language_of_the_event(reader, plan):
    event = plan("tiny", languages=["en", "cy-easyread", "ur"])
    page = reader.get(f"{address(event)}/script").text
    assert re.findall(r'<section class="script" aria-labelledby="script-(\w+)"', page) == [
        *("en", "cy", "ur"),
    ]
    assert re.findall(r'<blockquote lang="(\w+)" dir="(\w+)">', page) == [
        *[("en", "ltr")] * 3,
        *[("cy", "ltr")] * 3,
        *[("ur", "rtl")] * 3,
    ]
    said = main_part(reader.get(f"{address(event)}/script"))
    assert "Hello. We are asking everybody here what they think of Rose House." in said
    assert "Tell Rose House what you think." in said
    assert "Helo. Rydyn ni&#39;n gofyn i bawb" in said
    assert "call adult social care at Examplebury Council on 01632 960001" in said
    assert page.count("Nobody who speaks the language has signed these words off.") == 2


def test_a_language_without_words_of_its_own_says_so(reader, plan):
    event = plan(languages=["ta"])
    said = main_part(reader.get(f"{address(event)}/script"))
    assert "Tamil The script is not available in this language." in said


def test_without_languages_the_script_is_in_those_of_the_surveys(reader, plan):
    def languages(event):
        return re.findall(r'id="script-(\w+)"', reader.get(f"{address(event)}/script").text)

    assert languages(plan("tiny")) == ["en", "cy", "ur"]
    assert languages(plan(name="Fair")) == ["en"]
