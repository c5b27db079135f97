"""The four rules by which a point of an XmR chart is flagged (see app.statistics.spc).

Four are enough: each further rule flags more that is nothing but chance.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

LIMIT: Final = 2.66
NEAR: Final = LIMIT * 2 / 3
FEWEST_FOR_LASTING_LIMITS: Final = 12
RUN: Final = 7
THREE: Final = 3
TWO: Final = 2


class Rule(StrEnum):
    """Why a point is flagged; the first that applies is the one to name."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Side(StrEnum):
    """Where a flagged point lies, or which way its trend goes."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is usual in a stage, in the unit of the values; worked out from `points` points."""

    mean: float
    moving_range: float
    points: int

    @property
    def lower(self) -> float:
        """Below it a point is outside."""
        return self.mean - LIMIT * self.moving_range

    @property
    def upper(self) -> float:
        """Above it a point is outside."""
        return self.mean + LIMIT * self.moving_range

    @property
    def near_lower(self) -> float:
        """Two thirds of the way down to the lower limit."""
        return self.mean - NEAR * self.moving_range

    @property
    def near_upper(self) -> float:
        """Two thirds of the way up to the upper limit."""
        return self.mean + NEAR * self.moving_range

    @property
    def is_trial(self) -> bool:
        """Whether they rest on so few points that they will still move."""
        return self.points < FEWEST_FOR_LASTING_LIMITS


Stretch = Sequence[tuple[int, float]]
Flagged = Iterator[tuple[int, Side]]


def signals(
    values: Sequence[float | None], start: int, end: int, limits: Limits
) -> dict[Rule, dict[int, Side]]:
    """What each rule flags of the positions `start` to `end` (not included), in their precedence.

    A point that two runs of one rule share keeps the side of the earlier run, so that what comes
    later does not turn how it reads.
    """
    found: dict[Rule, dict[int, Side]] = {rule: {} for rule in Rule}
    for stretch in _stretches(values, start, end):
        for rule, find in RULES.items():
            for position, side in find(stretch, limits):
                found[rule].setdefault(position, side)
    return found


def _stretches(values: Sequence[float | None], start: int, end: int) -> list[Stretch]:
    """The points, parted where there are gaps."""
    stretches: list[list[tuple[int, float]]] = [[]]
    for position in range(start, end):
        value = values[position]
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append((position, value))
    return list(stretches)


def _windows(stretch: Stretch, length: int) -> Iterator[Stretch]:
    return (stretch[start : start + length] for start in range(len(stretch) - length + 1))


def _outside(stretch: Stretch, limits: Limits) -> Flagged:
    for position, value in stretch:
        if value > limits.upper:
            yield position, Side.HIGH
        elif value < limits.lower:
            yield position, Side.LOW


def _trend(stretch: Stretch, limits: Limits) -> Flagged:
    """Seven points, each higher, or each lower, than the one before."""
    for window in _windows(stretch, RUN):
        if all(before[1] < after[1] for before, after in pairwise(window)):
            yield from _all_of(window, Side.HIGH)
        elif all(before[1] > after[1] for before, after in pairwise(window)):
            yield from _all_of(window, Side.LOW)


def _two_of_three(stretch: Stretch, limits: Limits) -> Flagged:
    """Only the points near a limit, where all three lie on its side of the mean."""
    for window in _windows(stretch, THREE):
        side = _side_of(window, limits)
        near = [point for point in window if _is_near(point[1], limits)]
        if side and len(near) >= TWO:
            yield from _all_of(near, side)


def _shift(stretch: Stretch, limits: Limits) -> Flagged:
    """Seven points strictly on one side of the mean."""
    for window in _windows(stretch, RUN):
        side = _side_of(window, limits)
        if side:
            yield from _all_of(window, side)


def _side_of(window: Stretch, limits: Limits) -> Side | None:
    """The side of the mean that all lie on; a point on the mean lies on none."""
    if all(value > limits.mean for _, value in window):
        return Side.HIGH
    if all(value < limits.mean for _, value in window):
        return Side.LOW
    return None


def _is_near(value: float, limits: Limits) -> bool:
    return limits.near_upper < value <= limits.upper or limits.lower <= value < limits.near_lower


def _all_of(points: Stretch, side: Side) -> Flagged:
    return ((position, side) for position, _ in points)


RULES: Final[dict[Rule, Callable[[Stretch, Limits], Flagged]]] = {
    Rule.OUTSIDE: _outside,
    Rule.TREND: _trend,
    Rule.TWO_OF_THREE: _two_of_three,
    Rule.SHIFT: _shift,
}
