"""The answers of an event, survey by survey, in figures that passed the gate."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from blinker import Signal

from app.collection.events.queries import EventLine
from app.collection.links.audiences import AUDIENCES
from app.collection.publishing.queries import all_current
from app.collection.responses.gate import Cell, languages_at
from app.collection.responses.queries import AnswerLocation, AnswersAt, count_at_places
from app.collection.responses.reporting_groups import PartnerViews, asks_who_speaks
from app.disclosure import THRESHOLD, Hidden, Released
from app.kernel.localised import english_locale
from app.surveys.definition import Survey

SeriesAt = tuple[str, int, str]
"""Survey, version and audience."""

whose_view: Final = Signal("Sent with the tokens of links, so that the wing above can answer.")


@dataclass(frozen=True)
class SurveyAnswers:
    """The answers of one series by the links of an event.

    `answers` is volume and shows no content; `languages` and `partner_views` passed the gate.
    """

    survey_id: str
    survey: str
    version: int
    audience: str
    answers: int
    languages: tuple[str, ...]
    partner_views: PartnerViews | Hidden | None


def answers_at(
    line: EventLine, survey_ids: Collection[str], tokens: Collection[str]
) -> tuple[SurveyAnswers, ...]:
    """The answers at an event, one series after another; series are never added together.

    Args:
        line: the event at its service.
        survey_ids: the surveys of its links.
        tokens: its links.
    """
    place = AnswerLocation(line.service.id, line.event.name)
    surveys = {survey.id: survey for survey in all_current() if survey.id in survey_ids}
    partner_views = _partner_views(tokens)
    return tuple(
        _answers_of(place, surveys[series[0]], series, rows, partner_views)
        for series, rows in _by_series(survey_ids)
        if any(row.place == place for row in rows)
    )


def _by_series(
    survey_ids: Collection[str],
) -> Iterator[tuple[SeriesAt, tuple[AnswersAt, ...]]]:
    """Survey, version and audience, each with its answers at every place."""
    rows = count_at_places(survey_ids)
    for series, of_series in groupby(
        rows, key=lambda row: (row.survey_id, row.version, row.audience)
    ):
        yield series, tuple(of_series)


def _answers_of(
    place: AnswerLocation,
    survey: Survey,
    series: SeriesAt,
    rows: tuple[AnswersAt, ...],
    partner_views: Mapping[SeriesAt, PartnerViews | Hidden],
) -> SurveyAnswers:
    _, version, audience = series
    return SurveyAnswers(
        survey_id=survey.id,
        survey=survey.title.in_locale(survey.languages[0]),
        version=version,
        audience=AUDIENCES.get(audience, audience),
        answers=sum(row.answers for row in rows if row.place == place),
        languages=tuple(_in_words(languages_at(place, rows))),
        partner_views=partner_views.get(series, Hidden()) if asks_who_speaks(survey) else None,
    )


def _partner_views(tokens: Collection[str]) -> Mapping[SeriesAt, PartnerViews | Hidden]:
    """Whose view the answers were, from the wing above, which has such sums."""
    found: dict[SeriesAt, Any] = {}
    for _, views in whose_view.send(tokens):
        found |= views
    return found


def _in_words(languages: Mapping[str, Cell]) -> Iterator[str]:
    """The most frequent language first; those that few people answered in are not named.

    Without numbers: beside the number of answers, which moves with each, they would give away in
    which language the last one was.
    """
    released = {name: cell.base for name, cell in languages.items() if isinstance(cell, Released)}
    for locale in sorted(released, key=lambda name: (-released[name], name)):
        yield english_locale(locale)
    if len(released) < len(languages):
        rest = str(Hidden(THRESHOLD))
        yield f"others: {rest}" if released else rest
