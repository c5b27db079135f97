"""the newest views of a theme are found by an index

Revision ID: 0044
Revises: 0043
"""

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_views_theme_month", "views", ["theme", "month"])


def downgrade() -> None:
    op.drop_index("ix_views_theme_month", table_name="views")
