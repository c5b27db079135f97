"""What a chart says, in words: for its table, for a pointer, and for who does not see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.documents.charts.scales import PERCENT, Measure
from app.statistics.signals import Rule, Side
from app.statistics.spc import Chart, Meaning

NO_NUMBER: Final = "–"
MEANINGS: Final = {
    Meaning.COMMON: "As usual",
    Meaning.IMPROVEMENT: "Improvement",
    Meaning.CONCERN: "Concern",
    Meaning.NEUTRAL: "Change",
}
RULES: Final = {
    (Rule.OUTSIDE, Side.HIGH): "above the upper limit",
    (Rule.OUTSIDE, Side.LOW): "below the lower limit",
    (Rule.TREND, Side.HIGH): "in a row of 7 or more, each higher than the one before",
    (Rule.TREND, Side.LOW): "in a row of 7 or more, each lower than the one before",
    (Rule.TWO_OF_THREE, Side.HIGH): "one of two in three close to the upper limit",
    (Rule.TWO_OF_THREE, Side.LOW): "one of two in three close to the lower limit",
    (Rule.SHIFT, Side.HIGH): "in a row of 7 or more above the mean",
    (Rule.SHIFT, Side.LOW): "in a row of 7 or more below the mean",
}


@dataclass(frozen=True, slots=True)
class Period:
    """What a point is of, for example a month.

    `base` is how many people it rests on; `why_not` is said where there is no figure.
    """

    label: str
    base: int | None = None
    why_not: str = "No figure"


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period in the table that stands below a chart."""

    period: str
    base: str
    value: str
    shows: str


def rows(
    chart: Chart, periods: Sequence[Period], measure: Measure = PERCENT
) -> tuple[PeriodRow, ...]:
    """The chart as a table.

    Of a period without a figure no base is shown either, since it may be hidden for its base.

    Raises:
        ValueError: when there is not one period for each point.
    """
    pairs = enumerate(zip(chart.points, periods, strict=True))
    return tuple(
        PeriodRow(period.label, NO_NUMBER, NO_NUMBER, period.why_not)
        if point.value is None
        else PeriodRow(
            period.label,
            base=NO_NUMBER if period.base is None else str(period.base),
            value=measure.in_words(point.value),
            shows=shown(chart, position),
        )
        for position, (point, period) in pairs
    )


def shown(chart: Chart, position: int) -> str:
    """What the point at this position shows, by the first rule that flags it."""
    point = chart.points[position]
    stage = next(stage for stage in chart.stages if position < stage.end)
    if stage.limits is None:
        return "Too few points to say"
    if point.flag is None:
        return MEANINGS[point.meaning]
    return f"{MEANINGS[point.meaning]}: {RULES[point.flag, point.signals[point.flag]]}"


def reading(chart: Chart, periods: Sequence[Period], measure: Measure = PERCENT) -> str:
    """The chart in words, for who does not see it: how long, what is usual, and what is not."""
    return " ".join(_sentences(chart, periods, measure))


def _sentences(chart: Chart, periods: Sequence[Period], measure: Measure) -> Iterator[str]:
    known = [position for position, point in enumerate(chart.points) if point.value is not None]
    points = "1 point" if len(known) == 1 else f"{len(known)} points"
    yield f"{points}, {periods[0].label} to {periods[-1].label}."
    latest = measure.in_words(chart.points[known[-1]].value or 0)
    yield f"Latest, {periods[known[-1]].label}: {latest}. {shown(chart, known[-1])}."
    if chart.limits:
        mean = measure.in_words(chart.limits.mean)
        low, high = (
            measure.in_words(measure.clamped(limit))
            for limit in (chart.limits.lower, chart.limits.upper)
        )
        if (low, high) == _ends(measure):
            yield f"Mean {mean}; it goes up and down too much to say what is usual."
        else:
            yield f"Mean {mean}; usual is {low} to {high}."
    for meaning in (Meaning.IMPROVEMENT, Meaning.CONCERN, Meaning.NEUTRAL):
        count = sum(point.meaning is meaning for point in chart.points)
        if count:
            yield f"{MEANINGS[meaning]} at {count} of {points}."


def _ends(measure: Measure) -> tuple[str, ...]:
    """The least and the most that there can be: limits that reach both say nothing."""
    ends = (measure.floor, measure.ceiling)
    return tuple(measure.in_words(end) for end in ends if end is not None)
