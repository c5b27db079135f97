"""Faults of the survey as a whole: ids that stand twice, the equality part, missing safety."""

from collections.abc import Sequence

from app.surveys.faults import FaultList, Place
from app.surveys.parts import EQUALITY_PART, Edition
from app.surveys.reading.parts import ReadPart
from app.surveys.reading.questions import ReadQuestion


def check_unique_ids(parts: Sequence[ReadPart], faults: FaultList) -> None:
    """Each part id once, and each question id once in the whole survey."""
    _unique([(each.part.id, each.place) for each in parts], "part", faults)
    questions = [each for part in parts for each in part.questions]
    _unique([(each.question.id, each.place) for each in questions], "question", faults)


def check_equality_last(parts: Sequence[ReadPart], faults: FaultList) -> None:
    """The equality questions come after everything else."""
    for each in parts[:-1]:
        if each.part.id == EQUALITY_PART:
            faults.add(each.place, "the part 'equality' must be the last; move it to the end")


def check_editions(
    questions: Sequence[ReadQuestion], place: Place, faults: FaultList, *, easy_read: bool
) -> None:
    """Each edition that is offered asks something."""
    offered = [(Edition.STANDARD, "standard")] + [(Edition.EASY_READ, "Easy Read")] * easy_read
    for edition, name in offered:
        asked = [
            each
            for each in questions
            if each.question.is_answerable and each.question.edition.includes(edition)
        ]
        if not asked:
            faults.add(place, f"the {name} edition asks no question; add one")


def check_safety_is_there(
    questions: Sequence[ReadQuestion], faults: FaultList, *, has_safety: bool
) -> None:
    """A question answered in own words, or one that opens "I am worried", needs the helplines."""
    if has_safety:
        return
    for each in questions:
        if each.question.is_text or each.question.opens_worried:
            why = "is answered in own words" if each.question.is_text else "opens 'I am worried'"
            message = f"question '{each.question.id}' {why}, but the survey has no safety texts"
            faults.add(each.place, message + "; add safety: safety@1")


def _unique(named: Sequence[tuple[str, Place]], what: str, faults: FaultList) -> None:
    seen: dict[str, Place] = {}
    for name, place in named:
        first = seen.setdefault(name, place)
        if first is not place:
            where = f"first in {first.path}, line {first.line}"
            faults.add(place, f"{what} id '{name}' stands twice ({where}); choose another id")
