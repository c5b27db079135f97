"""Faults of rules that nobody can ever meet: the question is written and never asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from typing import Any, Final

from app.surveys.answers import exclusive_clash
from app.surveys.faults import FaultList
from app.surveys.parts import Kind, Question
from app.surveys.reading.questions import ReadQuestion
from app.surveys.rules import Condition, asked, conditions

MOST_TRIED: Final = 50_000
"""Sets of answers tried for one question; a rule that needs more is taken on trust."""


def check_reachable(questions: Sequence[ReadQuestion], faults: FaultList) -> None:
    """Each question is asked of somebody: of every rule some answers are tried that could meet it.

    Only where the rules have no other faults, since it goes by what they name.
    """
    every = [each.question for each in questions]
    for each in questions:
        if each.conditions and not _can_be_asked(each.question, every):
            label = f"the rule of question '{each.question.id}'"
            message = f"{label} can never be true, so that nobody would ever be asked it"
            faults.add(each.conditions[0].place, f"{message}; correct the rule or remove it")


def _can_be_asked(question: Question, every: Sequence[Question]) -> bool:
    named = _named(question, {each.id: each for each in every})
    looked_at = _conditions_by_question(each for each in every if each.id in named)
    path = [each for each in every if each.id in named]
    choices = [(each.id, list(_answers(each, looked_at[each.id]))) for each in path[:-1]]
    names = [name for name, _ in choices]
    tried = 0
    for answers in islice(product(*(some for _, some in choices)), MOST_TRIED):
        tried += 1
        given = {name: each for name, each in zip(names, answers, strict=True) if each is not None}
        if asked(path, given)[-1:] == (question,):
            return True
    return tried == MOST_TRIED


def _named(question: Question, by_id: Mapping[str, Question]) -> set[str]:
    """The question, what its rule names, what those rules name, and so on."""
    found: set[str] = set()
    waiting = [question.id]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            rule = by_id[name].ask_if
            waiting += [each.question for each in conditions(rule)] if rule else []
    return found


def _conditions_by_question(questions: Iterable[Question]) -> Mapping[str, list[Condition]]:
    found: defaultdict[str, list[Condition]] = defaultdict(list)
    for question in questions:
        for each in conditions(question.ask_if) if question.ask_if else ():
            found[each.question].append(each)
    return found


def _answers(question: Question, looked_at: Sequence[Condition]) -> Iterator[Any]:
    """An answer of each kind that these conditions distinguish, and none."""
    yield None
    if question.kind is Kind.NUMBER:
        yield from _numbers(question, looked_at)
    elif question.kind is Kind.MULTIPLE_CHOICE:
        yield from _choices(question, looked_at)
    elif question.options:
        yield from _codes_that_differ(question, looked_at)
    else:
        yield "something"


def _numbers(question: Question, looked_at: Sequence[Condition]) -> Iterator[int]:
    limits = [each.value for each in looked_at if type(each.value) is int]
    bounds = [each for each in (question.minimum, question.maximum) if each is not None]
    near = {limit + step for limit in (*limits, *bounds, 0) for step in (-1, 0, 1)}
    for number in sorted(near):
        is_low = question.minimum is not None and number < question.minimum
        is_high = question.maximum is not None and number > question.maximum
        if not (is_low or is_high):
            yield number


def _choices(question: Question, looked_at: Sequence[Condition]) -> Iterator[list[str]]:
    telling = _codes_that_differ(question, looked_at)
    for size in range(1, len(telling) + 1):
        for some in combinations(telling, size):
            if not exclusive_clash(question, some):
                yield list(some)


def _codes_that_differ(question: Question, looked_at: Sequence[Condition]) -> list[str]:
    """The codes that are looked at, and one that is not."""
    codes = [option.code for option in question.all_options]
    named = {code for each in looked_at if isinstance(each.value, tuple) for code in each.value}
    others = [code for code in codes if code not in named]
    return [*(code for code in codes if code in named), *others[:1]]
