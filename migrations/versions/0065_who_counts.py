"""answers are counted anew where it changed what counts: practice, records, and what is good

Notes of auditors are nobody's feelings, and answers about records are counted by rounds of audits
only. What was shown of people stays remembered.

Revision ID: 0065
Revises: 0073
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0073"
branch_labels = None
depends_on = None

AUDITORS = "auditors"
RECORD = {"record_number", "auditor_seat"}
PRACTICE = ("people-supported", 1)

versions = sa.table(
    "survey_versions", sa.column("survey_id"), sa.column("version"), sa.column("document", sa.JSON)
)
responses = sa.table("responses", sa.column("id"), sa.column("survey_id"), sa.column("version"))
counted = sa.table("counted_responses", sa.column("response_id"), sa.column("content_hash"))
series = sa.table(
    "answer_series",
    sa.column("id"),
    sa.column("survey_id"),
    sa.column("version"),
    sa.column("audience"),
)
of_series = [sa.table(name, sa.column("series_id")) for name in ("answer_sums", "released_cuts")]
of_views = [sa.table(name, sa.column("audience")) for name in ("views", "view_cells")]


def upgrade() -> None:
    for survey_id, version, document in _published():
        if _is_of_records(document):
            _forget_sums(survey_id, version)
        elif _counts_otherwise(survey_id, version, document):
            _count_anew(survey_id, version)
    for each in of_views:
        # What came by links to surveys for everybody is filed by the link, and counted anew.
        op.execute(sa.delete(each).where(each.c.audience.in_([AUDITORS, "public"])))


def downgrade() -> None:
    """What was counted otherwise is counted again by the worker as it counted then."""
    for survey_id, version, document in _published():
        if _is_of_records(document):
            _uncount(survey_id, version)
        elif _counts_otherwise(survey_id, version, document):
            _count_anew(survey_id, version)


def _published():
    return op.get_bind().execute(sa.select(versions)).all()


def _questions(document):
    return [each for part in document.get("parts", ()) for each in part["questions"]]


def _is_of_records(document):
    asked = {each["id"] for each in _questions(document)}
    return document.get("audience") == AUDITORS and asked >= RECORD


def _counts_otherwise(survey_id, version, document):
    return (survey_id, version) == PRACTICE or any(
        each.get("reverse", False) and each["kind"] == "rating" for each in _questions(document)
    )


def _answers(survey_id, version):
    found = sa.select(responses.c.id).where(
        responses.c.survey_id == survey_id, responses.c.version == version
    )
    return counted.c.response_id.in_(found)


def _count_anew(survey_id, version):
    """The worker counts an answer anew whose content is not the one that it counted."""
    op.execute(sa.update(counted).where(_answers(survey_id, version)).values(content_hash=""))


def _uncount(survey_id, version):
    op.execute(sa.delete(counted).where(_answers(survey_id, version)))


def _forget_sums(survey_id, version):
    """Figures of records that were told as if each record were a person."""
    found = sa.select(series.c.id).where(
        series.c.survey_id == survey_id,
        series.c.version == version,
        series.c.audience == AUDITORS,
    )
    for each in of_series:
        op.execute(sa.delete(each).where(each.c.series_id.in_(found)))
