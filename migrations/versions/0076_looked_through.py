"""when the machine last came to the end of what waited for it

Revision ID: 0076
Revises: 0053
"""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "looked_through",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looked_through")),
    )


def downgrade() -> None:
    op.drop_table("looked_through")
