"""Counting and releasing answers, and the figures of what was released."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from app.administration.organisation.queries import all_services
from app.collection.publishing.queries import all_published
from app.collection.responses.tally import QuestionTally
from app.disclosure import Hidden, Reason, Released, is_safe_size
from app.results.indicators.counting import all_blocks, count_batch, count_corrected, recount
from app.results.indicators.cuts import Cut, Shape, shape_of
from app.results.indicators.equity import EquityFigures, equity_figures
from app.results.indicators.figures import (
    SeriesFigures,
    ShareFigures,
    figures_of_series,
    good_share,
    words,
)
from app.results.indicators.gate import Seen, see, see_subject
from app.results.indicators.monthly import Month, MonthlySeries, charted
from app.results.indicators.months import months_between
from app.results.indicators.queries import (
    ReleasedSeries,
    released,
    released_by_month,
    released_groups,
)
from app.results.indicators.releasing import release, series_with_news
from app.results.indicators.subjects import LANGUAGE, good_answers, groupings, theme_subject
from app.surveys.definition import Survey
from app.surveys.parts import Edition

EDITIONS: Final = (Edition.STANDARD, Edition.EASY_READ)
"""A theme is counted in the edition that was answered, whatever editions a question is in."""


class IndicatorKey(NamedTuple):
    """A question or theme of one survey; `about` is the question's text, None of a theme."""

    subject: str
    edition: Edition
    about: str | None


def refresh_batch() -> int:
    """Count some answers that are in no figure yet; gives how many, 0 at the end."""
    return count_batch()


def refresh_corrections() -> int:
    """Count again where answers were corrected; gives how many were."""
    return count_corrected()


def refresh_released() -> int:
    """Release what may be released by now, a series at a time; gives how many series had news."""
    news = series_with_news()
    for series_id in news:
        release(series_id)
    return len(news)


def rebuild() -> Iterator[int]:
    """Count all answers again, a month of a survey at a time; what was released stays as it is.

    Gives how many responses were counted in each, so that the caller can commit after each.
    """
    for block in all_blocks():
        yield recount(block)


def figures_of(cut: Cut) -> tuple[SeriesFigures, ...]:
    """The figures of a cut, each series separately; a series of nobody is not there."""
    return tuple(_figures(cut))


def _figures(cut: Cut) -> Iterator[SeriesFigures]:
    for each in released(cut):
        for reporting_group in sorted({*each.services, *each.answered_at}):
            if cut.audience not in (None, reporting_group):
                continue
            shape = shape_of(cut, reporting_group)
            seen = see(each, shape)
            if seen.tally.responses or each.has_anybody(shape):
                yield figures_of_series(
                    each.survey,
                    seen,
                    shape,
                    by_proxy=each.series.by_proxy,
                    is_passed_on=reporting_group != each.series.audience,
                )


def monthly(
    cut: Cut,
    *,
    theme: str | None = None,
    measure: str | None = None,
    rebased: Collection[str] = (),
) -> tuple[MonthlySeries, ...]:
    """The share of good answers by month, of each series that has the theme or measure.

    What people said themselves comes first, then the series with the most people.

    Args:
        theme: people all of whose answers on the theme are good, of those with any.
        measure: people whose answer to the question is good.
        rebased: months from which somebody decided to recalculate the limits.
    """
    return _monthly(
        cut,
        {key: list(asked_about(each, theme, [measure])) for key, each in all_published().items()},
        rebased,
    )


def monthly_of(
    cut: Cut, measures: Collection[str], *, audiences: Collection[str] = ()
) -> tuple[MonthlySeries, ...]:
    """The same of several measures at once, in as many queries as of one.

    Args:
        audiences: the reporting groups that are asked about; none for all.
    """
    return _monthly(
        cut,
        {key: list(asked_about(survey, None, measures)) for key, survey in all_published().items()},
        audiences=audiences,
    )


def _monthly(
    cut: Cut,
    asked: Mapping[tuple[str, int], list[IndicatorKey]],
    rebased: Collection[str] = (),
    audiences: Collection[str] = (),
) -> tuple[MonthlySeries, ...]:
    surveys = all_published()
    wanted = {each.subject for found in asked.values() for each in found}
    months: defaultdict[tuple[str, str, bool, IndicatorKey], list[Month]] = defaultdict(list)
    for each, by_month in released_by_month(cut, wanted, audiences):
        series = each.series
        for about in asked[series.survey_id, series.version]:
            for reporting_group, tallies in by_month.items():
                if about.subject in tallies:
                    key = (series.survey_id, reporting_group, series.by_proxy, about)
                    shape = shape_of(cut, reporting_group)
                    months[key] += _months(each, shape, about, tallies[about.subject])
    found = [_series(surveys, key, each, rebased) for key, each in months.items()]
    return tuple(sorted(found, key=lambda each: (each.by_proxy, each.audience, -each.base)))


def shares_of(
    cut: Cut, *, theme: str | None = None, measure: str | None = None
) -> tuple[ShareFigures, ...]:
    """The share of good answers in a cut, of each series that has the theme or measure.

    A series of which nothing is released in these months is not there.
    """
    asked = {
        key: list(asked_about(survey, theme, [measure])) for key, survey in all_published().items()
    }
    wanted = {each.subject for found in asked.values() for each in found}
    found: list[ShareFigures] = []
    for each, by_month in released_by_month(cut, wanted):
        for about in asked[each.series.survey_id, each.series.version]:
            for reporting_group, tallies in by_month.items():
                if about.subject in tallies:
                    shape = shape_of(cut, reporting_group)
                    of_months = tallies[about.subject].values()
                    found.append(_share(each, shape, about, of_months))
    return tuple(found)


def seen_of(cut: Cut, *, audience: str, by_proxy: bool) -> tuple[Seen | None, bool]:
    """What may be shown of one version of a survey, whatever the reporting group of its answers.

    Gives None where nobody is released, and whether somebody answered for others.
    """
    found = {
        each.series.by_proxy: each for each in released(cut) if each.series.audience == audience
    }
    series = found.get(by_proxy)
    if series is None:
        return None, True in found
    return see(series, shape_of(cut, "")), True in found


def released_services(survey_id: str) -> frozenset[str]:
    """The names of services of which anything is released in any series of a survey."""
    ids = {
        service
        for each in released(Cut(survey_id=survey_id))
        for services in each.services.values()
        for service, tally in services.items()
        if is_safe_size(tally.responses)
    }
    return frozenset(each.name for each in all_services() if str(each.id) in ids)


def asked_about(
    survey: Survey, theme: str | None, measures: Collection[str | None]
) -> Iterator[IndicatorKey]:
    """What a survey asks of a theme, or of some measures."""
    rated = [question for question in survey.counted if good_answers(question)]
    if theme is not None and any(question.theme == theme for question in rated):
        for edition in EDITIONS:
            yield IndicatorKey(theme_subject(theme, edition), edition, None)
    for question in rated:
        if question.measure is not None and question.measure in measures:
            yield IndicatorKey(question.id, question.edition, words(question.text, survey))


def gaps_of(
    cut: Cut, *, measure: str | None = None, grouping: str | None = None
) -> tuple[EquityFigures, ...]:
    """How groups fare beside everyone else, question by question, of all services together.

    Args:
        cut: its services and months are left out of account: groups are released for all services
        and
            all months together only.
        measure: only questions of this measure; None for all that have good answers.
        grouping: the id of an equality question, or `language`; None for all groupings.
    """
    whole = replace(cut, services=frozenset())
    known = {each.id for survey in all_published().values() for each in groupings(survey)}
    wanted = [each for each in (LANGUAGE, *sorted(known)) if grouping in (None, each)]
    return tuple(
        found
        for each, by_group in (released_groups(whole, wanted) if wanted else ())
        for reporting_group, tallies in by_group.items()
        if cut.audience in (None, reporting_group)
        for name in wanted
        for found in equity_figures(each, shape_of(whole, reporting_group), name, tallies, measure)
    )


def _share(
    released: ReleasedSeries,
    shape: Shape,
    about: IndicatorKey,
    months: Iterable[dict[str, QuestionTally]],
) -> ShareFigures:
    """All months of a cut together."""
    services: defaultdict[str, QuestionTally] = defaultdict(QuestionTally)
    for of_month in months:
        for service, tally in of_month.items():
            services[service].join(tally)
    whole, cell = see_subject(released, shape, about.subject, services)
    series = released.series
    return ShareFigures(
        survey_id=series.survey_id,
        version=series.version,
        title=words(released.survey.title, released.survey),
        audience=shape.reporting_group,
        by_proxy=series.by_proxy,
        edition=about.edition,
        about=about.about,
        cell=cell,
        good=good_share(released.survey, about.subject, whole, cell),
    )


def _months(
    released: ReleasedSeries,
    shape: Shape,
    about: IndicatorKey,
    by_month: dict[str, dict[str, QuestionTally]],
) -> Iterator[Month]:
    """Each month of one version, from the first to the last in which somebody answered."""
    seen = {
        month: see_subject(released, shape, about.subject, by_month.get(month, {}))
        for month in months_between(min(by_month), max(by_month))
    }
    last = max(
        (month for month, (_, cell) in seen.items() if isinstance(cell, Released)), default=""
    )
    for month, (tally, cell) in seen.items():
        if isinstance(cell, Hidden):
            cell = _why_no_month(cell, is_asked=month in by_month, is_released_later=month < last)
        good = good_share(released.survey, about.subject, tally, cell)
        yield Month(month, released.series.version, cell, good)


def _why_no_month(cell: Hidden, *, is_asked: bool, is_released_later: bool) -> Hidden:
    """A month of too few is released with a later one, or waits for it."""
    if not is_asked:
        return Hidden()
    is_alike = cell.reason is Reason.ALIKE and not is_released_later
    return cell if is_alike else Hidden(reason=Reason.WAITING)


def _series(
    surveys: dict[tuple[str, int], Survey],
    key: tuple[str, str, bool, IndicatorKey],
    months: list[Month],
    rebased: Collection[str],
) -> MonthlySeries:
    survey_id, reporting_group, by_proxy, about = key
    months = sorted(months, key=lambda each: (each.version, each.month))
    chart, breaks = charted(months, rebased)
    survey = surveys[survey_id, months[-1].version]
    return MonthlySeries(
        survey_id=survey_id,
        title=words(survey.title, survey),
        audience=reporting_group,
        by_proxy=by_proxy,
        edition=about.edition,
        about=about.about,
        months=tuple(months),
        chart=chart,
        breaks=breaks,
    )
