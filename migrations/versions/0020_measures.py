"""sums of closed answers, and the register of what was shown of them

Revision ID: 0020
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0025"
branch_labels = None
depends_on = None

PLACE = (
    ("series_id", sa.Integer()),
    ("filed_under", sa.String(length=20)),
    ("service_id", sa.Uuid()),
    ("month", sa.String(length=7)),
    ("subject", sa.String(length=260)),
    ("code", sa.String(length=80)),
)
NUMBERS = ("counted", "taken", "shown")


def upgrade() -> None:
    op.create_table(
        "answer_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("by_another", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_series")),
        sa.UniqueConstraint(
            "survey_id",
            "version",
            "audience",
            "by_another",
            name=op.f("uq_answer_series_survey_id_version_audience_by_another"),
        ),
    )
    op.create_table(
        "answer_sums",
        *(sa.Column(name, kind, nullable=False) for name, kind in PLACE),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        sa.ForeignKeyConstraint(
            ["series_id"], ["answer_series.id"], name=op.f("fk_answer_sums_series_id_answer_series")
        ),
        sa.PrimaryKeyConstraint(*(name for name, _ in PLACE), name=op.f("pk_answer_sums")),
    )
    op.create_table(
        "counted_responses",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_counted_responses_response_id_responses"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_counted_responses")),
    )
    op.create_table(
        "released_cuts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=260), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("filed_under", sa.String(length=20), nullable=False),
        sa.Column("first", sa.String(length=7), nullable=False),
        sa.Column("last", sa.String(length=7), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["answer_series.id"],
            name=op.f("fk_released_cuts_series_id_answer_series"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_cuts")),
        sa.UniqueConstraint(
            "series_id", "subject", "key", name=op.f("uq_released_cuts_series_id_subject_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("released_cuts")
    op.drop_table("counted_responses")
    op.drop_table("answer_sums")
    op.drop_table("answer_series")
