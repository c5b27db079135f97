"""A survey whose answers are measured, and counting them as the worker does."""

from app.extensions import db
from app.results.indicators import operations
from app.surveys.parts import Kind
from tests.factories import option, question, survey
from tests.given import FREQUENCY, rating

RELIGIONS = ("hindu", "muslim", "none")
MEASURED = survey(
    rating("respect", theme="respect", measure="respected"),
    rating("kind", theme="respect", measure="kindness"),
    question("answered_by", Kind.SINGLE_CHOICE, "self", "other_person_absent"),
    question(
        "religion",
        Kind.SINGLE_CHOICE,
        *RELIGIONS,
        part="equality",
        non_substantive=(option("prefer_not"),),
    ),
    survey_id="measured",
    audience="people",
)
ALWAYS, MOSTLY, SOMETIMES, RARELY, NEVER = FREQUENCY


def count() -> None:
    """Count and tell whatever can be, each step a transaction."""
    while operations.refresh_batch():
        db.session.commit()
    operations.refresh_corrections()
    db.session.commit()
    operations.refresh_released()
    db.session.commit()
