"""Sorting what came in by a round's link: what counts, what is missing, and what does not count.

Of an answer only the week is known, so that nobody can say which of two came later. Where one seat
answered for one record twice in different words, neither counts until a person says which does.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from app.collection.responses.queries import ResponseRow
from app.collection.responses.reporting_groups import RECORD, SEAT
from app.improvement.audits.drawing import Drawn
from app.improvement.audits.tools import FIRST, SECOND

NOTHING_DRAWN: Final = Drawn((), ())


class Place(NamedTuple):
    """A record, by its number, and the seat of the auditor who looked at it."""

    number: int
    seat: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers about one record by one auditor."""

    response_id: uuid.UUID
    version: int
    week: str
    place: Place
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Twice:
    """Different answers of one seat about one record, of which a person is to choose one."""

    place: Place
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class Came:
    """What came of a round.

    `counted` is what figures rest on. `not_drawn` are numbers that were answered for and not drawn;
    `not_doubled` numbers that a second auditor answered for, though they were not drawn for that;
    `without_number` counts answers that name no record.
    """

    drawn: Drawn = NOTHING_DRAWN
    counted: Mapping[Place, Answered] = field(default_factory=dict)
    twice: tuple[Twice, ...] = ()
    not_drawn: tuple[int, ...] = ()
    not_doubled: tuple[int, ...] = ()
    without_number: int = 0

    @property
    def first(self) -> tuple[Answered, ...]:
        """The first auditor's answers, by number: what the results are."""
        return self._of(FIRST)

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers that were drawn and whose first audit has not come or does not count yet."""
        return tuple(each for each in self.drawn.numbers if Place(each, FIRST) not in self.counted)

    @property
    def missing_second(self) -> tuple[int, ...]:
        """Numbers drawn to be audited twice whose second audit has not come or does not count."""
        return tuple(each for each in self.drawn.doubles if Place(each, SECOND) not in self.counted)

    @property
    def pairs(self) -> tuple[tuple[Answered, Answered], ...]:
        """What both auditors answered about each record audited twice, of one version of a tool."""
        both = (
            (self.counted.get(Place(number, FIRST)), self.counted.get(Place(number, SECOND)))
            for number in self.drawn.doubles
        )
        return tuple(
            (one, other) for one, other in both if one and other and one.version == other.version
        )

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions of the tool that the first auditor answered."""
        return tuple(sorted({each.version for each in self.first}))

    @property
    def is_clean(self) -> bool:
        """Whether nothing came that does not count."""
        return not (self.twice or self.not_drawn or self.not_doubled or self.without_number)

    def _of(self, seat: str) -> tuple[Answered, ...]:
        return tuple(self.counted[place] for place in sorted(self.counted) if place.seat == seat)


def sorted_out(
    given: Iterable[ResponseRow], drawn: Drawn, settled: Mapping[Place, uuid.UUID] | None = None
) -> Came:
    """What came of a round, given its sample and which answers people settled on."""
    numbered = [_answered(each) for each in given]
    by_place: defaultdict[Place, list[Answered]] = defaultdict(list)
    for answer in numbered:
        if answer is not None:
            by_place[answer.place].append(answer)
    fitting = {place: found for place, found in by_place.items() if _is_drawn(place, drawn)}
    chosen = {place: _chosen(found, (settled or {}).get(place)) for place, found in fitting.items()}
    return Came(
        drawn=drawn,
        counted={place: answer for place, answer in chosen.items() if answer is not None},
        twice=tuple(_twice(fitting, chosen)),
        not_drawn=_numbers(place for place in by_place if place.number not in drawn.numbers),
        not_doubled=_numbers(
            place
            for place in by_place
            if place.number in drawn.numbers and not _is_drawn(place, drawn)
        ),
        without_number=sum(answer is None for answer in numbered),
    )


def _answered(given: ResponseRow) -> Answered | None:
    """Whoever does not say which auditor they are is read as the first."""
    number = given.answers.get(RECORD)
    if not isinstance(number, int):
        return None
    seat = SECOND if given.answers.get(SEAT) == SECOND else FIRST
    return Answered(given.id, given.version, given.week, Place(number, seat), given.answers)


def _is_drawn(place: Place, drawn: Drawn) -> bool:
    return place.number in (drawn.doubles if place.seat == SECOND else drawn.numbers)


def _chosen(found: list[Answered], settled: uuid.UUID | None) -> Answered | None:
    """The one that was settled on, or the only one there is, however often it came."""
    by_id = {answer.response_id: answer for answer in found}
    if settled in by_id:
        return by_id[settled]
    first, *others = found
    is_alike = all(
        (each.version, each.answers) == (first.version, first.answers) for each in others
    )
    return first if is_alike else None


def _twice(
    found: Mapping[Place, list[Answered]], chosen: Mapping[Place, Answered | None]
) -> Iterator[Twice]:
    for place in sorted(found):
        if chosen[place] is None:
            yield Twice(place, tuple(found[place]))


def _numbers(places: Iterable[Place]) -> tuple[int, ...]:
    return tuple(sorted({place.number for place in places}))
