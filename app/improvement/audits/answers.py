"""Sorting the answers received by a round's link: what counts, what is missing, and what does not
count.

Of an answer only the week is known, so that nobody can say which of two was later. Where one
auditor answered for one record twice in different words, neither counts until a person says which
does.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from app.collection.responses.queries import ResponseRow
from app.collection.responses.reporting_groups import AUDITOR_ROLE, RECORD
from app.improvement.audits.drawing import Drawn
from app.improvement.audits.tools import FIRST, SECOND

NOTHING_DRAWN: Final = Drawn((), ())


class RecordPart(NamedTuple):
    """A record, by its number, and the role of the auditor who looked at it."""

    number: int
    role: str


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """The answers about one record by one auditor."""

    response_id: uuid.UUID
    version: int
    week: str
    place: RecordPart
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Twice:
    """Different answers of one auditor about one record, of which a person is to choose one."""

    place: RecordPart
    answers: tuple[RecordAnswer, ...]


@dataclass(frozen=True)
class RoundAnswers:
    """The answers of a round.

    `counted` is what figures rest on. `not_drawn` are numbers that were answered for and not drawn;
    `not_doubled` numbers that a second auditor answered for, though they were not drawn for that;
    `without_number` counts answers that name no record.
    """

    drawn: Drawn = NOTHING_DRAWN
    counted: Mapping[RecordPart, RecordAnswer] = field(default_factory=dict)
    twice: tuple[Twice, ...] = ()
    not_drawn: tuple[int, ...] = ()
    not_doubled: tuple[int, ...] = ()
    without_number: int = 0

    @property
    def first(self) -> tuple[RecordAnswer, ...]:
        """The first auditor's answers, by number: what the results are."""
        return self._of(FIRST)

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers that were drawn and whose first audit has not come or does not count yet."""
        return tuple(
            each for each in self.drawn.numbers if RecordPart(each, FIRST) not in self.counted
        )

    @property
    def missing_second(self) -> tuple[int, ...]:
        """Numbers drawn to be audited twice whose second audit has not come or does not count."""
        return tuple(
            each for each in self.drawn.doubles if RecordPart(each, SECOND) not in self.counted
        )

    @property
    def pairs(self) -> tuple[tuple[RecordAnswer, RecordAnswer], ...]:
        """What both auditors answered about each record audited twice, of one version of a tool."""
        both = (
            (
                self.counted.get(RecordPart(number, FIRST)),
                self.counted.get(RecordPart(number, SECOND)),
            )
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
        """Whether every answer counts."""
        return not (self.twice or self.not_drawn or self.not_doubled or self.without_number)

    def _of(self, role: str) -> tuple[RecordAnswer, ...]:
        return tuple(self.counted[place] for place in sorted(self.counted) if place.role == role)


def sorted_out(
    responses: Iterable[ResponseRow],
    drawn: Drawn,
    reconciled: Mapping[RecordPart, uuid.UUID] | None = None,
) -> RoundAnswers:
    """The answers of a round, given its sample and which answers people resolved on."""
    numbered = [_answered(each) for each in responses]
    by_place: defaultdict[RecordPart, list[RecordAnswer]] = defaultdict(list)
    for answer in numbered:
        if answer is not None:
            by_place[answer.place].append(answer)
    fitting = {place: found for place, found in by_place.items() if _is_drawn(place, drawn)}
    chosen = {
        place: _chosen(found, (reconciled or {}).get(place)) for place, found in fitting.items()
    }
    return RoundAnswers(
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


def _answered(responses: ResponseRow) -> RecordAnswer | None:
    """Whoever does not say which auditor they are is read as the first."""
    number = responses.answers.get(RECORD)
    if not isinstance(number, int):
        return None
    role = SECOND if responses.answers.get(AUDITOR_ROLE) == SECOND else FIRST
    return RecordAnswer(
        responses.id, responses.version, responses.week, RecordPart(number, role), responses.answers
    )


def _is_drawn(place: RecordPart, drawn: Drawn) -> bool:
    return place.number in (drawn.doubles if place.role == SECOND else drawn.numbers)


def _chosen(found: list[RecordAnswer], reconciled: uuid.UUID | None) -> RecordAnswer | None:
    """The one that was chosen, or the only one there is, however often it was sent."""
    by_id = {answer.response_id: answer for answer in found}
    if reconciled in by_id:
        return by_id[reconciled]
    first, *others = found
    is_alike = all(
        (each.version, each.answers) == (first.version, first.answers) for each in others
    )
    return first if is_alike else None


def _twice(
    found: Mapping[RecordPart, list[RecordAnswer]], chosen: Mapping[RecordPart, RecordAnswer | None]
) -> Iterator[Twice]:
    for place in sorted(found):
        if chosen[place] is None:
            yield Twice(place, tuple(found[place]))


def _numbers(places: Iterable[RecordPart]) -> tuple[int, ...]:
    return tuple(sorted({place.number for place in places}))
