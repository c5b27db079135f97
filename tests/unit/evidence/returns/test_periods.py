"""The periods that can be chosen for a return, and their days."""

from datetime import date

import pytest

from app.evidence.returns.periods import days_of, periods, usual_period
from app.kernel.errors import NotFound

TODAY = date(2026, 11, 26)


def test_quarters_that_are_over_come_first_then_financial_years():
    assert periods(TODAY) == {
        "2026-Q3": "July to September 2026",
        "2026-Q2": "April to June 2026",
        "2026-Q1": "January to March 2026",
        "2025-Q4": "October to December 2025",
        "2025-Q3": "July to September 2025",
        "2025-Q2": "April to June 2025",
        "2025-Q1": "January to March 2025",
        "2024-Q4": "October to December 2024",
        "year-2025": "April 2025 to March 2026, a financial year",
        "year-2024": "April 2024 to March 2025, a financial year",
    }


@pytest.mark.parametrize(
    ("day", "quarter", "year"),
    [
        (date(2026, 1, 1), "2025-Q4", "year-2024"),
        (date(2026, 3, 31), "2025-Q4", "year-2024"),
        (date(2026, 4, 1), "2026-Q1", "year-2025"),
        (date(2026, 12, 31), "2026-Q3", "year-2025"),
    ],
)
def test_what_is_not_over_is_not_offered(day, quarter, year):
    years = [each for each in periods(day) if each.startswith("year")]
    assert (usual_period(day), years[0]) == (quarter, year)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2026-Q1", (date(2026, 1, 1), date(2026, 3, 31))),
        ("2025-Q4", (date(2025, 10, 1), date(2025, 12, 31))),
        ("year-2023", (date(2023, 4, 1), date(2024, 3, 31))),
    ],
)
def test_a_period_has_its_days(period, days):
    assert days_of(period) == days


def test_every_period_that_is_offered_has_its_days():
    assert all(first < last < TODAY for first, last in map(days_of, periods(TODAY)))


@pytest.mark.parametrize("period", ["", "2026-Q5", "year-1999", "all", "2026-03"])
def test_another_period_is_not_found(period):
    with pytest.raises(NotFound):
        days_of(period)
