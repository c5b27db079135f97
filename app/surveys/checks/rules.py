"""Faults of rules: they look back, at questions that exist, in ways that fit the question."""

from collections.abc import Mapping, Sequence

from app.surveys.faults import FaultList
from app.surveys.parts import Edition, Kind, Question
from app.surveys.reading.fields import unknown
from app.surveys.reading.questions import ReadQuestion
from app.surveys.reading.rules import LocatedCondition
from app.surveys.rules import CODE_OPERATORS, Condition, Operator

_SINGLE_ANSWER = frozenset({Kind.SINGLE_CHOICE, Kind.RATING, Kind.YES_NO})
_FITTING: Mapping[Operator, frozenset[Kind]] = {
    Operator.IS: _SINGLE_ANSWER,
    Operator.IS_NOT: _SINGLE_ANSWER | {Kind.MULTIPLE_CHOICE},
    Operator.INCLUDES: frozenset({Kind.MULTIPLE_CHOICE}),
    Operator.AT_LEAST: frozenset({Kind.NUMBER}),
    Operator.AT_MOST: frozenset({Kind.NUMBER}),
    Operator.ANSWERED: frozenset(Kind) - {Kind.INFORMATION},
}


def check_rules(questions: Sequence[ReadQuestion], faults: FaultList) -> None:
    """Check every rule of a survey against its questions."""
    by_id: dict[str, Question] = {}
    for each in questions:
        by_id.setdefault(each.question.id, each.question)
    graph = _graph(questions)
    earlier: set[str] = set()
    for each in questions:
        for located in each.conditions:
            message = _direction(each.question.id, located.condition, by_id, earlier, graph)
            if message is None:
                _check_fit(each.question, located, by_id, faults)
            else:
                faults.add(located.place, message)
        earlier.add(each.question.id)


def _direction(
    own: str,
    condition: Condition,
    by_id: Mapping[str, Question],
    earlier: set[str],
    graph: Mapping[str, Sequence[str]],
) -> str | None:
    """Why the rule cannot look at the question it names, or None."""
    named = condition.question
    label = f"the rule of question '{own}'"
    if named == own:
        return f"{label} looks at the question itself; name an earlier question"
    if named not in by_id:
        return unknown("question", named, by_id, label)
    if named in earlier:
        return None
    loop = _path(named, own, graph)
    if loop:
        chain = " → ".join([own, *loop])
        return f"{label} goes in a circle ({chain}); let it look only at earlier questions"
    return f"{label} looks forward to '{named}'; move that question before it"


def _check_fit(
    question: Question,
    located: LocatedCondition,
    by_id: Mapping[str, Question],
    faults: FaultList,
) -> None:
    condition = located.condition
    named = by_id[condition.question]
    label = f"the rule of question '{question.id}'"
    for edition, name in ((Edition.STANDARD, "standard"), (Edition.EASY_READ, "Easy Read")):
        if question.edition.includes(edition) and not named.edition.includes(edition):
            message = f"{label} names '{named.id}', which the {name} edition does not ask"
            faults.add(located.place, message + "; name a question of the same edition")
    if named.kind not in _FITTING[condition.operator]:
        fitting = [name.value for name, kinds in _FITTING.items() if named.kind in kinds]
        remedy = f"use {' or '.join(fitting)}" if fitting else "name a question that is answered"
        message = f"{label} uses '{condition.operator.value}', but '{named.id}' is {named.kind}"
        faults.add(located.place, f"{message}; {remedy}")
    elif condition.operator in CODE_OPERATORS:
        _check_codes(condition, named, label, located, faults)


def _check_codes(
    condition: Condition,
    named: Question,
    label: str,
    located: LocatedCondition,
    faults: FaultList,
) -> None:
    known = [option.code for option in named.all_options]
    codes = condition.value if isinstance(condition.value, tuple) else ()
    for code in codes:
        if known and code not in known:
            where = f"{label}, which looks at '{named.id}'"
            faults.add(located.place, unknown("code", code, known, where))


def _graph(questions: Sequence[ReadQuestion]) -> dict[str, list[str]]:
    return {
        each.question.id: [located.condition.question for located in each.conditions]
        for each in questions
    }


def _path(start: str, goal: str, graph: Mapping[str, Sequence[str]]) -> list[str]:
    """The questions from ``start`` to ``goal`` along their rules, or an empty list."""
    came_from: dict[str, str | None] = {start: None}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for following in graph.get(here, ()):
            if following not in came_from:
                came_from[following] = here
                waiting.append(following)
    if goal not in came_from:
        return []
    steps: list[str] = []
    step: str | None = goal
    while step is not None:
        steps.append(step)
        step = came_from[step]
    return steps[::-1]
