"""Gathering what a return shows, in a number of queries that does not depend on the answers."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.administration.organisation.queries import organisation
from app.collection.publishing.queries import all_published
from app.collection.responses.reporting_groups import AUDITORS
from app.comments.queue.cases import Case, cases_begun
from app.evidence.packs.asking import Scope
from app.evidence.packs.comments import CommentCut, comment_cuts
from app.evidence.packs.queries import (
    Offer,
    ReadingState,
    ServiceState,
    offers_of,
    reading_of,
    services_of,
)
from app.improvement.actions.queries import LogEntry, action_log
from app.improvement.training.queries import ProgrammeLine, SessionLine, all_programmes
from app.kernel.clock import today
from app.results.feedback.queries import left_to_count
from app.results.indicators.cuts import Cut
from app.results.indicators.figures import SeriesFigures
from app.results.indicators.operations import figures_of
from app.surveys.definition import Survey


@dataclass(frozen=True)
class Held:
    """A session of a programme that was held within the dates."""

    programme: str
    line: SessionLine


@dataclass(frozen=True)
class ReturnEvidence:
    """Everything that a return is built of. `cases` are those that who asks may know of."""

    scope: Scope
    organisation: str
    is_demonstration: bool
    surveys: Mapping[tuple[str, int], Survey]
    series: tuple[SeriesFigures, ...]
    comments: tuple[CommentCut, ...]
    uncounted: int
    cases: tuple[Case, ...]
    has_all_cases: bool
    log: tuple[LogEntry, ...]
    sessions: tuple[Held, ...]
    offers: tuple[Offer, ...]
    services: tuple[ServiceState, ...]
    reading: ReadingState

    def newest(self, survey_id: str) -> Survey:
        """The newest version of a survey."""
        versions = [each for (name, _), each in self.surveys.items() if name == survey_id]
        return max(versions, key=lambda each: each.version)


def found_for(scope: Scope, reader: uuid.UUID | None) -> ReturnEvidence:
    """Everything about some services in some time, through the gate and its registers.

    Args:
        reader: who asks, from whom cases that may be about them are kept; None in the terminal.
    """
    whole, surveys = organisation(), all_published()
    cut = Cut(services=scope.chosen, first=scope.first_month, last=scope.last_month)
    return ReturnEvidence(
        scope=scope,
        organisation=whole.name if whole else "This organisation",
        is_demonstration=whole is not None and whole.is_demonstration,
        surveys=surveys,
        series=tuple(each for each in figures_of(cut) if each.audience != AUDITORS),
        comments=comment_cuts(scope, today()),
        uncounted=left_to_count(),
        cases=tuple(_cases(scope, reader)),
        has_all_cases=reader is None,
        log=tuple(
            action_log(
                service_ids=None if scope.is_all else tuple(scope.services),
                first=scope.first,
                last=scope.last,
            )
        ),
        sessions=tuple(_sessions(scope, all_programmes())),
        offers=tuple(
            each
            for each in offers_of(scope)
            if any(
                name == each.survey_id and survey.audience != AUDITORS
                for (name, _), survey in surveys.items()
            )
        ),
        services=services_of(scope),
        reading=reading_of(scope),
    )


def _cases(scope: Scope, reader: uuid.UUID | None) -> Iterator[Case]:
    """A case whose answers are no longer kept has no service: it belongs to all together."""
    for each in cases_begun(first=scope.first, last=scope.last, reader=reader):
        if scope.is_all or (each.service is not None and each.service.id in scope.services):
            yield each


def _sessions(scope: Scope, programmes: list[ProgrammeLine]) -> Iterator[Held]:
    """The sessions up to today that staff of the services attended."""
    until = min(scope.last, today())
    for line in programmes:
        for each in line.sessions:
            own = each.session.service_id
            places = line.services.keys() if own is None else {own}
            if scope.first <= each.session.day <= until and places & scope.services.keys():
                yield Held(line.programme.name, each)
