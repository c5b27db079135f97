"""pages that answered a form, for an hour

Revision ID: 0080
Revises: 0079
"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_pages",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("session_key", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_key"],
            ["staff_sessions.key"],
            name=op.f("fk_kept_pages_session_key_staff_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_kept_pages")),
    )
    op.create_index(op.f("ix_kept_pages_session_key"), "kept_pages", ["session_key"])
    op.create_index(op.f("ix_kept_pages_kept_at"), "kept_pages", ["kept_at"])


def downgrade() -> None:
    op.drop_table("kept_pages")
