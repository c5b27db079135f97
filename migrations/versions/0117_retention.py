"""what is still held of a response, and on which days what was due was deleted

What was decided and done about a comment is still never changed; it is deleted only where the
comment stands in `comments_due`, which is so for the length of the transaction that deletes it.

Revision ID: 0117
Revises: 0106
"""

import sqlalchemy as sa
from alembic import op

revision = "0117"
down_revision = "0106"
branch_labels = None
depends_on = None


KEPT = ("case_steps", "corrections", "decisions")
IS_DUE = "EXISTS (SELECT 1 FROM comments_due WHERE comment_id = OLD.comment_id)"
FUNCTION = f"""
CREATE FUNCTION only_deleted_when_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {IS_DUE} THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END $$
"""


def upgrade() -> None:
    op.add_column(
        "responses", sa.Column("held", sa.String(length=8), server_default="all", nullable=False)
    )
    op.create_table(
        "retention_runs",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("deleted", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_retention_runs")),
    )
    op.create_table(
        "comments_due",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comments_due")),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        op.execute(FUNCTION)
    for table in KEPT:
        _drop(table, is_sqlite)
        op.execute(
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} WHEN NOT {IS_DUE} BEGIN"
            f" SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            if is_sqlite
            else f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION only_deleted_when_due()"
        )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in KEPT:
        _drop(table, is_sqlite)
        op.execute(
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} BEGIN"
            f" SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            if is_sqlite
            else f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION only_added_to()"
        )
    if not is_sqlite:
        op.execute("DROP FUNCTION only_deleted_when_due()")
    op.drop_table("comments_due")
    op.drop_table("retention_runs")
    op.drop_column("responses", "held")


def _drop(table: str, is_sqlite: bool) -> None:
    op.execute(f"DROP TRIGGER {table}_delete" + ("" if is_sqlite else f" ON {table}"))
