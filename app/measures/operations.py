"""Counting answers, and showing figures of them, which the register remembers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from app.extensions import db, insertion
from app.measures.counting import all_blocks, count_batch, count_corrected, recount
from app.measures.cuts import Cut, Shape, shape_of
from app.measures.equity import EquityFigures, equity_figures
from app.measures.figures import SeriesFigures, ShareFigures, figures_of_series, good_share, words
from app.measures.gate import Seen, see, see_subject
from app.measures.models import ReleasedCut
from app.measures.monthly import Month, MonthlySeries, charted
from app.measures.months import months_between
from app.measures.queries import Told, groups_told, told, told_of
from app.measures.subjects import GROUP, LANGUAGE, good_answers, groupings, theme_subject
from app.measures.telling import series_with_news, tell
from app.publishing.queries import all_published
from app.questionnaire.definition import Edition, Survey
from app.responses.tally import QuestionTally
from app.statistics.disclosure import Hidden, Released

EDITIONS: Final = (Edition.STANDARD, Edition.EASY_READ)
"""A theme is counted in the edition that was answered, whatever editions a question is in."""

Register = list[tuple[Told, str, Shape]]
"""What was shown: of which series, what of it, and of whom."""


class Asked(NamedTuple):
    """A question or theme of one survey; `about` is the question's text, None of a theme."""

    subject: str
    edition: Edition
    about: str | None


def refresh_batch() -> int:
    """Count some answers that are in no figure yet; gives how many, 0 at the end."""
    return count_batch()


def refresh_corrections() -> int:
    """Count anew where answers were corrected; gives how many were."""
    return count_corrected()


def refresh_told() -> int:
    """Tell what may be told by now, a series at a time; gives how many series had news."""
    news = series_with_news()
    for series_id in news:
        tell(series_id)
    return len(news)


def rebuild() -> Iterator[int]:
    """Make all sums anew from the responses, block by block; what was shown stays as it is.

    Gives the number of blocks that are done, so that the caller can commit after each.
    """
    for done, block in enumerate(all_blocks(), start=1):
        recount(block)
        yield done


def figures_of(cut: Cut) -> tuple[SeriesFigures, ...]:
    """The figures of a cut, each series apart; a series of nobody is not there.

    What is shown is entered in the register, so that no later cut singles anybody out with it.
    """
    found: list[SeriesFigures] = []
    register: Register = []
    for each in told(cut):
        for filed in sorted(each.services):
            if cut.audience not in (None, filed):
                continue
            shape = shape_of(cut, filed)
            seen = see(each, shape)
            if isinstance(seen.whole, Released) and each.remember("", shape):
                register.append((each, "", shape))
            if seen.tally.responses:
                series = each.series
                found.append(
                    figures_of_series(
                        each.survey,
                        seen,
                        shape,
                        by_another=series.by_another,
                        is_passed_on=filed != series.audience,
                    )
                )
    enter(register)
    return tuple(found)


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
        rebased: months from which somebody decided to work the limits out anew.
    """
    return _monthly(
        cut,
        {key: list(asked_about(each, theme, measure)) for key, each in all_published().items()},
        rebased,
    )


def monthly_of(cut: Cut, measures: Collection[str]) -> tuple[MonthlySeries, ...]:
    """The same of several measures at once, in as many queries as of one."""
    return _monthly(
        cut,
        {
            key: [about for each in measures for about in asked_about(survey, None, each)]
            for key, survey in all_published().items()
        },
    )


def _monthly(
    cut: Cut, asked: Mapping[tuple[str, int], list[Asked]], rebased: Collection[str] = ()
) -> tuple[MonthlySeries, ...]:
    surveys = all_published()
    wanted = {each.subject for found in asked.values() for each in found}
    months: defaultdict[tuple[str, str, bool, Asked], list[Month]] = defaultdict(list)
    register: Register = []
    for each, by_month in told_of(cut, wanted):
        series = each.series
        for about in asked[series.survey_id, series.version]:
            for filed, tallies in by_month.items():
                if cut.audience in (None, filed) and about.subject in tallies:
                    key = (series.survey_id, filed, series.by_another, about)
                    shape = shape_of(cut, filed)
                    months[key] += _months(each, shape, about, tallies[about.subject], register)
    enter(register)
    found = [_series(surveys, key, each, rebased) for key, each in months.items()]
    return tuple(sorted(found, key=lambda each: (each.by_another, each.audience, -each.base)))


def shares_of(
    cut: Cut, *, theme: str | None = None, measure: str | None = None
) -> tuple[ShareFigures, ...]:
    """The share of good answers in a cut, of each series that has the theme or measure.

    A series in which nobody is told of in these months is not there.
    """
    asked = {
        key: list(asked_about(survey, theme, measure)) for key, survey in all_published().items()
    }
    wanted = {each.subject for found in asked.values() for each in found}
    found: list[ShareFigures] = []
    register: Register = []
    for each, by_month in told_of(cut, wanted):
        for about in asked[each.series.survey_id, each.series.version]:
            for filed, tallies in by_month.items():
                if cut.audience in (None, filed) and about.subject in tallies:
                    shape = shape_of(cut, filed)
                    of_months = tallies[about.subject].values()
                    found.append(_share(each, shape, about, of_months, register))
    enter(register)
    return tuple(found)


def seen_of(cut: Cut, *, audience: str, by_another: bool) -> tuple[Seen | None, bool]:
    """What may be shown of one version of a survey, however its answers are filed.

    Gives None where nobody is told of, and whether somebody answered for others.
    """
    found = {each.series.by_another: each for each in told(cut) if each.series.audience == audience}
    series = found.get(by_another)
    if series is None:
        return None, True in found
    shape = shape_of(cut, "")
    seen = see(series, shape)
    if isinstance(seen.whole, Released) and series.remember("", shape):
        enter([(series, "", shape)])
    return seen, True in found


def asked_about(survey: Survey, theme: str | None, measure: str | None) -> Iterator[Asked]:
    """What a survey asks of a theme, or of a measure."""
    rated = [question for question in survey.counted if good_answers(question)]
    if theme is not None and any(question.theme == theme for question in rated):
        for edition in EDITIONS:
            yield Asked(theme_subject(theme, edition), edition, None)
    for question in rated:
        if measure is not None and question.measure == measure:
            yield Asked(question.id, question.edition, words(question.text, survey))


def gaps_of(
    cut: Cut, *, measure: str | None = None, grouping: str | None = None
) -> tuple[EquityFigures, ...]:
    """How groups fare beside everyone else, question by question, of all services together.

    Args:
        cut: its services are left out of account: groups are told for all services only.
        measure: only questions of this measure; None for all that have good answers.
        grouping: the id of an equality question, or `language`; None for all groupings.
    """
    whole = replace(cut, services=frozenset())
    known = {each.id for survey in all_published().values() for each in groupings(survey)}
    wanted = [each for each in (LANGUAGE, *sorted(known)) if grouping in (None, each)]
    found: list[EquityFigures] = []
    register: Register = []
    for each, by_group in groups_told(whole, wanted) if wanted else ():
        for filed, tallies in by_group.items():
            if cut.audience in (None, filed):
                shape = shape_of(whole, filed)
                for name in wanted:
                    of_grouping = list(equity_figures(each, shape, name, tallies, measure))
                    found += of_grouping
                    scope = f"{GROUP}:{name}"
                    if any(map(_is_shown, of_grouping)) and each.remember(scope, shape):
                        register.append((each, scope, shape))
    enter(register)
    return tuple(found)


def enter(register: Register) -> None:
    """Remember what was shown, in the order in which it was."""
    rows = [
        {
            "series_id": told.series.id,
            "subject": subject,
            "key": shape.key,
            "services": list(shape.services),
            "filed_under": shape.filed_under,
            "first": shape.first,
            "last": shape.last,
        }
        for told, subject, shape in register
    ]
    if rows:
        db.session.execute(insertion(ReleasedCut).on_conflict_do_nothing(), rows)


def _share(
    told: Told,
    shape: Shape,
    about: Asked,
    months: Iterable[dict[str, QuestionTally]],
    register: Register,
) -> ShareFigures:
    """All months of a cut together."""
    services: defaultdict[str, QuestionTally] = defaultdict(QuestionTally)
    for of_month in months:
        for service, tally in of_month.items():
            services[service].join(tally)
    whole, cell = see_subject(told, shape, about.subject, services)
    if isinstance(cell, Released) and told.remember(about.subject, shape):
        register.append((told, about.subject, shape))
    series = told.series
    return ShareFigures(
        survey_id=series.survey_id,
        version=series.version,
        title=words(told.survey.title, told.survey),
        audience=shape.filed_under,
        by_another=series.by_another,
        edition=about.edition,
        about=about.about,
        cell=cell,
        good=good_share(told.survey, about.subject, whole, cell),
    )


def _months(
    told: Told,
    shape: Shape,
    about: Asked,
    by_month: dict[str, dict[str, QuestionTally]],
    register: Register,
) -> Iterator[Month]:
    """Each month of one version, from the first to the last in which somebody answered.

    The latest comes first: where two months cannot both be shown, the earlier one is hidden.
    """
    for month in reversed(list(months_between(min(by_month), max(by_month)))):
        of_month = shape._replace(first=month, last=month)
        tally, cell = see_subject(told, of_month, about.subject, by_month.get(month, {}))
        if isinstance(cell, Released) and told.remember(about.subject, of_month):
            register.append((told, about.subject, of_month))
        good = good_share(told.survey, about.subject, tally, cell)
        yield Month(month, told.series.version, cell, good)


def _series(
    surveys: dict[tuple[str, int], Survey],
    key: tuple[str, str, bool, Asked],
    months: list[Month],
    rebased: Collection[str],
) -> MonthlySeries:
    survey_id, filed, by_another, about = key
    months = sorted(months, key=lambda each: (each.version, each.month))
    chart, breaks = charted(months, rebased)
    survey = surveys[survey_id, months[-1].version]
    return MonthlySeries(
        survey_id=survey_id,
        title=words(survey.title, survey),
        audience=filed,
        by_another=by_another,
        edition=about.edition,
        about=about.about,
        months=tuple(months),
        chart=chart,
        breaks=breaks,
    )


def _is_shown(figures: EquityFigures) -> bool:
    return not all(isinstance(group.cell, Hidden) for group in figures.groups)
