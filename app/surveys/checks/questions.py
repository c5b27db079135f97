"""Faults of one question: reserved names, ranges the wrong way round, unknown worried codes."""

from collections.abc import Callable, Iterable

from app.surveys.faults import FaultList, Place
from app.surveys.parts import Question
from app.surveys.reading.fields import Word, unknown

RESERVED = frozenset({
    "submission_id", "survey_version", "language_switches", "action", "website", "card",
    "interview", "sealed", "with", "link", "token", "format", "csrf_token", "edition",
    "shown_with", "check", "pace",
})  # fmt: skip
EXPORTED = frozenset({
    "response", "survey", "version", "service", "audience", "event", "week", "language", "edition",
    "not_counted",
})  # fmt: skip


def check_identity(question_id: str, place: Place, faults: FaultList) -> None:
    """The page's own field names cannot be a question's id."""
    if question_id in RESERVED:
        message = f"'{question_id}' is a name the page uses itself; choose another id"
        faults.add(place, message)
    elif question_id in EXPORTED:
        message = f"'{question_id}' is a column of every export; choose another id"
        faults.add(place, message)


def check_order(
    question: Question, label: str, place_of: Callable[[str], Place], faults: FaultList
) -> None:
    """A minimum is not above its maximum, nor an earliest day after the latest."""
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and low > high:
        message = f"'minimum' ({low}) in {label} is above 'maximum' ({high}); swap or correct them"
        faults.add(place_of("minimum"), message)
    first, last = question.earliest, question.latest
    if first is not None and last is not None and first > last:
        message = f"'earliest' ({first}) in {label} is after 'latest' ({last})"
        faults.add(place_of("earliest"), message + "; swap or correct them")


def check_codes(codes: Iterable[Word], known: list[str], where: str, faults: FaultList) -> None:
    """Every code that a key of a question names is one of its options."""
    for word in codes:
        if word.text not in known:
            faults.add(word.place, unknown("code", word.text, known, where))
