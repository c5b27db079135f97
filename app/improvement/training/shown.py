"""What may be released of a programme: numbers of answers, and the counts let through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.collection.matched.time_points import TimePoint
from app.improvement.training.models import ShownFigures

Counts = dict[str, Any]
LATE: Final = (TimePoint.AFTER, TimePoint.LATER)
NUMBERS: Final = "numbers"
PAIRS, UNMATCHED, EVERYBODY, THEN = "pairs", "apart", "everybody", "then"


@dataclass(frozen=True)
class Numbers:
    """How many answers there are: volume, which shows nothing of what was said.

    `answers` by time point, `linked` by late time point. `repeated` and `unknown_cards`: whether
    some cards were used twice at one time point, or are none of this programme's.
    """

    answers: Mapping[TimePoint, int]
    linked: Mapping[TimePoint, int]
    repeated: bool
    unknown_cards: bool
    changed: tuple[str, ...]
    versions: tuple[int, ...]

    @property
    def document(self) -> Counts:
        """The same as it is stored when the programme is closed."""
        return {
            "answers": {each.value: number for each, number in self.answers.items()},
            "linked": {each.value: number for each, number in self.linked.items()},
            "repeated": self.repeated,
            "foreign": self.unknown_cards,
            "changed": list(self.changed),
            "versions": list(self.versions),
        }


def numbers_from(document: Counts) -> Numbers:
    """The numbers that were kept."""
    return Numbers(
        answers={TimePoint(each): number for each, number in document["answers"].items()},
        linked={TimePoint(each): number for each, number in document["linked"].items()},
        repeated=document["repeated"],
        unknown_cards=document["foreign"],
        changed=tuple(document["changed"]),
        versions=tuple(document["versions"]),
    )


@dataclass(frozen=True)
class Shown:
    """What may be released of a programme: numbers, and counts of each comparison by name."""

    numbers: Numbers
    figures: Mapping[str, ShownFigures]
