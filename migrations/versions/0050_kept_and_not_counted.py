"""what was written and cannot be counted is kept beside the answers

Revision ID: 0050
Revises: 0076
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("responses", sa.Column("stray", sa.JSON(), nullable=True))
    op.add_column(
        "responses",
        sa.Column("is_counted", sa.Boolean(), nullable=False, server_default=sa.true()),
    )


def downgrade() -> None:
    op.drop_column("responses", "is_counted")
    op.drop_column("responses", "stray")
