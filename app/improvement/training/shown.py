"""What may be told of a programme: its numbers of answers, and the counts that were let through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.collection.matched.time_points import TimePoint
from app.improvement.training.models import ShownFigures

Counts = dict[str, Any]
LATE: Final = (TimePoint.AFTER, TimePoint.LATER)
NUMBERS: Final = "numbers"
PAIRS, APART, EVERYBODY, THEN = "pairs", "apart", "everybody", "then"


@dataclass(frozen=True)
class Numbers:
    """How many answers there are: volume, which tells nothing of what was said.

    `answers` by moment, `linked` by late moment. `repeated` and `foreign`: whether some cards
    came twice at one moment, or are none of this programme's.
    """

    answers: Mapping[TimePoint, int]
    linked: Mapping[TimePoint, int]
    repeated: bool
    foreign: bool
    changed: tuple[str, ...]
    versions: tuple[int, ...]

    @property
    def document(self) -> Counts:
        """The same as it is kept when the programme is closed."""
        return {
            "answers": {each.value: number for each, number in self.answers.items()},
            "linked": {each.value: number for each, number in self.linked.items()},
            "repeated": self.repeated,
            "foreign": self.foreign,
            "changed": list(self.changed),
            "versions": list(self.versions),
        }


def numbers_from(document: Counts) -> Numbers:
    """The numbers that were kept."""
    return Numbers(
        answers={TimePoint(each): number for each, number in document["answers"].items()},
        linked={TimePoint(each): number for each, number in document["linked"].items()},
        repeated=document["repeated"],
        foreign=document["foreign"],
        changed=tuple(document["changed"]),
        versions=tuple(document["versions"]),
    )


@dataclass(frozen=True)
class Shown:
    """What may be told of a programme now: numbers, and the counts of each comparison by name."""

    numbers: Numbers
    figures: Mapping[str, ShownFigures]
