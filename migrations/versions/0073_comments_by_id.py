"""the id of a comment is its first column

SQLite before 3.54 looks for NULL in the wrong columns of a table without row numbers whose key does
not come first, so that its check of a whole database could not be trusted.

Revision ID: 0073
Revises: 0072
"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

COLUMNS = ("response_id", "question_id", "received_on", "is_read", "signal")


def upgrade() -> None:
    _reorder(("id", *COLUMNS))


def downgrade() -> None:
    _reorder((*COLUMNS, "id"))


def _reorder(columns: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    with op.batch_alter_table(
        "comments",
        recreate="always",
        partial_reordering=[columns],
        table_kwargs={"sqlite_with_rowid": False},
    ) as batch_op:
        # Something has to be said of the table for its copy to be made.
        batch_op.alter_column("id", existing_type=sa.Uuid(), nullable=False)
