"""Fields take what the operations behind them take, and say the same limit and message."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.web.fields import NumberField, choice_field, day_field, line_field, text_field


class AForm(Form):
    """One field of each kind."""

    name = line_field("Name", "As people know it.", needed="Type a name.", limit=5)
    notes = text_field("Notes", limit=5, rows=3)
    day = day_field("Day", needed="Choose the day.")
    end = day_field("Last day")
    number = NumberField("How many")
    service = choice_field("Service")


FINE = {"name": "Rose", "notes": "a\r\nb\r\nc", "day": " 2026-03-31 ", "number": "1 200"}


def filled(**sent):
    """The form with what is sent, its choices filled."""
    form = AForm(MultiDict(FINE | sent))
    form.service.choices = {"": "All", "x": "One"}
    return form


def test_what_can_be_kept_is_taken():
    form = filled()
    assert form.validate(), form.errors
    assert (form.day.data.isoformat(), form.end.data, form.service.data) == ("2026-03-31", None, "")
    assert form.number.data == 1200


@pytest.mark.parametrize(
    ("field", "sent", "problem"),
    [
        ("name", " ", "Type a name."),
        ("name", "Roses!", "“Name” is 6 characters long. Use at most 5."),
        (
            "name",
            "a\u200bb",
            "“Name” holds characters that cannot be seen or turn words round. Type it again.",
        ),
        ("notes", "abc\r\ndef", "“Notes” is 7 characters long. Use at most 5."),
        ("day", "", "Choose the day."),
        ("day", "31.3.2026", "Type the date as year-month-day, such as 2026-11-30."),
        ("end", "0026-03-31", "Type a date from 1900 to 2100."),
        ("number", "many", "Type a whole number, such as 60."),
        ("number", "9999999999", "Type a smaller number."),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(field, sent, problem):
    form = filled(**{field: sent})
    assert not form.validate()
    assert form.errors == {field: [problem]}


def test_a_browser_stops_at_the_end_of_a_line_and_never_cuts_a_text():
    with Flask(__name__).test_request_context():
        form = filled()
        assert 'maxlength="5"' in form.name()
        assert 'data-most="5"' in form.notes()
        assert "maxlength" not in form.notes()
