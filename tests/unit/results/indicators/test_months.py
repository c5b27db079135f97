"""Days are widened to whole months, and weeks belong to the month of their Thursday."""

from datetime import date

import pytest

from app.kernel.errors import NotFound, Refused
from app.results.indicators.cuts import Cut, cut_of_days
from app.results.indicators.months import (
    month_after,
    month_before,
    month_of,
    months_between,
    weeks_of,
    whole_months,
)


def test_days_are_widened_to_the_months_that_hold_them():
    assert whole_months(date(2026, 1, 31), date(2026, 3, 1)) == ("2026-01", "2026-03")


def test_the_same_months_whichever_day_is_asked_for():
    days = [date(2026, 3, day) for day in (1, 15, 31)]
    assert {cut_of_days(day, date(2026, 4, 1)) for day in days} == {
        Cut(first="2026-03", last="2026-04")
    }


def test_reversed_dates_say_so():
    with pytest.raises(Refused, match="wrong way round: 2 March 2026 is after 1 March 2026"):
        cut_of_days(date(2026, 3, 2), date(2026, 3, 1))


def test_an_audience_that_is_none_is_not_found():
    with pytest.raises(NotFound, match="no such audience"):
        Cut(audience="martians")


@pytest.mark.parametrize("year", range(2020, 2031))
def test_every_week_of_a_month_is_of_that_month_and_of_no_other(year):
    months = [f"{year}-{month:02d}" for month in range(1, 13)]
    found = [(month, week) for month in months for week in weeks_of(month)]
    assert all(month_of(week) == month for month, week in found)
    assert len({week for _, week in found}) == len(found) == (53 if year in (2020, 2026) else 52)


def test_months_are_counted_over_the_turn_of_a_year():
    assert (month_before("2026-01"), month_after("2025-11", 3)) == ("2025-12", "2026-02")


def test_a_week_belongs_to_the_month_of_its_thursday():
    assert [month_of(week) for week in ("2026-W01", "2026-W05", "2026-W40", "2026-W53")] == [
        "2026-01", "2026-01", "2026-10", "2026-12",
    ]  # fmt: skip


def test_months_go_over_the_end_of_a_year():
    assert list(months_between("2025-11", "2026-02")) == [
        "2025-11", "2025-12", "2026-01", "2026-02",
    ]  # fmt: skip
