"""What staff say of having read and understood a policy, as far as the gate lets it be released."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.collection.responses.gate import good_codes
from app.disclosure import (
    THRESHOLD,
    Codes,
    Figure,
    Hidden,
    Masked,
    figures,
    release_total,
    released_next,
    why_hidden,
)
from app.surveys.definition import Survey

SURVEY: Final = "policy-understood"
READ, ALL = "read", "all"
RATED: Final = {
    "clear": "understand what it means for their work",
    "lived": "say that what happens day to day fits it",
}
"""The questions of surveys/policy-understood, and what their good answers say."""

GOOD, OTHER = "good", "other"


@dataclass(frozen=True)
class StaffShare:
    """One thing that staff say of a policy, and how many say it."""

    words: str
    figure: Figure | Masked | Hidden

    def __str__(self) -> str:
        if isinstance(self.figure, Figure):
            return f"{self.figure.count} of {self.figure.base} {self.words} ({self.figure})"
        return f"{self.words}: {self.figure}"


def counts_of(
    answers: Sequence[tuple[int, Mapping[str, Any]]], surveys: Mapping[int, Survey]
) -> dict[str, Codes]:
    """How many gave the good answer of each question, and how many another."""
    found: dict[str, Codes] = {READ: Counter(), **{each: Counter() for each in RATED}}
    for version, answers_of in answers:
        for question in surveys[version].questions:
            codes = [option.code for option in question.options]
            answer = answers_of.get(question.id)
            if question.id in found and answer in codes:
                good = [ALL] if question.id == READ else good_codes(question)
                found[question.id][GOOD if answer in good else OTHER] += 1
    return found


def released_counts(
    released: Mapping[str, Sequence[int]], counted: Mapping[str, Codes]
) -> dict[str, list[int]]:
    """What is released from now on: of each question how many gave the good answer, and of how
    many.

    Questions move apart, each by ten people or more.
    """
    found = {}
    for question_id, codes in counted.items():
        good, base = released.get(question_id, (0, 0))
        before = Counter({GOOD: good, OTHER: base - good})
        now = released_next(before, codes, Counter.total, (OTHER,))
        found[question_id] = [now[GOOD], now.total()]
    return found


def shares_of(
    released: Mapping[str, Sequence[int]], waiting: Mapping[str, int] | None = None
) -> tuple[StaffShare, ...]:
    """The share of each question, in the order in which they are asked; none of a few people.

    Args:
        waiting: how many wait to be released, so that it can be said why nothing is.
    """
    words, waits = {READ: "have read all of it", **RATED}, waiting or {}
    if all(base + waits.get(each, 0) < THRESHOLD for each, (_, base) in released.items()):
        return ()
    return tuple(
        StaffShare(words_of, _figure(*released[each], waits=waits.get(each, 0)))
        for each, words_of in words.items()
        if each in released
    )


def understood_facts(counts: Mapping[str, Any]) -> Iterator[str]:
    """The same as sentences; what is hidden is left out."""
    for share in shares_of(counts["questions"]):
        if not isinstance(share.figure, Hidden):
            yield f"Staff who were asked: {share}."


def _figure(good: int, base: int, *, waits: int) -> Figure | Masked | Hidden:
    whole = release_total(base)
    if isinstance(whole, Hidden):
        return Hidden(reason=why_hidden([waits]))
    return figures({GOOD: good, OTHER: base - good}, whole, sensitive=[OTHER])[GOOD]
