"""how the machine reads those who were read blind

Revision ID: 0091
Revises: 0090
"""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measured_people",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_measured_people_response_id_responses"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_measured_people")),
    )
    op.create_table(
        "measured_readings",
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "language", "theme", "source", "outcome", name=op.f("pk_measured_readings")
        ),
    )


def downgrade() -> None:
    op.drop_table("measured_readings")
    op.drop_table("measured_people")
