"""The periods that councils ask returns of: quarters that are over, and financial years."""

import re
from datetime import date, timedelta
from typing import Final

from app.kernel.errors import NotFound
from app.results.feedback.cuts import FeedbackCut, period_name
from app.results.indicators.months import days_of as days_of_months

QUARTERS: Final = 8
YEARS: Final = 2
APRIL: Final = 4
MONTHS: Final = 3
YEAR: Final = re.compile(r"year-(20\d\d)")


def periods(day: date) -> dict[str, str]:
    """The last two years of quarters that are over, then financial years, each newest first."""
    quarters = {each: period_name(each) for each in _quarters_before(day)}
    latest = day.year - 1 if day.month >= APRIL else day.year - 2
    years = {
        f"year-{year}": f"April {year} to March {year + 1}, a financial year"
        for year in range(latest, latest - YEARS, -1)
    }
    return quarters | years


def usual_period(day: date) -> str:
    """The quarter that ended last."""
    return _quarters_before(day)[0]


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of a period.

    Raises:
        NotFound: when there is no such period.
    """
    year = YEAR.fullmatch(period)
    if year:
        return date(int(year[1]), APRIL, 1), date(int(year[1]) + 1, APRIL, 1) - timedelta(days=1)
    if "-Q" not in period:
        raise NotFound("There is no such period.")
    return days_of_months(*FeedbackCut(period=period).months(date.min))


def _quarters_before(day: date) -> list[str]:
    count = day.year * 4 + (day.month - 1) // MONTHS
    return [f"{each // 4}-Q{each % 4 + 1}" for each in range(count - 1, count - 1 - QUARTERS, -1)]
