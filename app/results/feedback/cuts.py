"""Which figures can be asked for: a fixed set of cuts, so that none is played against another."""

import re
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.collection.links.audiences import AUDIENCES
from app.collection.responses.reporting_groups import AUDITORS
from app.kernel.errors import NotFound
from app.results.indicators.months import FIRST_MONTH, LAST_MONTH, month_before

CLOSE: Final = "close"
"""People supported, and their families and friends: whose care it is. The view that comes first."""

VIEWS: Final = {CLOSE: frozenset({"people", "families"})} | {
    code: frozenset({code}) for code in AUDIENCES if code != AUDITORS
}
VIEW_NAMES: Final = {CLOSE: "People we support, families and friends"} | {
    code: name for code, name in AUDIENCES.items() if code != AUDITORS
}
"""Whose views are shown together, and what that is called. What auditors note of records is
nobody's feeling: it stands with the rounds of audits."""

YEAR: Final = 12
ALL_TIME: Final = "all"
LAST_YEAR: Final = "year"
QUARTER: Final = re.compile(r"(?P<year>20\d\d)-Q(?P<quarter>[1-4])")


@dataclass(frozen=True)
class FeedbackCut:
    """People of one service or of all, of one view, over a period.

    `audience` is a code of `VIEWS`; None is everybody, and cannot be asked for.
    `period` is `all`, `year` (the last twelve whole months) or a quarter such as `2026-Q3`.
    """

    service_id: uuid.UUID | None = None
    audience: str | None = CLOSE
    period: str = ALL_TIME

    @property
    def is_quarter_of_service(self) -> bool:
        """Whether it is of one service and one quarter, of which a paragraph is written."""
        return self.service_id is not None and QUARTER.fullmatch(self.period) is not None

    @property
    def audiences(self) -> frozenset[str]:
        """The audiences whose views it is of; none stands for all."""
        return VIEWS[self.audience] if self.audience else frozenset()

    def months(self, today: date) -> tuple[str, str]:
        """The first and the last month, both included.

        Raises:
            NotFound: when there is no such period.
        """
        if self.period == ALL_TIME:
            return FIRST_MONTH, LAST_MONTH
        if self.period == LAST_YEAR:
            last = month_before(f"{today:%Y-%m}")
            return month_before(last, YEAR - 1), last
        found = QUARTER.fullmatch(self.period)
        if not found:
            raise NotFound("There is no such period.")
        first = (int(found["quarter"]) - 1) * 3 + 1
        return f"{found['year']}-{first:02d}", f"{found['year']}-{first + 2:02d}"


def periods(months: list[str], today: date) -> dict[str, str]:
    """The periods that can be chosen, newest first, and what they are called."""
    quarters = {_quarter(month): None for month in sorted(months, reverse=True)}
    this = _quarter(f"{today:%Y-%m}")
    return {each: period_name(each) for each in (ALL_TIME, LAST_YEAR)} | {
        each: f"{period_name(each)}{' (not over yet)' if each == this else ''}" for each in quarters
    }


def period_name(period: str) -> str:
    """What a period is called."""
    named = {ALL_TIME: "All months", LAST_YEAR: "The last twelve whole months"}
    return named.get(period) or _called(period)


def month_name(month: str) -> str:
    """What a month such as `2026-03` is called."""
    return f"{date.fromisoformat(f'{month}-01'):%b %Y}"


def checked(service_id: uuid.UUID | None, audience: str | None, period: str) -> FeedbackCut:
    """A cut that was asked for.

    Raises:
        NotFound: when there is no such audience or period.
    """
    if audience and audience not in VIEWS:
        raise NotFound("There is no such audience.")
    cut = FeedbackCut(service_id, audience or CLOSE, period or ALL_TIME)
    cut.months(date(2000, 1, 1))
    return cut


def _quarter(month: str) -> str:
    year, place = month.split("-")
    return f"{year}-Q{(int(place) + 2) // 3}"


def _called(quarter: str) -> str:
    names = ("January to March", "April to June", "July to September", "October to December")
    return f"{names[int(quarter[-1]) - 1]} {quarter[:4]}"
