"""The results of one survey: one series, for all services together or for one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.collection.responses.reporting_groups import (
    SPEAKING_AS,
    PartnerViews,
    asks_who_speaks,
    partner_views,
)
from app.collection.responses.tally import Series
from app.disclosure import Figure, Hidden, Released
from app.results.indicators.cuts import Shape
from app.results.indicators.figures import SeriesFigures, figures_of_series
from app.results.indicators.gate import Seen
from app.results.indicators.months import FIRST_MONTH, LAST_MONTH
from app.results.questions.findings import Finding, finding, words
from app.surveys.definition import Survey

Cell = Released | Hidden


@dataclass(frozen=True)
class PartFindings:
    """The findings of one part of the survey, under its heading."""

    heading: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Results:
    """Everything a results page says; what is None or empty may not be said."""

    survey: Survey
    series: Series
    service: str | None
    whole: Cell
    has_anybody: bool
    weeks: tuple[str, str] | None
    languages: tuple[str, ...]
    helped_by_staff: str | None
    partner_views: PartnerViews | Hidden | None
    quality: tuple[str, ...]
    parts: tuple[PartFindings, ...]
    has_proxy_answers: bool

    @property
    def hidden(self) -> Hidden | None:
        """The words for a page that may show nothing."""
        return self.whole if isinstance(self.whole, Hidden) else None


def results_of(
    survey: Survey,
    seen: Seen,
    series: Series,
    service: str | None,
    *,
    has_proxy_answers: bool = False,
) -> Results:
    """The results of one series. `has_anybody`: somebody answered, released or not."""
    of = figures_of_series(
        survey,
        seen,
        Shape((service,) if service else (), series.audience, FIRST_MONTH, LAST_MONTH),
        by_proxy=series.by_proxy,
    )
    return Results(
        survey=survey,
        series=series,
        service=service,
        whole=of.whole,
        has_anybody=seen.has_anybody,
        weeks=of.weeks,
        languages=tuple(f"{name}: {n}" if n is not None else name for name, n in of.languages),
        helped_by_staff=_helped_by_staff(of.helped_by_staff),
        partner_views=_partner_views(survey, seen) if of.hidden is None else None,
        quality=tuple(_quality(of)),
        parts=tuple(_parts(survey, of)),
        has_proxy_answers=has_proxy_answers,
    )


NOTED: Final = {
    "all the same": "Some gave the same answer to every rating.",
    "quick": "Some answered faster than people read.",
    "many at once": "Some were received by a link that had unusually many answers just then.",
    "hidden field filled in": "Some filled in a field that people do not see.",
}
"""What may be said of notes on answers: that there are some, never how many."""

ADVOCATE_FROM: Final = 20
"""Whole per cent of answers that own staff helped with."""


def _quality(of: SeriesFigures) -> Iterator[str]:
    """What a reader should know before trusting the figures; nothing is left out because of it."""
    for note, sentence in NOTED.items():
        if note in of.notes:
            yield sentence
    helped = of.helped_by_staff
    if isinstance(helped, Figure) and (helped.percent or 0) >= ADVOCATE_FROM:
        yield "Our own staff helped with many answers. Think of asking an independent advocate."


def _parts(survey: Survey, of: SeriesFigures) -> Iterator[PartFindings]:
    language = survey.languages[0]
    figures = {each.id: each for each in of.questions}
    for part in survey.parts:
        found = tuple(
            finding(question, figures[question.id], language)
            for question in part.questions
            if question.id in figures
        )
        if found:
            yield PartFindings(words(part.heading, language) if part.heading else None, found)


def _helped_by_staff(helped: Figure | Hidden | None) -> str | None:
    """The share of answers that our own staff helped with, or None where nobody was asked."""
    if isinstance(helped, Figure):
        return f"{helped} of {helped.base} who said who answered"
    return None if helped is None else str(helped)


def _partner_views(survey: Survey, seen: Seen) -> PartnerViews | Hidden | None:
    """How many partners spoke for themselves, or None where a survey does not ask."""
    if not asks_who_speaks(survey):
        return None
    return partner_views(seen.tally.questions[SPEAKING_AS], seen.cell(SPEAKING_AS))
