"""For whom the answers by a partner's links spoke, as far as the gate lets it be told."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

from app.events.queries import EventLine
from app.extensions import db, keep
from app.kernel.clock import now
from app.links.operations import AUDIENCES
from app.partnerships.models import Partner, PartnerFigures
from app.publishing.queries import all_current, published_versions
from app.questionnaire.definition import Survey
from app.responses.filing import (
    PASSING_ON,
    SPEAKING_AS,
    WORKING_WITH_US,
    SpokenFor,
    asks_who_speaks,
    spoken_for,
)
from app.responses.gate import open_gate
from app.responses.queries import Given, responses_given
from app.responses.tally import Counts, Groups, Series, series_of
from app.statistics.disclosure import THRESHOLD, Hidden, Released, may_follow

THEIRS, OTHERS = "theirs", "others"
EventAt = tuple[str, str]
"""The names of a service and of an event there."""


class Cell(NamedTuple):
    """Answers that everything told of places and partners is made of."""

    service: str
    event: str | None
    partner: str


Cells = Counter[Cell]


@dataclass(frozen=True)
class Feedback:
    """The answers to one version of a survey that asks who speaks, from one audience."""

    survey: str
    version: int
    audience: str
    spoken_for: SpokenFor | Hidden


def feedback_of(partner: Partner, events: Collection[EventLine]) -> tuple[Feedback, ...]:
    """What may be told of the links that carry the partner's name, and of its events.

    It moves when ten more have answered.
    """
    places = {(line.service.name, line.event.name) for line in events}
    return tuple(
        each
        for survey in all_current()
        if asks_who_speaks(survey)
        for each in _of_survey(partner, survey, places)
    )


def _of_survey(partner: Partner, survey: Survey, places: Collection[EventAt]) -> Iterator[Feedback]:
    versions = {each.version: each for each in published_versions(survey.id)}
    asking = {number: each for number, each in versions.items() if asks_who_speaks(each)}
    services, counts = Counts(asking.values()), Counts(asking.values())
    cells = defaultdict[Series, Cells](Counter)
    for given in responses_given(survey.id):
        whose = _whose(given, partner.name.casefold(), places)
        services.add(given)
        counts.add(given._replace(service=THEIRS if whose == THEIRS else OTHERS))
        if given.answers.get(SPEAKING_AS) in (WORKING_WITH_US, PASSING_ON):
            cells[series_of(given)][Cell(given.service, given.event, whose)] += 1
    for series, groups in sorted(counts.series.items()):
        if THEIRS in groups and not series.by_another:
            asked = asking[series.version]
            cell = _questions(asked, groups)[THEIRS]
            if gives_away(cells[series], _questions(asked, services.series[series])):
                cell = Hidden(THRESHOLD)
            spoken = spoken_for(groups[THEIRS].questions[SPEAKING_AS], cell)
            yield Feedback(
                survey=survey.title.in_locale(survey.languages[0]),
                version=series.version,
                audience=AUDIENCES.get(series.audience, series.audience),
                spoken_for=_as_shown(partner, survey.id, series, spoken),
            )


def gives_away(cells: Cells, services: Mapping[str, Released | Hidden]) -> bool:
    """Whether a handful could be worked out from what is told of services, events and partners.

    A partner is told only where its services may be. All that is told there is made of whole
    cells: where each has ten people or more, no sum or difference of them is fewer.
    """
    theirs = {cell.service for cell in cells if cell.partner == THEIRS}
    if any(isinstance(services[service], Hidden) for service in theirs):
        return True
    return any(cells[cell] < THRESHOLD for cell in cells if cell.service in theirs)


def _questions(survey: Survey, groups: Groups) -> Mapping[str, Released | Hidden]:
    return open_gate(survey, groups).questions[SPEAKING_AS]


def _whose(given: Given, name: str, places: Collection[EventAt]) -> str:
    """Whose link it was: the partner's, another's by its name, or nobody's."""
    handed_out_by = (given.partner or "").casefold()
    at_theirs = (given.service, given.event or "") in places
    return THEIRS if handed_out_by == name or at_theirs else f"other {handed_out_by}"


def _as_shown(
    partner: Partner, survey_id: str, series: Series, spoken: SpokenFor | Hidden
) -> SpokenFor | Hidden:
    if isinstance(spoken, Hidden):
        return spoken
    key = (partner.id, survey_id, series.version, series.audience)
    kept = db.session.get(PartnerFigures, key)
    if kept is not None:
        before = SpokenFor(**kept.counts)
        if not may_follow([_total(spoken)], [_total(before)]):
            return before
        if before == spoken:
            return spoken
    names = ("partner_id", "survey_id", "version", "audience")
    figures = dict(zip(names, key, strict=True)) | {"counts": asdict(spoken), "as_of": now()}
    keep(PartnerFigures(**figures))
    return spoken


def _total(spoken: SpokenFor) -> int:
    return spoken.as_partners + spoken.passing_on
