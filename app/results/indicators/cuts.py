"""Which people a figure is of: services, an audience, a survey, and whole months."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.collection.links.audiences import AUDIENCES
from app.kernel.errors import NotFound
from app.results.indicators.months import FIRST_MONTH, LAST_MONTH, whole_months


@dataclass(frozen=True)
class Cut:
    """People of some services or of all, from the first month to the last, both included.

    `services` is empty for all; `audience` is the reporting group, None for everybody,
    each apart; `survey_id` and `version` are None for all.
    """

    services: frozenset[uuid.UUID] = frozenset()
    audience: str | None = None
    first: str = FIRST_MONTH
    last: str = LAST_MONTH
    survey_id: str | None = None
    version: int | None = None

    def __post_init__(self) -> None:
        if self.audience is not None and self.audience not in AUDIENCES:
            raise NotFound("There is no such audience.")


def cut_of_days(first: date, last: date, **more: Any) -> Cut:
    """The cut of the whole months that hold these days; `more` as in `Cut`.

    Raises:
        Refused: when the dates are the wrong way round.
        NotFound: when there is no such audience.
    """
    start, end = whole_months(first, last)
    return Cut(first=start, last=end, **more)


class Shape(NamedTuple):
    """What a cut covers within one series. `services` and `reporting_group` are empty for all."""

    services: tuple[str, ...]
    reporting_group: str
    first: str
    last: str


def shape_of(cut: Cut, reporting_group: str) -> Shape:
    """What a cut covers of the answers of a reporting group."""
    return Shape(names_of(cut.services), reporting_group, cut.first, cut.last)


def names_of(services: Collection[uuid.UUID]) -> tuple[str, ...]:
    """Services as shapes name them, in one order."""
    return tuple(sorted(str(each) for each in services))
