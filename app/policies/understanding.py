"""What staff say of having read and understood a policy, as far as the gate lets it be told."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.questionnaire.definition import Survey
from app.responses.gate import good_codes
from app.statistics.disclosure import Figure, Hidden, Masked, figures, release_total

SURVEY: Final = "policy-understood"
READ, ALL = "read", "all"
RATED: Final = {
    "clear": "understand what it means for their work",
    "lived": "say that what happens day to day fits it",
}
"""The questions of surveys/policy-understood, and what their good answers say."""

GOOD, OTHER = "good", "other"


@dataclass(frozen=True)
class Share:
    """One thing that staff say of a policy, and how many say it."""

    words: str
    figure: Figure | Masked | Hidden

    def __str__(self) -> str:
        if isinstance(self.figure, Figure):
            return f"{self.figure.count} of {self.figure.base} {self.words} ({self.figure})"
        return f"{self.words}: {self.figure}"


def counts_of(
    answers: Sequence[tuple[int, Mapping[str, Any]]], surveys: Mapping[int, Survey]
) -> dict[str, Any]:
    """How many gave the good answer of each question, and of how many."""
    found = {READ: Counter[str](), **{each: Counter[str]() for each in RATED}}
    for version, given in answers:
        for question in surveys[version].questions:
            codes = [option.code for option in question.options]
            answer = given.get(question.id)
            if question.id in found and answer in codes:
                good = [ALL] if question.id == READ else good_codes(question)
                found[question.id][GOOD if answer in good else OTHER] += 1
    questions = {each: [tally[GOOD], tally.total()] for each, tally in found.items()}
    return {"bases": [len(answers)], "questions": questions}


def shares_of(counts: Mapping[str, Any]) -> tuple[Share, ...]:
    """The share of each, in the order in which they are asked."""
    words = {READ: "have read all of it", **RATED}
    return tuple(
        Share(said, _figure(*counts["questions"][each]))
        for each, said in words.items()
        if each in counts["questions"]
    )


def understood_facts(counts: Mapping[str, Any]) -> Iterator[str]:
    """The same as sentences; what is hidden is left out."""
    for share in shares_of(counts):
        if not isinstance(share.figure, Hidden):
            yield f"Staff who were asked: {share}."


def _figure(good: int, base: int) -> Figure | Masked | Hidden:
    whole = release_total(base)
    if isinstance(whole, Hidden):
        return whole
    return figures({GOOD: good, OTHER: base - good}, whole, sensitive=[OTHER])[GOOD]
