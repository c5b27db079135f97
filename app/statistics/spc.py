"""Is this month unlike the others, or do figures only go up and down as they do?

An XmR chart as NHS England's "Making Data Count" tools draw it (mean, and limits at 2.66 average
moving ranges), with their four rules. Outliers are not screened unless asked, so that charts read
as those of the NHS do; screening is Nelson's (Journal of Quality Technology 14(3), 1982).

A gap is never filled in. What was not measured could have ended a run and could have lain anywhere,
so no moving range and no run reaches over a gap; nor over a rebase, where the process is said to
have become another one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import isfinite
from statistics import mean
from typing import Final

from app.statistics.signals import Limits, Rule, Side, signals

SCREEN: Final = 3.267
FEWEST_FOR_LIMITS: Final = 5


class Direction(StrEnum):
    """Which way a measure is meant to go."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEUTRAL = "neutral"


class Meaning(StrEnum):
    """How a point reads, given the direction of the measure."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Stage:
    """The positions `start` to `end` (not included) that have one set of limits.

    Without limits, of which there are none below 5 points, only the line itself is drawn.
    """

    start: int
    end: int
    limits: Limits | None


@dataclass(frozen=True, slots=True)
class Point:
    """A value, or None for a gap, with the rules that flag it in their precedence."""

    value: float | None
    signals: Mapping[Rule, Side]
    meaning: Meaning

    @property
    def flags(self) -> tuple[Rule, ...]:
        """Every rule that flags the point, the one to name first."""
        return tuple(self.signals)

    @property
    def flag(self) -> Rule | None:
        """The rule to name, or None."""
        return next(iter(self.signals), None)


@dataclass(frozen=True, slots=True)
class Chart:
    """One point for each value that was given, and the stages that they fall in."""

    points: tuple[Point, ...]
    stages: tuple[Stage, ...]

    @property
    def limits(self) -> Limits | None:
        """What is usual now."""
        return self.stages[-1].limits

    @property
    def is_trial(self) -> bool:
        """Whether the limits of now are trial limits."""
        return self.limits is not None and self.limits.is_trial


def xmr(
    values: Sequence[float | None],
    *,
    direction: Direction = Direction.NEUTRAL,
    baseline: int | None = None,
    rebased: Sequence[int] = (),
    screened: bool = False,
) -> Chart | None:
    """The chart of these values in their order, or None where there is no value at all.

    Args:
        values: one for each period, None where nothing is known of it.
        direction: which way the measure is meant to go.
        baseline: how many of a stage's first points make its limits; all where None.
        rebased: positions from which the limits are recalculated, in rising order.
        screened: leave moving ranges of 3.267 times their average or more out, once.

    Raises:
        ValueError: when a value is no number, or `baseline` or `rebased` make no sense.
    """
    _refuse_nonsense(values, baseline, rebased)
    if all(value is None for value in values):
        return None
    stages = tuple(
        Stage(start, end, _limits(values[start:end], baseline, screened))
        for start, end in pairwise([0, *rebased, len(values)])
    )
    points = tuple(point for stage in stages for point in _points(values, stage, direction))
    return Chart(points, stages)


def _refuse_nonsense(
    values: Sequence[float | None], baseline: int | None, rebased: Sequence[int]
) -> None:
    if not all(value is None or isfinite(value) for value in values):
        raise ValueError("a value is a finite number, or None for a gap")
    if baseline is not None and baseline < 1:
        raise ValueError(f"limits rest on 1 point or more, not on {baseline}")
    if any(start >= end for start, end in pairwise([0, *rebased, max(1, len(values))])):
        raise ValueError(f"{list(rebased)} do not rise within {len(values)} values")


def _limits(values: Sequence[float | None], baseline: int | None, screened: bool) -> Limits | None:
    usual = values[: _length_of(baseline, values)]
    known = [value for value in usual if value is not None]
    ranges = [
        abs(after - before)
        for before, after in pairwise(usual)
        if before is not None and after is not None
    ]
    if len(known) < FEWEST_FOR_LIMITS or not ranges:
        return None
    average = mean(_screened(ranges) if screened else ranges)
    return Limits(mean=mean(known), moving_range=average, points=len(known))


def _length_of(baseline: int | None, values: Sequence[float | None]) -> int:
    """How far the first `baseline` points reach, gaps between them included."""
    positions = [position for position, value in enumerate(values) if value is not None]
    return len(values) if baseline is None else max([0, *positions[:baseline]]) + 1


def _screened(ranges: Sequence[float]) -> Sequence[float]:
    """Without the outliers; where all are alike, there are none."""
    bound = SCREEN * mean(ranges)
    return [each for each in ranges if each < bound] or ranges


def _points(values: Sequence[float | None], stage: Stage, direction: Direction) -> Iterator[Point]:
    limits = stage.limits
    found = signals(values, stage.start, stage.end, limits) if limits else {}
    for position in range(stage.start, stage.end):
        own = {rule: flagged[position] for rule, flagged in found.items() if position in flagged}
        yield Point(values[position], own, _meaning(own, direction))


def _meaning(own: Mapping[Rule, Side], direction: Direction) -> Meaning:
    if not own:
        return Meaning.COMMON
    if direction is Direction.NEUTRAL:
        return Meaning.NEUTRAL
    good = Side.HIGH if direction is Direction.HIGHER_IS_BETTER else Side.LOW
    return Meaning.IMPROVEMENT if next(iter(own.values())) is good else Meaning.CONCERN
