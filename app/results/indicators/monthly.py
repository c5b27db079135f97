"""One measure month by month, each month as it may be shown."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.disclosure import THRESHOLD, Figure, Hidden, Masked
from app.documents.charts.words import Period, reading
from app.results.indicators.gate import Cell
from app.statistics.spc import Chart, Direction, xmr
from app.surveys.parts import Edition

NO_MONTH: Final = "No month has enough answers to show."
NEW_VERSION: Final = "a new version of the survey; the figures before and after are not one series"


@dataclass(frozen=True)
class Month:
    """The share of good answers in one month of one version, or why there is none."""

    month: str
    version: int
    cell: Cell
    good: Figure | Masked | None

    @property
    def percent(self) -> int | None:
        """What is drawn; None is a gap."""
        return self.good.percent if isinstance(self.good, Figure) else None

    @property
    def why_not(self) -> str:
        """What is said where nothing is drawn."""
        if isinstance(self.good, Masked):
            return f"{self.good} gave a good answer"
        return str(self.cell if isinstance(self.cell, Hidden) else Hidden(THRESHOLD))


@dataclass(frozen=True)
class MonthlySeries:
    """The share of good answers by month: of one audience, by whom given, in one edition.

    Versions follow each other and are not joined: at a new one the limits are recalculated. `about`
    is the question, or None of a theme. A month that two versions share stands there for each.
    """

    survey_id: str
    title: str
    audience: str
    by_proxy: bool
    edition: Edition
    about: str | None
    months: tuple[Month, ...]
    chart: Chart | None
    breaks: tuple[int, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The months as a chart names them, with how many people each rests on."""
        versions = {each.version for each in self.months}
        return tuple(
            Period(
                each.month if len(versions) == 1 else f"{each.month} (version {each.version})",
                base=each.good.base if isinstance(each.good, Figure) else None,
                why_not=each.why_not,
            )
            for each in self.months
        )

    @property
    def words(self) -> str:
        """What the chart shows, for who does not see it."""
        return reading(self.chart, self.periods) if self.chart else NO_MONTH

    @property
    def notes(self) -> dict[int, str]:
        """What is to be said at a position of the chart: where a new version begins."""
        return dict.fromkeys(self.breaks, NEW_VERSION)

    @property
    def base(self) -> int:
        """All people in the months that are shown."""
        return sum(each.good.base for each in self.months if isinstance(each.good, Figure))


def charted(
    months: Sequence[Month], rebased: Collection[str] = ()
) -> tuple[Chart | None, tuple[int, ...]]:
    """The months as a chart, and the positions at which a new version begins.

    Args:
        rebased: months from which somebody decided to recalculate the limits.
    """
    breaks = tuple(_breaks(months))
    again = {position for position, each in enumerate(months) if position and each.month in rebased}
    values = [each.percent for each in months]
    if not values:
        return None, breaks
    chart = xmr(values, direction=Direction.HIGHER_IS_BETTER, rebased=sorted({*breaks, *again}))
    return chart, breaks


def _breaks(months: Sequence[Month]) -> Iterator[int]:
    for position, (before, after) in enumerate(pairwise(months), start=1):
        if before.version != after.version:
            yield position
