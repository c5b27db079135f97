"""What the ratings of the same people say beside their words, where a month stands out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.collection.links.audiences import AUDIENCES
from app.collection.publishing.queries import all_published
from app.documents.charts.words import shown
from app.results.feedback.cuts import FeedbackCut, month_name
from app.results.indicators.cuts import Cut as MeasuredCut
from app.results.indicators.monthly import MonthlySeries
from app.results.indicators.operations import monthly_of
from app.statistics.spc import Chart, Meaning
from app.surveys.parts import Edition

MOST_TOLD: Final = 3
"""So many ratings that fell, and so many that rose, are named; the charts have the rest."""


@dataclass(frozen=True)
class Latest:
    """The last month that is released of one rating, in its chart."""

    series: MonthlySeries
    chart: Chart
    position: int

    @property
    def month(self) -> str:
        """The month, for example `2026-03`."""
        return self.series.months[self.position].month

    @property
    def meaning(self) -> Meaning:
        """How it reads beside the months before it."""
        return self.chart.points[self.position].meaning


def ratings_in_words(cut: FeedbackCut, today: date) -> tuple[str, ...]:
    """Sentences on the ratings whose last month in a cut is unlike the months before it.

    The months before the cut count for what is usual. What somebody else answered for a person is
    left out. One sentence says so where no rating stands out, none where nothing is rated.
    """
    first, last = cut.months(today)
    found = [each for each in _latest(_rated(cut, last)) if each.month >= first]
    if not found:
        return ()
    released = [
        _sentence(each)
        for meaning in (Meaning.CONCERN, Meaning.IMPROVEMENT)
        for each in [each for each in found if each.meaning is meaning][:MOST_TOLD]
    ]
    return tuple(released) or (
        "In their ratings no question stands out in the last month released.",
    )


def _rated(cut: FeedbackCut, last: str) -> Iterator[MonthlySeries]:
    measures = {
        question.measure
        for survey in all_published().values()
        for question in survey.counted
        if question.measure
    }
    services = frozenset([cut.service_id] if cut.service_id else [])
    measured = MeasuredCut(services=services, last=last)
    for each in monthly_of(measured, sorted(measures), audiences=cut.audiences):
        if not each.by_proxy:
            yield each


def _latest(found: Iterable[MonthlySeries]) -> Iterator[Latest]:
    for each in found:
        if each.chart is not None:
            points = enumerate(each.chart.points)
            known = [place for place, point in points if point.value is not None]
            if known:
                yield Latest(each, each.chart, known[-1])


def _sentence(latest: Latest) -> str:
    series = latest.series
    easy = ", Easy Read" if series.edition is Edition.EASY_READ else ""
    value = series.months[latest.position].good
    return (
        f"Rated: “{series.about}” ({AUDIENCES[series.audience]}{easy}): {value} good answers in "
        f"{month_name(latest.month)}. {shown(latest.chart, latest.position)}."
    )
