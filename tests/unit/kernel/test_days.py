"""Days that are typed: which can be meant, which are past, and in which order."""

from datetime import date, timedelta

import pytest

from app.kernel.clock import today
from app.kernel.days import past_day, refuse_before, refuse_reversed, required_day
from app.kernel.errors import Refused

A_DAY = date(2026, 3, 1)


def test_a_day_that_is_fine_is_given_back():
    assert past_day(A_DAY, name="The day") == required_day(A_DAY, name="The day") == A_DAY
    assert past_day(None, name="The day") == today()
    assert past_day(date(1900, 1, 1), name="The day") == date(1900, 1, 1)
    refuse_before(A_DAY, A_DAY, "It ends", "it begins")
    refuse_reversed(A_DAY, A_DAY)


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda: required_day(None, name="The day"), "The day is missing. Choose a day."),
        (
            lambda: required_day(date(9999, 1, 1), name="The day"),
            "The day is 9999-01-01, which is too far away. Choose a day from 1900-01-01 to "
            "2100-12-31.",
        ),
        (
            lambda: past_day(date(1899, 12, 31), name="The day"),
            "The day is 1899-12-31. Choose a day from 1900-01-01 up to today.",
        ),
        (
            lambda: refuse_before(A_DAY, date(2026, 3, 2), "It ends", "it begins"),
            "It ends on 2026-03-01, which is before it begins on 2026-03-02. Correct one of the "
            "two days.",
        ),
        (
            lambda: refuse_reversed(A_DAY, date(2026, 2, 28)),
            "The dates are the wrong way round: 1 March 2026 is after 28 February 2026. Turn them.",
        ),
    ],
)
def test_a_day_that_will_not_do_is_refused_in_words_that_mend_it(call, problem):
    with pytest.raises(Refused) as refused:
        call()
    assert str(refused.value) == problem


def test_tomorrow_is_not_past():
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(Refused, match=f"The day is {tomorrow}. Choose a day from .* up to today."):
        past_day(tomorrow, name="The day")
