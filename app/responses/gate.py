"""What may be told of each service in one series, question by question.

Pages and exports ask here, with the same groups, so that neither gives away what the other hides.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.questionnaire.definition import EQUALITY_PART, Kind, Question, Survey
from app.responses.queries import AnswersAt, Place
from app.responses.tally import Groups, QuestionTally
from app.statistics.disclosure import THRESHOLD, Hidden, Released, release, unanimous

Cell = Released | Hidden


@dataclass(frozen=True)
class SeriesGate:
    """The services of one series that may be shown, as a whole and for each question.

    The base of a question is the number of people whose answer is not set apart. Equality
    questions are released for no service: they are shown for all services together only.
    """

    services: dict[str, Cell]
    questions: dict[str, dict[str, Cell]]

    def releases(self, service: str, question_id: str | None = None) -> bool:
        """Whether a service may be shown, or its answers to one question."""
        cells = self.services if question_id is None else self.questions[question_id]
        return isinstance(cells.get(service), Released)


def open_gate(survey: Survey, groups: Groups, threshold: int = THRESHOLD) -> SeriesGate:
    """Ask the gate about every service and question of one series.

    Raises:
        ValueError: when the threshold is below 5.
    """
    services = release({service: group.responses for service, group in groups.items()}, threshold)
    hidden = {service for service, cell in services.items() if isinstance(cell, Hidden)}
    return SeriesGate(
        services=services,
        questions={
            question.id: _services_for(question, groups, hidden, threshold)
            for question in survey.counted
        },
    )


def languages_at(place: Place, answers: Iterable[AnswersAt]) -> dict[str, Cell]:
    """How many answered in each locale at one place, of the answers of one series.

    What is told must not be worked out from what is told of all places together, nor from the
    number of all answers at this one.
    """
    places: defaultdict[str, Counter[Place | None]] = defaultdict(Counter)
    for each in answers:
        places[each.locale][each.place if each.place.event else None] += each.answers
    here = {locale: counts[place] for locale, counts in places.items() if counts[place]}
    alone = {each for each in here if isinstance(release(places[each])[place], Hidden)}
    return release(here, withheld=alone)


def is_equality(question: Question) -> bool:
    """Whether a question is about the person and not about the service."""
    return question.part == EQUALITY_PART


def sensitive_codes(question: Question) -> frozenset[str]:
    """Answers that must not be pinned on everybody in a group.

    All equality answers, answers that open the way to "I am worried about someone", and on a
    rating scale every answer but the good ones.
    """
    codes = [option.code for option in question.options]
    if is_equality(question):
        return frozenset(option.code for option in question.all_options)
    if question.kind is not Kind.RATING:
        return frozenset(question.opens_worried)
    return frozenset(codes) - frozenset(good_codes(question)) | frozenset(question.opens_worried)


def good_codes(question: Question) -> tuple[str, ...]:
    """The best answers of a rating: two of five, one of three, or those that the survey names.

    Of a question that is put the other way round only the last: who was treated worse "rarely" was
    treated worse.
    """
    codes = [option.code for option in question.options]
    if question.good:
        return question.good
    return tuple(codes[-1:] if question.reverse else codes[: len(codes) // 2])


def release_services(
    tallies: Mapping[str, QuestionTally],
    sensitive: Collection[str],
    threshold: int = THRESHOLD,
    *,
    withheld: Collection[str] = (),
) -> dict[str, Cell]:
    """Which services may be shown in what was counted of each, beside all of them together.

    Args:
        sensitive: answers that must not be pinned on everybody in a service, nor on everybody in
            the services that are hidden.
        withheld: services that are hidden for a reason of their own.
    """

    def is_telling(services: Iterable[str]) -> bool:
        return _all_alike((tallies[service] for service in services), sensitive)

    return release(
        {service: tally.placed for service, tally in tallies.items()},
        threshold,
        withheld={*withheld, *(service for service in tallies if is_telling([service]))},
        is_telling=is_telling,
    )


def _services_for(
    question: Question, groups: Groups, hidden: Collection[str], threshold: int
) -> dict[str, Cell]:
    if is_equality(question):
        return dict.fromkeys(groups, Hidden(threshold))
    tallies = {service: group.questions[question.id] for service, group in groups.items()}
    return release_services(tallies, sensitive_codes(question), threshold, withheld=hidden)


def _all_alike(tallies: Iterable[QuestionTally], sensitive: Collection[str]) -> bool:
    chosen: Counter[str] = Counter()
    placed = 0
    for tally in tallies:
        chosen.update(tally.chosen)
        placed += tally.placed
    return unanimous(chosen, placed, sensitive)
