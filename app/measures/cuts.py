"""Which people a figure is of: services, an audience, a survey, and whole months."""

import hashlib
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.kernel.errors import NotFound
from app.links.operations import AUDIENCES
from app.measures.months import FIRST_MONTH, LAST_MONTH, whole_months
from app.statistics.disclosure import Cells


@dataclass(frozen=True)
class Cut:
    """People of some services or of all, from the first month to the last, both included.

    `services` is empty for all; `audience` is under whom answers are filed, None for everybody,
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


class Place(NamedTuple):
    """The smallest part that cuts of a series are made of."""

    filed_under: str
    service: str
    month: str


class Shape(NamedTuple):
    """What a cut covers within one series. `services` and `filed_under` are empty for all."""

    services: tuple[str, ...]
    filed_under: str
    first: str
    last: str

    @property
    def key(self) -> str:
        """A name for the shape, of one length however many services it has."""
        told = "|".join([*self.services, self.filed_under, self.first, self.last])
        return hashlib.sha256(told.encode()).hexdigest()

    def cells(self, places: Iterable[Place]) -> Cells:
        """The places that it covers."""
        return frozenset(place for place in places if self.holds(place))

    def holds(self, place: Place) -> bool:
        """Whether it covers a place."""
        return (
            self.first <= place.month <= self.last
            and self.filed_under in ("", place.filed_under)
            and (not self.services or place.service in self.services)
        )


def shape_of(cut: Cut, filed_under: str) -> Shape:
    """What a cut covers of the answers that are filed so."""
    return Shape(names_of(cut.services), filed_under, cut.first, cut.last)


def names_of(services: Collection[uuid.UUID]) -> tuple[str, ...]:
    """Services as shapes name them, in one order."""
    return tuple(sorted(str(each) for each in services))


EVERYTHING = Shape((), "", FIRST_MONTH, LAST_MONTH)
"""All of a series, which the results of a survey show first, and which is therefore never hidden
because of another cut; others are."""
