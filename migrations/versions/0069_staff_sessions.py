"""sessions of staff are kept here, and so is how fast passwords are tried

Whoever is signed in when this comes signs in once more.

Revision ID: 0069
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_staff_sessions_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sessions")),
        sa.UniqueConstraint("key", name=op.f("uq_staff_sessions_key")),
    )
    op.create_index(op.f("ix_staff_sessions_user_id"), "staff_sessions", ["user_id"])
    op.create_table(
        "guess_lanes",
        sa.Column("lane", sa.String(length=64), nullable=False),
        sa.Column("free_at", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("lane", name=op.f("pk_guess_lanes")),
    )


def downgrade() -> None:
    op.drop_table("guess_lanes")
    op.drop_table("staff_sessions")
