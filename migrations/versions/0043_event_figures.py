"""whose views an event brought, as last shown

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_figures",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("as_partners", sa.Integer(), nullable=False),
        sa.Column("passing_on", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_figures_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "event_id", "survey_id", "version", "audience", name=op.f("pk_event_figures")
        ),
    )


def downgrade() -> None:
    op.drop_table("event_figures")
