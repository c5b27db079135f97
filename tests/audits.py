"""Audit tools and auditors' answers for tests."""

from typing import Any

from app.collection.responses.queries import ResponseRow
from app.surveys.definition import Survey
from app.surveys.parts import Kind, Question
from tests.factories import option, question, survey
from tests.given import given

CODES = ("yes", "partly", "no")


def criterion(criterion_id: str, **more: Any) -> Question:
    """A question that is answered yes, partly, no or not applicable."""
    non_substantive = (option("not_applicable"),)
    return question(
        criterion_id, Kind.SINGLE_CHOICE, *CODES, non_substantive=non_substantive, **more
    )


def tool(*criteria: str, survey_id: str = "plans", version: int = 1, **more: Any) -> Survey:
    """A tool with these criteria, each with its note and evidence."""
    ids = [each + part for each in criteria for part in ("_note", "_evidence")]
    return survey(
        question("record_number", Kind.NUMBER, minimum=1),
        question("auditor_seat", Kind.SINGLE_CHOICE, "first", "second"),
        *(criterion(each, theme=each) for each in criteria),
        *(question(each, Kind.SHORT_TEXT) for each in ids),
        **{"survey_id": survey_id, "version": version, "audience": "auditors", **more},
    )


def about(
    number: int | None, seat: str | None = "first", version: int = 1, **answers: str
) -> ResponseRow:
    """An auditor's answers about one record."""
    said = {"record_number": number, "auditor_seat": seat, **answers}
    kept = {name: value for name, value in said.items() if value is not None}
    return given(kept, survey_id="plans", audience="auditors", version=version)
