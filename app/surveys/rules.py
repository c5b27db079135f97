"""Who is asked what.

A rule is a condition on the answer to an earlier question, or all, any or none of other rules.
Questions are walked in order, and only the answers to questions that were themselves asked
count: hiding a question hides what hangs on it. A question without an answer meets no condition
except ``answered: false``, and whatever is inside a ``not``.

The page's script has a twin of this module, held to the same vectors (tests/vectors/rules.json).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

Answers = Mapping[str, Any]
"""Canonical answers by question id: a code, list of codes, whole number, ISO date or text."""

OperatorValue = tuple[str, ...] | int | bool


class Operator(StrEnum):
    """How a condition looks at an answer."""

    IS = "is"
    IS_NOT = "is_not"
    INCLUDES = "includes"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANSWERED = "answered"


CODE_OPERATORS = frozenset({Operator.IS, Operator.IS_NOT, Operator.INCLUDES})
NUMBER_OPERATORS = frozenset({Operator.AT_LEAST, Operator.AT_MOST})


@dataclass(frozen=True)
class Condition:
    """What the answer to one question must be; ``value`` is codes, a number, or true or false."""

    question: str
    operator: Operator
    value: OperatorValue


@dataclass(frozen=True)
class AllOf:
    """Every one of ``rules`` holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of ``rules`` holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class Not:
    """``rule`` does not hold."""

    rule: "Rule"


Rule = Condition | AllOf | AnyOf | Not


class Askable(Protocol):
    """What the walk needs to know of a question."""

    @property
    def id(self) -> str: ...

    @property
    def ask_if(self) -> Rule | None: ...


AskableT = TypeVar("AskableT", bound=Askable)


def holds(rule: Rule, answers: Answers) -> bool:
    """Whether ``rule`` holds for the answers given so far."""
    match rule:
        case AllOf(rules):
            return all(holds(each, answers) for each in rules)
        case AnyOf(rules):
            return any(holds(each, answers) for each in rules)
        case Not(inner):
            return not holds(inner, answers)
        case Condition():
            return _meets(rule, answers.get(rule.question))


def asked(questions: Iterable[AskableT], answers: Answers) -> tuple[AskableT, ...]:
    """The questions that are asked, in order, of a person who gave ``answers``."""
    shown: list[AskableT] = []
    counted: dict[str, Any] = {}
    for question in questions:
        if question.ask_if is not None and not holds(question.ask_if, counted):
            continue
        shown.append(question)
        if question.id in answers:
            counted[question.id] = answers[question.id]
    return tuple(shown)


def applicable_answers(questions: Iterable[AskableT], answers: Answers) -> dict[str, Any]:
    """The answers to questions that are asked, in the order of the questions."""
    return {each.id: answers[each.id] for each in asked(questions, answers) if each.id in answers}


def questions_named(rule: Rule) -> tuple[str, ...]:
    """The ids of the questions a rule looks at, in the order written, each once."""
    return tuple(dict.fromkeys(condition.question for condition in conditions(rule)))


def conditions(rule: Rule) -> Iterator[Condition]:
    """Every condition in a rule, in the order written."""
    match rule:
        case AllOf(rules) | AnyOf(rules):
            for each in rules:
                yield from conditions(each)
        case Not(inner):
            yield from conditions(inner)
        case Condition():
            yield rule


def rule_document(rule: Rule) -> dict[str, Any]:
    """The rule as it is written in a survey file and read by the page's script."""
    match rule:
        case AllOf(rules):
            return {"all": [rule_document(each) for each in rules]}
        case AnyOf(rules):
            return {"any": [rule_document(each) for each in rules]}
        case Not(inner):
            return {"not": rule_document(inner)}
        case Condition(question, operator, value):
            plain = list(value) if isinstance(value, tuple) else value
            return {"question": question, operator.value: plain}


def rule_from_document(document: Mapping[str, Any]) -> Rule:
    """The rule of a document made by ``rule_document``; ValueError for anything else."""
    match document:
        case {"all": list(rules)}:
            return AllOf(tuple(rule_from_document(each) for each in rules))
        case {"any": list(rules)}:
            return AnyOf(tuple(rule_from_document(each) for each in rules))
        case {"not": inner}:
            return Not(rule_from_document(inner))
        case {"question": str(question), **rest} if len(rest) == 1:
            [(operator, value)] = rest.items()
            plain = tuple(value) if isinstance(value, list) else value
            return Condition(question, Operator(operator), plain)
    raise ValueError(f"not a rule: {document!r}")


def _meets(condition: Condition, answer: object) -> bool:
    if condition.operator is Operator.ANSWERED:
        return is_answered(answer) is condition.value
    if not is_answered(answer):
        return False
    match condition.operator:
        case Operator.IS:
            return isinstance(answer, str) and answer in _codes(condition)
        case Operator.IS_NOT:
            return not set(_given_codes(answer)) & set(_codes(condition))
        case Operator.INCLUDES:
            return not isinstance(answer, str) and bool(
                set(_given_codes(answer)) & set(_codes(condition))
            )
        case Operator.AT_LEAST:
            return _is_number(answer) and answer >= condition.value  # type: ignore[operator]
        case _:
            return _is_number(answer) and answer <= condition.value  # type: ignore[operator]


def is_answered(answer: object) -> bool:
    """Whether there is an answer: nothing, an empty string and an empty list are none."""
    return answer is not None and answer != "" and answer != [] and answer != ()


def _codes(condition: Condition) -> Sequence[str]:
    return condition.value if isinstance(condition.value, tuple) else ()


def _given_codes(answer: object) -> tuple[str, ...]:
    if isinstance(answer, str):
        return (answer,)
    if isinstance(answer, list | tuple):
        return tuple(each for each in answer if isinstance(each, str))
    return ()


def _is_number(answer: object) -> bool:
    return isinstance(answer, int) and not isinstance(answer, bool)
