"""Rounds of a tool at a service over time: is this round unlike the others?

A version of a tool begins a stage of its own, since its answers are not those of another version. A
round of fewer than 10 answers is a gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.documents.charts.lines import LineDrawing, line_drawing
from app.documents.charts.words import Period, PeriodRow, reading, rows
from app.improvement.audits.queries import RoundLine
from app.improvement.audits.results import Result, YesShare
from app.statistics.spc import FEWEST_FOR_LIMITS, Direction, xmr

FEWEST_ANSWERS: Final = 10


@dataclass(frozen=True)
class Timeline:
    """The share of yes from round to round, drawn, as a table and in words."""

    drawing: LineDrawing
    rows: tuple[PeriodRow, ...]
    reading: str
    points: int

    @property
    def has_limits(self) -> bool:
        """Whether there are rounds enough to say what is usual."""
        return self.points >= FEWEST_FOR_LIMITS


def timeline(lines: Sequence[RoundLine], criterion: str | None = None) -> Timeline | None:
    """The rounds in their order, or None where no round has answers enough.

    Args:
        lines: rounds of one tool at one service.
        criterion: the share of yes of one criterion; of all together when None.
    """
    points = list(_with_results(sorted(lines, key=lambda line: line.round.opens_on)))
    shares = [_share(result, criterion) for _, result in points]
    values = [_value(share) for share in shares]
    changes = [
        place
        for place, ((_, before), (_, after)) in enumerate(pairwise(points), start=1)
        if before.tool.survey.version != after.tool.survey.version
    ]
    chart = xmr(values, direction=Direction.HIGHER_IS_BETTER, rebased=changes)
    if chart is None:
        return None
    periods = [
        Period(line.round.name, share.base, f"Fewer than {FEWEST_ANSWERS} answers")
        for (line, _), share in zip(points, shares, strict=True)
    ]
    # The names of rounds are too long to stand beside each other below a chart.
    months = [Period(f"{line.round.opens_on:%b %Y}") for line, _ in points]
    notes = {place: f"version {points[place][1].tool.survey.version} begins" for place in changes}
    return Timeline(
        drawing=line_drawing(chart, months, notes=notes),
        rows=rows(chart, periods),
        reading=reading(chart, periods),
        points=sum(value is not None for value in values),
    )


def _with_results(lines: Sequence[RoundLine]) -> Iterator[tuple[RoundLine, Result]]:
    """Each round with its results; a round that straddles two versions is shown twice."""
    for line in lines:
        for result in reversed(line.results):
            yield line, result


def _share(result: Result, criterion: str | None) -> YesShare:
    if criterion is None:
        return result.share
    found = (each.share for each in result.criteria if each.criterion.id == criterion)
    return next(found, YesShare(0, 0))


def _value(share: YesShare) -> float | None:
    return share.percent if share.base >= FEWEST_ANSWERS else None
