"""A fixed set of cuts: what can be asked for, and what cannot."""

from datetime import date

import pytest

from app.kernel.errors import NotFound
from app.results.feedback.cuts import FeedbackCut, checked, periods


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("all", ("0000-00", "9999-99")),
        ("year", ("2025-11", "2026-10")),
        ("2026-Q4", ("2026-10", "2026-12")),
    ],
)
def test_the_months_of_a_period(period, months):
    assert FeedbackCut(period=period).months(date(2026, 11, 24)) == months


@pytest.mark.parametrize(
    ("audience", "period"),
    [("people", "2026"), ("people", "2026-Q5"), ("people", "1999-Q1"), ("nobody", "all"),
     (None, "2026-Q1' OR 1=1")],
)  # fmt: skip
def test_what_is_no_cut_is_not_found(audience, period):
    with pytest.raises(NotFound):
        checked(None, audience, period)


def test_periods_are_named_and_the_present_one_says_so():
    found = periods(["2026-11", "2026-10", "2026-07"], date(2026, 11, 24))
    assert list(found.items())[2:] == [
        ("2026-Q4", "October to December 2026 (not over yet)"),
        ("2026-Q3", "July to September 2026"),
    ]
