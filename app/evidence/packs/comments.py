"""What comments say, in the fixed cuts of a quality report, as far as they fit a pack."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.evidence.packs.asking import Scope
from app.improvement.trends.paragraphs import paragraph, quarter_facts
from app.kernel.languages import SOURCE_LANGUAGE
from app.results.feedback.choosing import names
from app.results.feedback.cuts import LAST_YEAR, FeedbackCut, period_name
from app.results.feedback.queries import counts_of, months_with_views, released_at
from app.results.feedback.results import FeedbackResults, results_of
from app.results.feedback.similar.saying import many_say
from app.results.indicators.months import months_between

AUDIENCES = ("people", "families", "partners", "staff")


@dataclass(frozen=True)
class CommentCut:
    """The results of one audience over one period. `service` is empty for all services."""

    audience: str
    service: str
    period: str
    results: FeedbackResults
    as_of: datetime | None

    @property
    def has_anybody(self) -> bool:
        """Whether there is anything to say of it, be it only that it is hidden."""
        return self.results.hidden is not None or self.results.everything.spoke is not None


def fixed_periods(scope: Scope, today: date) -> tuple[str, ...]:
    """The periods of reviews that lie wholly in the months of a pack, the earliest first.

    The last twelve whole months where they are exactly those; else whole quarters. Comments are
    never counted by other spans: two spans that differ by a few weeks would identify a few people.
    """
    if FeedbackCut(period=LAST_YEAR).months(today) == (scope.first_month, scope.last_month):
        return (LAST_YEAR,)
    months = set(months_between(scope.first_month, scope.last_month))
    quarters = {f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}" for month in months}
    return tuple(
        each
        for each in sorted(quarters)
        if set(months_between(*FeedbackCut(period=each).months(today))) <= months
    )


def comment_cuts(scope: Scope, today: date) -> tuple[CommentCut, ...]:
    """What was said to whom, in every fixed period of a pack."""
    periods = fixed_periods(scope, today)
    with_views = months_with_views()
    return tuple(
        each
        for each in _cuts(scope, periods, today)
        if each.has_anybody and _has_views(each.period, with_views, today)
    )


def quarter_paragraphs(scope: Scope, today: date) -> tuple[str, ...]:
    """Each whole quarter of each service in a paragraph; none where all services were asked for.

    What many say is named only by a name that somebody gave it: nobody has approved people's own
    words for those outside.
    """
    if scope.is_all:
        return ()
    called = names({str(service_id): name for service_id, name in scope.services.items()})
    with_views = months_with_views()
    return tuple(
        _told(FeedbackCut(service_id, period=period), service, called)
        for service_id, service in scope.services.items()
        for period in fixed_periods(scope, today)
        if period != LAST_YEAR and _has_views(period, with_views, today)
    )


def _told(cut: FeedbackCut, service: str, called: Mapping[str, Mapping[str, str]]) -> str:
    counts = counts_of(cut)
    many = [each for each in many_say(cut, counts) if each.name.given]
    return paragraph(quarter_facts(cut, service, results_of(counts, called), many), SOURCE_LANGUAGE)


def period_words(period: str, today: date) -> str:
    """A period in words, with its months."""
    first, last = FeedbackCut(period=period).months(today)
    return (
        f"{period_name(period)} ({first} to {last})"
        if period == LAST_YEAR
        else (period_name(period))
    )


def _cuts(scope: Scope, periods: tuple[str, ...], today: date) -> Iterator[CommentCut]:
    services = [(None, "")] if scope.is_all else list(scope.services.items())
    called = names({str(service_id): name for service_id, name in scope.services.items()})
    for service_id, service in services:
        for audience in AUDIENCES:
            for period in periods:
                results = results_of(counts_of(FeedbackCut(service_id, audience, period)), called)
                yield CommentCut(audience, service, period, results, released_at())


def _has_views(period: str, months: list[str], today: date) -> bool:
    first, last = FeedbackCut(period=period).months(today)
    return any(first <= month <= last for month in months)
