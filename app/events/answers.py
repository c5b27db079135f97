"""What came of an event, survey by survey, in figures that passed the gate."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from app.events.figures import as_shown
from app.events.queries import EventLine
from app.kernel.localised import english_locale
from app.links.operations import AUDIENCES
from app.publishing.queries import all_current, published_versions
from app.questionnaire.definition import Survey
from app.responses.filing import SpokenFor, asks_who_speaks, spoken_for_at
from app.responses.gate import Cell, languages_at
from app.responses.queries import AnswersAt, Place, count_at_places, responses_given
from app.responses.tally import Series
from app.statistics.disclosure import THRESHOLD, Hidden, Released

Spoken = Mapping[Series, SpokenFor | Hidden]


@dataclass(frozen=True)
class Came:
    """The answers of one series by the links of an event.

    `answers` is volume and tells no content; `languages` and `spoken_for` passed the gate.
    """

    survey_id: str
    survey: str
    version: int
    audience: str
    answers: int
    languages: tuple[str, ...]
    spoken_for: SpokenFor | Hidden | None


def came_of(line: EventLine, survey_ids: Collection[str]) -> tuple[Came, ...]:
    """The answers at an event, one series after another; series are never added together.

    Args:
        line: the event at its service.
        survey_ids: the surveys of its links.
    """
    place = Place(line.service.id, line.event.name)
    surveys = {survey.id: survey for survey in all_current() if survey.id in survey_ids}
    spoken = {each: _spoken_for(line, survey) for each, survey in surveys.items()}
    return tuple(
        _came(place, surveys[survey_id], Series(version, audience, by_another=False), rows, spoken)
        for (survey_id, version, audience), rows in _by_series(survey_ids)
        if any(row.place == place for row in rows)
    )


def _by_series(
    survey_ids: Collection[str],
) -> Iterator[tuple[tuple[str, int, str], tuple[AnswersAt, ...]]]:
    """Survey, version and audience, each with its answers at every place."""
    rows = count_at_places(survey_ids)
    for series, of_series in groupby(
        rows, key=lambda row: (row.survey_id, row.version, row.audience)
    ):
        yield series, tuple(of_series)


def _came(
    place: Place,
    survey: Survey,
    series: Series,
    rows: tuple[AnswersAt, ...],
    spoken: Mapping[str, Spoken],
) -> Came:
    return Came(
        survey_id=survey.id,
        survey=survey.title.in_locale(survey.languages[0]),
        version=series.version,
        audience=AUDIENCES.get(series.audience, series.audience),
        answers=sum(row.answers for row in rows if row.place == place),
        languages=tuple(_in_words(languages_at(place, rows))),
        spoken_for=spoken[survey.id].get(series),
    )


def _spoken_for(line: EventLine, survey: Survey) -> Spoken:
    if not asks_who_speaks(survey):
        return {}
    versions, responses = published_versions(survey.id), responses_given(survey.id)
    counted = spoken_for_at(line.event.name, line.service.name, versions, responses)
    return {
        series: as_shown(line.event.id, survey.id, series, spoken)
        for series, spoken in counted.items()
        if not series.by_another
    }


def _in_words(languages: Mapping[str, Cell]) -> Iterator[str]:
    """The most frequent language first; those that few people answered in are not named.

    Without numbers: beside the number of answers, which moves with each, they would tell in which
    language the last one came.
    """
    told = {name: cell.base for name, cell in languages.items() if isinstance(cell, Released)}
    for locale in sorted(told, key=lambda name: (-told[name], name)):
        yield english_locale(locale)
    if len(told) < len(languages):
        rest = str(Hidden(THRESHOLD))
        yield f"others: {rest}" if told else rest
