"""Answers in canonical form, so that equal answers are equal bytes."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from app.surveys.parts import Question
from app.surveys.rules import is_answered


def ordered_codes(question: Question, codes: Collection[str]) -> list[str]:
    """The chosen codes in the order of the definition, each once; unknown ones are dropped."""
    chosen = frozenset(codes)
    return [option.code for option in question.all_options if option.code in chosen]


def exclusive_clash(question: Question, codes: Collection[str]) -> str | None:
    """The code of an exclusive option that was chosen beside others, or None."""
    chosen = ordered_codes(question, codes)
    exclusive = {option.code for option in question.all_options if option.exclusive}
    clashing = [code for code in chosen if code in exclusive]
    return clashing[0] if clashing and len(chosen) > 1 else None


def canonical_answers(questions: Iterable[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers in the order of the questions, without blanks and unknown questions.

    Texts of white space alone are blank. Several choices come in the order of the definition.
    """
    canonical: dict[str, Any] = {}
    for question in questions:
        answer = _canonical(question, answers.get(question.id))
        if question.is_answerable and is_answered(answer):
            canonical[question.id] = answer
    return canonical


def _canonical(question: Question, answer: object) -> object:
    if isinstance(answer, str):
        return answer if answer.strip() else None
    if isinstance(answer, list | tuple):
        return ordered_codes(question, [each for each in answer if isinstance(each, str)])
    return answer
