"""Which figures can be asked for: a fixed set of cuts, so that none is played against another."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.kernel.errors import NotFound
from app.links.operations import AUDIENCES

ANY: Final = "*"
YEAR: Final = 12
ALL_TIME: Final = "all"
LAST_YEAR: Final = "year"
QUARTER: Final = re.compile(r"(?P<year>20\d\d)-Q(?P<quarter>[1-4])")
FIRST_MONTH: Final = "0000-00"
LAST_MONTH: Final = "9999-99"


@dataclass(frozen=True)
class Cut:
    """People of one service or of all, of one audience or of all, over a period.

    `period` is `all`, `year` (the last twelve whole months) or a quarter such as `2026-Q3`.
    """

    service_id: uuid.UUID | None = None
    audience: str | None = None
    period: str = ALL_TIME

    @property
    def key(self) -> str:
        """The cut in a line, by which what was shown of it is found again."""
        return f"{self.service_id or ANY}|{self.audience or ANY}|{self.period}"

    def months(self, today: date) -> tuple[str, str]:
        """The first and the last month, both included.

        Raises:
            NotFound: when there is no such period.
        """
        if self.period == ALL_TIME:
            return FIRST_MONTH, LAST_MONTH
        if self.period == LAST_YEAR:
            last = _before(f"{today:%Y-%m}", 1)
            return _before(last, YEAR - 1), last
        found = QUARTER.fullmatch(self.period)
        if not found:
            raise NotFound("There is no such period.")
        first = (int(found["quarter"]) - 1) * 3 + 1
        return f"{found['year']}-{first:02d}", f"{found['year']}-{first + 2:02d}"


def cut_of(key: str) -> Cut:
    """The cut that a key stands for."""
    service_id, audience, period = key.split("|")
    return Cut(
        None if service_id == ANY else uuid.UUID(service_id),
        None if audience == ANY else audience,
        period,
    )


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


def checked(service_id: uuid.UUID | None, audience: str | None, period: str) -> Cut:
    """A cut that was asked for.

    Raises:
        NotFound: when there is no such audience or period.
    """
    cut = Cut(service_id, audience or None, period or ALL_TIME)
    cut.months(date(2000, 1, 1))
    if cut.audience is not None and cut.audience not in AUDIENCES:
        raise NotFound("There is no such audience.")
    return cut


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from the first to the last."""
    month = first
    while month <= last:
        yield month
        month = _before(month, -1)


def _before(month: str, number: int) -> str:
    year, place = map(int, month.split("-"))
    count = year * YEAR + place - 1 - number
    return f"{count // YEAR:04d}-{count % YEAR + 1:02d}"


def _quarter(month: str) -> str:
    year, place = month.split("-")
    return f"{year}-Q{(int(place) + 2) // 3}"


def _called(quarter: str) -> str:
    names = ("January to March", "April to June", "July to September", "October to December")
    return f"{names[int(quarter[-1]) - 1]} {quarter[:4]}"
