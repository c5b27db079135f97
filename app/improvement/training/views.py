"""Programmes as their pages show them: links by time point, and findings with their words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.collection.links.qr import inline_svg
from app.collection.links.queries import LinkState
from app.collection.links.views import LinkView, link_views
from app.collection.matched.queries import cards_made, links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.queries import current_version
from app.improvement.training.figures import show
from app.improvement.training.findings import WHEN, TrainingComparison, comparisons_of
from app.improvement.training.plans import PEOPLE
from app.improvement.training.queries import (
    ProgrammeLine,
    answers_by_time_point,
    links_with_services,
    questions_of,
)
from app.improvement.training.shown import Numbers
from app.kernel.clock import today
from app.results.indicators.cuts import cut_of_days
from app.results.indicators.monthly import MonthlySeries
from app.results.indicators.operations import monthly

MONTHS_BEFORE: Final = timedelta(days=92)


@dataclass(frozen=True)
class TimePointView:
    """A time point with its links, one for each service, and how many answered."""

    time_point: TimePoint
    links: tuple[tuple[LinkView, str], ...]
    answers: int

    @property
    def when(self) -> str:
        """When it is, in words."""
        return WHEN[self.time_point]

    @property
    def is_open(self) -> bool:
        """Whether anybody can still answer."""
        return any(link.state is not LinkState.CLOSED for link, _ in self.links)


@dataclass(frozen=True)
class ProgrammeView:
    """Everything that a programme's page says."""

    line: ProgrammeLine
    survey: str
    locales: tuple[str, ...]
    themes: tuple[str, ...]
    time_points: tuple[TimePointView, ...]
    cards: int


@dataclass(frozen=True)
class ResultsView:
    """The results of a programme. `changed` are questions whose words changed between versions."""

    line: ProgrammeLine
    numbers: Numbers
    comparisons: tuple[TrainingComparison, ...]
    changed: tuple[str, ...]
    beside: tuple[MonthlySeries, ...]

    @property
    def versions(self) -> str:
        """The versions of the survey that were answered, where there is more than one."""
        several = self.numbers.versions if len(self.numbers.versions) > 1 else ()
        return " and ".join(str(each) for each in several)


def programme_view(line: ProgrammeLine, theme_names: Mapping[str, str]) -> ProgrammeView:
    """One programme with its links."""
    programme = line.programme
    survey = current_version(programme.survey_id)
    time_points, answers = links_of(programme.id), answers_by_time_point(programme.id)
    links = link_views(links_with_services(list(time_points)))
    return ProgrammeView(
        line=line,
        survey=survey.title.in_locale("en") if survey else programme.survey_id,
        locales=survey.locales if survey else (),
        themes=tuple(theme_names.get(each, each) for each in programme.themes),
        time_points=tuple(
            TimePointView(
                time_point=time_point,
                links=tuple(
                    (link, inline_svg(link.url))
                    for link in links
                    if time_points[link.token] is time_point
                ),
                answers=answers[time_point],
            )
            for time_point in TimePoint
        ),
        cards=cards_made(programme.id),
    )


def results_view(line: ProgrammeLine) -> ResultsView:
    """What staff said of themselves, as far as it may be released now."""
    questions, shown = questions_of(line.programme.survey_id), show(line.programme)
    return ResultsView(
        line=line,
        numbers=shown.numbers,
        comparisons=comparisons_of(shown, questions),
        changed=tuple(
            questions[each].text.in_locale("en")
            for each in shown.numbers.changed
            if each in questions
        ),
        beside=tuple(_beside(line)),
    )


def _beside(line: ProgrammeLine) -> Iterator[MonthlySeries]:
    """What people say by month, from some months before the first session until now.

    A series of which no month may be shown is left out.
    """
    days = [each.session.day for each in line.sessions] or [line.programme.created_on]
    for audience in PEOPLE:
        cut = cut_of_days(
            min(days) - MONTHS_BEFORE,
            max(today(), *days),
            services=frozenset(line.services),
            audience=audience,
        )
        for measure in line.programme.measures:
            yield from (each for each in monthly(cut, measure=measure) if each.base)
