"""an organisation's own words have a field for each language

Revision ID: 0058
Revises: 0069
"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0069"
branch_labels = None
depends_on = None

TABLES = ("organisation", "services")


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column("translations", sa.JSON(), nullable=False, server_default="{}")
            )
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.alter_column("translations", server_default=None)


def downgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_column("translations")
