"""A measure over time: the line, what is usual, and what is not.

A gap stays open, the lines break at a rebase, and what lies beyond the least or most that a measure
can be is left out of the drawing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

from app.documents.charts.scales import PERCENT, Measure, Scale, ticks
from app.documents.charts.words import MEANINGS, Period, shown
from app.statistics.signals import Limits
from app.statistics.spc import Chart, Meaning, Stage

LEFT: Final = 13
RIGHT: Final = 76
TOP: Final = 9
BOTTOM: Final = 89
LABEL_GAP: Final = 6
END: Final = 0.45
MOST_LABELS: Final = 8
MOST_ON_NARROW: Final = 4
ONE_IN: Final = 3


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; `kind` is run, mean, limit, near, grid or note."""

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One point, and what a pointer resting on it is told."""

    x: float
    y: float
    meaning: Meaning
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; those that are not `is_main` have no room on a narrow screen."""

    x: float
    y: float
    text: str
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """All that is drawn: lines first, then marks.

    `notes` stand below, by the numbers that stand in `note_numbers`; `remarks` say how far
    the limits can be relied on.
    """

    lines: tuple[Stroke, ...]
    marks: tuple[Mark, ...]
    values: tuple[Label, ...]
    periods: tuple[Label, ...]
    levels: tuple[Label, ...]
    note_numbers: tuple[Label, ...]
    notes: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def key(self) -> tuple[tuple[Meaning, str], ...]:
        """The kinds of mark that occur, and what they are called."""
        found = {mark.meaning for mark in self.marks}
        return tuple((meaning, name) for meaning, name in MEANINGS.items() if meaning in found)


@dataclass(frozen=True, slots=True)
class _Frame:
    chart: Chart
    x: Scale
    y: Scale

    def line(self, kind: str, start: float, low: float, end: float, high: float) -> Stroke:
        """From one position and value to another."""
        return Stroke(kind, self.x.at(start), self.y.at(low), self.x.at(end), self.y.at(high))


def line_drawing(
    chart: Chart,
    periods: Sequence[Period],
    *,
    measure: Measure = PERCENT,
    notes: Mapping[int, str] | None = None,
) -> LineDrawing:
    """The chart as a drawing.

    Args:
        chart: the points, in the unit of the measure.
        periods: what each point is of.
        measure: what the values are of.
        notes: what happened, by the position of the period that it happened in.

    Raises:
        ValueError: when there is not one period for each point.
    """
    numbers = ticks(_drawn_values(chart), measure)
    frame = _Frame(
        chart,
        x=Scale(-0.5, len(chart.points) - 0.5, LEFT, RIGHT),
        y=Scale(numbers[0], numbers[-1], BOTTOM, TOP),
    )
    text = dict(sorted((notes or {}).items()))
    return LineDrawing(
        lines=(
            *(Stroke("grid", LEFT, frame.y.at(each), RIGHT, frame.y.at(each)) for each in numbers),
            *(Stroke("note", frame.x.at(each), TOP, frame.x.at(each), BOTTOM) for each in text),
            *(line for stage in chart.stages for line in _stage_lines(frame, stage)),
        ),
        marks=tuple(_marks(frame, periods, measure)),
        values=tuple(Label(LEFT - 2, frame.y.at(each), measure.in_words(each)) for each in numbers),
        periods=tuple(_period_labels(frame, periods)),
        levels=tuple(_level_labels(frame, measure)),
        note_numbers=tuple(
            Label(frame.x.at(position), TOP, str(number))
            for number, position in enumerate(text, start=1)
        ),
        notes=tuple(f"{periods[position].label}: {text}" for position, text in text.items()),
        remarks=tuple(_remarks(chart)),
    )


def _drawn_values(chart: Chart) -> Iterator[float]:
    yield from (point.value for point in chart.points if point.value is not None)
    for stage in chart.stages:
        if stage.limits:
            yield from (stage.limits.lower, stage.limits.upper)


def _stage_lines(frame: _Frame, stage: Stage) -> Iterator[Stroke]:
    start, end = stage.start - END, stage.end - 1 + END
    for kind, value in _levels(stage.limits):
        if frame.y.holds(value):
            yield frame.line(kind, start, value, end, value)
    for before, after in pairwise(range(stage.start, stage.end)):
        low, high = frame.chart.points[before].value, frame.chart.points[after].value
        if low is not None and high is not None:
            yield frame.line("run", before, low, after, high)


def _levels(limits: Limits | None) -> tuple[tuple[str, float], ...]:
    if limits is None:
        return ()
    return (
        ("limit", limits.upper),
        ("near", limits.near_upper),
        ("mean", limits.mean),
        ("near", limits.near_lower),
        ("limit", limits.lower),
    )


def _marks(frame: _Frame, periods: Sequence[Period], measure: Measure) -> Iterator[Mark]:
    points = enumerate(zip(frame.chart.points, periods, strict=True))
    for position, (point, period) in points:
        if point.value is not None:
            text = (
                f"{period.label}: {measure.in_words(point.value)}. {shown(frame.chart, position)}"
            )
            yield Mark(frame.x.at(position), frame.y.at(point.value), point.meaning, text)


def _period_labels(frame: _Frame, periods: Sequence[Period]) -> Iterator[Label]:
    """As many as there is room for, the latest always among them."""
    last, step = len(periods) - 1, ceil(len(periods) / MOST_LABELS)
    main = step if len(periods) <= MOST_ON_NARROW else step * ONE_IN
    for position in reversed(range(last, -1, -step)):
        is_main = (last - position) % main == 0
        yield Label(frame.x.at(position), 100, periods[position].label, is_main)


def _level_labels(frame: _Frame, measure: Measure) -> Iterator[Label]:
    """What is usual now, each beside its line, or as near to it as words have room."""
    limits = frame.chart.limits
    if limits is None:
        return
    middle = frame.y.at(limits.mean)
    yield Label(RIGHT + 1, middle, f"Mean {measure.in_words(limits.mean)}")
    if frame.y.holds(limits.upper):
        y = min(frame.y.at(limits.upper), middle - LABEL_GAP)
        yield Label(RIGHT + 1, y, f"Upper {measure.in_words(limits.upper)}")
    if frame.y.holds(limits.lower):
        y = max(frame.y.at(limits.lower), middle + LABEL_GAP)
        yield Label(RIGHT + 1, y, f"Lower {measure.in_words(limits.lower)}")


def _remarks(chart: Chart) -> Iterator[str]:
    if chart.limits is None:
        yield "Too few points for limits: only the line is drawn."
    elif chart.is_trial:
        yield f"Trial limits: they rest on {chart.limits.points} points, and 12 or more are wanted."
