"""Which answers are good or sensitive, and which languages of an event may be named."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from app.collection.responses.queries import AnswerLocation, AnswersAt
from app.disclosure import Hidden, Released, release
from app.surveys.parts import EQUALITY_PART, Kind, Question

Cell = Released | Hidden


def languages_at(place: AnswerLocation, answers: Iterable[AnswersAt]) -> dict[str, Cell]:
    """How many answered in each locale at one place, of the answers of one series.

    What is released must not be worked out from what is released for all places together, nor from
    the number of all answers at this one.
    """
    places: defaultdict[str, Counter[AnswerLocation | None]] = defaultdict(Counter)
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
