"""What is written in the boxes of questions, and what both readers have to make of it."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.surveys.parts import Kind, Question
from tests.factories import option, question

PROJECT: Final = Path(__file__).resolve().parents[1]
VECTORS: Final = json.loads((PROJECT / "tests/vectors/written.json").read_text(encoding="utf-8"))
NAMES: Final = [each["name"] for each in VECTORS]


def question_of(vector: dict[str, Any]) -> Question:
    """The question of a vector, as a survey's definition has it."""
    said = vector["question"]
    alone = said.get("alone", ())
    bounds = {
        name: date.fromisoformat(said[name]) for name in ("earliest", "latest") if name in said
    }
    numbers = {name: said[name] for name in ("minimum", "maximum") if name in said}
    return question(
        "asked",
        Kind(said["kind"]),
        options=tuple(option(code, exclusive=code in alone) for code in said.get("codes", ())),
        maximum_length=said.get("most"),
        **bounds,
        **numbers,
    )


def expected(vector: dict[str, Any]) -> dict[str, Any]:
    """What the vector expects: an answer, a fault with its number, or nothing."""
    return {name: vector[name] for name in ("answer", "fault", "number") if name in vector}
