"""Who is asked what, held to the vectors that the page's script is held to as well."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.surveys.rules import (
    AllOf,
    AnyOf,
    Condition,
    Not,
    Operator,
    Rule,
    applicable_answers,
    asked,
    questions_named,
    rule_document,
    rule_from_document,
)

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rules.json").read_text("utf-8"))


@dataclass(frozen=True)
class Asked:
    """As much of a question as the walk needs."""

    id: str
    ask_if: Rule | None = None


def questions_of(vector: dict[str, Any]) -> list[Asked]:
    """The questions of a vector."""
    rules = [(each["id"], each.get("ask_if")) for each in vector["questions"]]
    return [Asked(name, rule and rule_from_document(rule)) for name, rule in rules]


@pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])
def test_vector(vector: dict[str, Any]) -> None:
    questions = questions_of(vector)
    assert [each.id for each in asked(questions, vector["answers"])] == vector["asked"]
    kept = {name: vector["answers"][name] for name in vector["asked"] if name in vector["answers"]}
    assert applicable_answers(questions, vector["answers"]) == kept


@pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])
def test_a_rule_comes_back_from_its_document(vector: dict[str, Any]) -> None:
    for question in vector["questions"]:
        if "ask_if" in question:
            rule = rule_from_document(question["ask_if"])
            assert rule_document(rule) == question["ask_if"]
            assert rule_from_document(rule_document(rule)) == rule


def test_kept_answers_come_in_the_order_of_the_questions() -> None:
    questions = [Asked("a"), Asked("b", Condition("a", Operator.IS, ("x",))), Asked("c")]
    kept = applicable_answers(questions, {"c": 1, "b": 2, "a": "x", "unknown": 3})
    assert list(kept.items()) == [("a", "x"), ("b", 2), ("c", 1)]
    assert applicable_answers(questions, {"c": 1, "b": 2, "a": "y"}) == {"a": "y", "c": 1}


def test_a_rule_names_its_questions_once_in_the_order_written() -> None:
    yes = Condition("a", Operator.IS, ("yes",))
    rule = AnyOf((AllOf((yes, Condition("c", Operator.AT_MOST, 3))), Not(yes)))
    assert questions_named(rule) == ("a", "c")


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"question": "a"},
        {"question": "a", "is": ["x"], "is_not": ["y"]},
        {"question": "a", "resembles": ["x"]},
        {"question": 3, "is": ["x"]},
        {"all": {}},
        {"is": ["x"]},
    ],
)
def test_anything_else_is_no_rule(document: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"not a rule|not a valid Operator"):
        rule_from_document(document)
