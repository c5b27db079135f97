"""Counting what is compared: the same people before and after, others, and what they say of then.

Counts only; nothing here is shown before the gate has passed it
(`app.improvement.training.findings`). Ratings are numbered from 0, the worst; yes is 1, no is 0.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.collection.responses.gate import good_codes
from app.improvement.training.answers import Answer
from app.improvement.training.shown import Counts
from app.surveys.definition import Survey
from app.surveys.parts import EQUALITY_PART, Kind, Question

THEN: Final = "then_"
"""A question whose id is another's after this asks to think back to before the training."""

COMPARED: Final = (Kind.RATING, Kind.YES_NO)
YES: Final = "yes"
NO: Final = "no"
Pair = tuple[int, int]


@dataclass(frozen=True)
class Questions:
    """What can be compared across the versions answered, and the ids whose words changed."""

    compared: Mapping[str, Question]
    changed: tuple[str, ...] = ()


def questions_in(surveys: Sequence[Survey]) -> Questions:
    """The questions that all these versions ask in the same words, with the same answers."""
    asked: dict[str, list[Question]] = {}
    for survey in surveys:
        for question in survey.counted:
            if question.kind in COMPARED and question.part != EQUALITY_PART:
                asked.setdefault(question.id, []).append(question)
    alike = {each: _are_alike(found) for each, found in asked.items()}
    return Questions(
        compared={
            each: found[-1]
            for each, found in asked.items()
            if alike[each] and len(found) == len(surveys) and not each.startswith(THEN)
        },
        changed=tuple(each for each in asked if not alike[each]),
    )


def paired_counts(
    pairs: Iterable[tuple[Answer, Answer]], questions: Mapping[str, Question]
) -> Counts:
    """How many people went from which rating to which, question by question."""
    both = list(pairs)
    return {
        "bases": [len(both)],
        "questions": {
            each: _table(_pairs_of_values(question, both)) for each, question in questions.items()
        },
    }


def unmatched_counts(
    early: Sequence[Answer], late: Sequence[Answer], questions: Mapping[str, Question]
) -> Counts:
    """How many gave one of the good answers, and of how many, early and late."""
    return {
        "bases": [len(early), len(late)],
        "questions": {
            each: [*_good(question, early), *_good(question, late)]
            for each, question in questions.items()
        },
    }


def then_counts(answers: Sequence[Answer], surveys: Mapping[int, Survey]) -> Counts:
    """What people say now of then, beside what they say of now, in one and the same answer.

    The base is how many answered both for one question or more.
    """
    pairs: dict[str, Counter[Pair]] = {}
    people = 0
    for answer in answers:
        found = dict(_then_and_now(answer, surveys[answer.version]))
        people += bool(found)
        for question_id, pair in found.items():
            pairs.setdefault(question_id, Counter())[pair] += 1
    return {
        "bases": [people],
        "questions": {each: _rows(counter) for each, counter in sorted(pairs.items())},
    }


def paired_answers(
    early: Mapping[str, uuid.UUID],
    late: Mapping[str, uuid.UUID],
    answers: Mapping[uuid.UUID, Answer],
) -> list[tuple[Answer, Answer]]:
    """The answers of each card that were used at both time points, where both are still stored."""
    return [
        (answers[early[card]], answers[late[card]])
        for card in sorted(early.keys() & late.keys())
        if early[card] in answers and late[card] in answers
    ]


def value_of(question: Question, answer: Any) -> int | None:
    """The number of a rating or a yes/no answer; None for what is set apart or missing."""
    codes = [option.code for option in question.options]
    if answer not in codes:
        return None
    if question.kind is Kind.YES_NO:
        return int(answer == YES)
    return codes.index(answer) if question.reverse else len(codes) - 1 - codes.index(answer)


def _are_alike(found: Sequence[Question]) -> bool:
    """Whether questions of one id ask one thing: text, answers and scale, in every language."""
    first = found[0]
    return all(
        (each.text, each.options, each.non_substantive, each.kind, each.reverse)
        == (first.text, first.options, first.non_substantive, first.kind, first.reverse)
        for each in found[1:]
    )


def _pairs_of_values(question: Question, pairs: Iterable[tuple[Answer, Answer]]) -> Iterator[Pair]:
    for early, late in pairs:
        one = value_of(question, early.answers.get(question.id))
        other = value_of(question, late.answers.get(question.id))
        if one is not None and other is not None:
            yield one, other


def _then_and_now(answer: Answer, survey: Survey) -> Iterator[tuple[str, Pair]]:
    by_id = {question.id: question for question in survey.questions}
    for question in survey.questions:
        now = by_id.get(question.id.removeprefix(THEN))
        if not question.id.startswith(THEN) or now is None:
            continue
        values = (
            value_of(question, answer.answers.get(question.id)),
            value_of(now, answer.answers.get(now.id)),
        )
        if values[0] is not None and values[1] is not None:
            yield now.id, (values[0], values[1])


def _good(question: Question, answers: Iterable[Answer]) -> tuple[int, int]:
    best = NO if question.reverse else YES
    good = {best} if question.kind is Kind.YES_NO else set(good_codes(question))
    answered = [answer.answers.get(question.id) for answer in answers]
    valid = [each for each in answered if value_of(question, each) is not None]
    return sum(each in good for each in valid), len(valid)


def _table(pairs: Iterable[Pair]) -> list[list[int]]:
    return _rows(Counter(pairs))


def _rows(counter: Counter[Pair]) -> list[list[int]]:
    return [[early, late, count] for (early, late), count in sorted(counter.items())]
