"""The share of people who spoke of a theme, and how it may be said: the words stand here alone.

A machine misses some of what a comment is about, and not alike in all languages. Where a reading
sample measured that, the share is an estimate with its interval; where only so much is sure, it
reads "at least"; else it says that it is what the machine found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.comments.machine.engine.themes import THEMES
from app.disclosure import Estimated, Figure, estimated
from app.statistics.prevalence import (
    FEWEST_READ,
    Accuracy,
    Readings,
    are_alike,
    is_no_overcount,
    measured,
    read_so,
)

MOST_PARTS: Final = 10
"""Languages that are measured must have all but one in so many of the people; and of one service or
period, where it is not known how many of its people were read, no more than one in so many were."""

HOW_SHARES_ARE_SAID: Final = (
    "“Estimate”: somebody read a random sample without seeing what the machine says, and the share "
    "is corrected for what it misses and wrongly finds there (adjusted count; the 95 % interval is "
    "Lang and Reiczigel's). “At least”: it is not known how many more there are. “As the machine "
    "found”: nobody has measured it here, and it may be too low or too high. Numbers of people are "
    "those found, and in no way corrected."
)


AS_FOUND: Final = " as the machine found"

IN_SHORT: Final = (
    "Estimates are corrected for what the machine misses, on a random sample that a person read; "
    "other shares are not."
)
"""The same where there is little room."""


@dataclass(frozen=True)
class ThemeShare:
    """How many of all spoke of a theme: as found, and corrected where that can be defended."""

    found: Figure
    estimate: Estimated | None = None
    is_at_least: bool = False

    def __str__(self) -> str:
        if self.estimate:
            return str(self.estimate)
        return f"at least {self.found}" if self.is_at_least else f"{self.found}{AS_FOUND}"


@dataclass(frozen=True)
class ThemeMeasured:
    """How one theme is found in a cut: `accuracy` where its share may be corrected by it.

    `languages` has how it is found in each language, where these have nearly all people.
    """

    accuracy: Accuracy | None = None
    languages: Sequence[Accuracy] = ()


NOT_MEASURED: Final = ThemeMeasured()


@dataclass(frozen=True)
class Measurements:
    """How each theme is found in a cut, and in each language by itself."""

    of_all: Mapping[str, ThemeMeasured] = field(default_factory=dict)
    of_language: Mapping[tuple[str, str], ThemeMeasured] = field(default_factory=dict)


def theme_share(theme: str, found: Figure, known: ThemeMeasured) -> ThemeShare:
    """What is said of one theme. An own theme is given by people alone, to comments they met."""
    if theme not in THEMES:
        return ThemeShare(found, is_at_least=True)
    estimate = estimated(found, known.accuracy) if known.accuracy else None
    return ThemeShare(
        found,
        estimate,
        is_at_least=bool(known.languages)
        and all(is_no_overcount(found.count, found.base, each) for each in known.languages),
    )


def measured_in(
    readings: Mapping[str, Readings], people: Mapping[str, int], everybody: int, *, is_whole: bool
) -> ThemeMeasured:
    """How one theme is found in a cut of all languages.

    Args:
        readings: what was read blind in each language, as far as it may be shown.
        people: how many are shown to have written in each language, read or not.
        everybody: how many are shown to have written in all, in whatever language.
        is_whole: the sample is of the people of the cut; else it is of one service or period, that
            may be written in other languages, and in which none or many may have been read.
    """
    if not _is_nearly_all(readings, people, everybody):
        return NOT_MEASURED
    enough = {name: each for name, each in readings.items() if each.people >= FEWEST_READ}
    may_correct = _is_nearly_all(enough, people, everybody) and (
        is_whole or (are_alike(enough.values()) and _is_mostly_unread(enough, people))
    )
    groups = [(each, people.get(name, 0)) for name, each in enough.items()]
    return ThemeMeasured(
        accuracy=measured(groups) if may_correct else None,
        languages=tuple(read_so(each) for each in readings.values()),
    )


def _is_nearly_all(some: Iterable[str], people: Mapping[str, int], everybody: int) -> bool:
    in_them = sum(people.get(each, 0) for each in some)
    return in_them > 0 and in_them * MOST_PARTS >= everybody * (MOST_PARTS - 1)


def _is_mostly_unread(readings: Mapping[str, Readings], people: Mapping[str, int]) -> bool:
    read = sum(each.people for each in readings.values())
    return read * MOST_PARTS <= sum(people.get(each, 0) for each in readings)
