"""where somebody decided that the limits of a chart begin anew

Revision ID: 0021
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rebases",
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("service", sa.String(length=36), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rebases")),
        sa.UniqueConstraint(
            "about",
            "service",
            "audience",
            "month",
            name=op.f("uq_rebases_about_service_audience_month"),
        ),
    )


def downgrade() -> None:
    op.drop_table("rebases")
