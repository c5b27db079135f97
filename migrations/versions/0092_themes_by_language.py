"""let each theme be released by language at the next count

Revision ID: 0092
Revises: 0091
"""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None

BY_LANGUAGE = "spoke:theme_language=%"


def upgrade() -> None:
    counted = sa.table("counted", sa.column("has_news", sa.Boolean()))
    op.execute(sa.update(counted).values(has_news=True))


def downgrade() -> None:
    sums = sa.table("view_sums", sa.column("subject", sa.String()))
    op.execute(sa.delete(sums).where(sums.c.subject.like(BY_LANGUAGE)))
