"""audit entries are chained by their hashes, and the database refuses to change them

Entries of before are chained in the order of their moments.

Revision ID: 0116
Revises: 0100
"""

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0116"
down_revision = "0100"
branch_labels = None
depends_on = None

FORMAT = "own-words-audit-1"
START = "0" * 64
AT_ONCE = 1_000

entries = sa.table(
    "audit_entries",
    sa.column("id", sa.Uuid),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor", sa.String),
    sa.column("action", sa.String),
    sa.column("subject", sa.String),
    sa.column("detail", sa.JSON),
    sa.column("number", sa.Integer),
    sa.column("hash", sa.String),
)
SQLITE_TRIGGERS = {
    "audit_entries_stay_as_they_are": (
        "BEFORE UPDATE ON audit_entries BEGIN"
        " SELECT RAISE(ABORT, 'audit entries are never changed'); END"
    ),
    "audit_entries_stay": (
        "BEFORE DELETE ON audit_entries"
        " WHEN OLD.number > COALESCE((SELECT max(anchor) FROM audit_chain), 0) BEGIN"
        " SELECT RAISE(ABORT, 'audit entries are not deleted before their time'); END"
    ),
    "audit_chain_grows": (
        "BEFORE UPDATE ON audit_chain"
        " WHEN NEW.number < OLD.number OR NEW.anchor < OLD.anchor OR NEW.anchor > NEW.number BEGIN"
        " SELECT RAISE(ABORT, 'the audit record is never shortened'); END"
    ),
    "audit_chain_stays": (
        "BEFORE DELETE ON audit_chain BEGIN"
        " SELECT RAISE(ABORT, 'the audit record is never shortened'); END"
    ),
}
POSTGRESQL_FUNCTION = """
CREATE FUNCTION keep_the_audit_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'audit_chain' THEN
    IF TG_OP = 'UPDATE' AND NEW.number >= OLD.number AND NEW.anchor >= OLD.anchor
       AND NEW.anchor <= NEW.number THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit record is never shortened'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' AND OLD.number <= COALESCE((SELECT max(anchor) FROM audit_chain), 0) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit entries are never changed, nor deleted before their time'
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRESQL_TRIGGERS = {
    "audit_entries_stay": (
        "audit_entries",
        "BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW",
    ),
    "audit_entries_are_not_emptied": (
        "audit_entries",
        "BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT",
    ),
    "audit_chain_grows": (
        "audit_chain",
        "BEFORE UPDATE OR DELETE ON audit_chain FOR EACH ROW",
    ),
    "audit_chain_is_not_emptied": (
        "audit_chain",
        "BEFORE TRUNCATE ON audit_chain FOR EACH STATEMENT",
    ),
}


def upgrade() -> None:
    chain = op.create_table(
        "audit_chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("anchor", sa.Integer(), nullable=False),
        sa.Column("anchor_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_chain")),
    )
    with op.batch_alter_table("audit_entries") as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("hash", sa.String(length=64), nullable=True))
    number, head = _chain_all()
    if number:
        row = {"id": 1, "number": number, "head": head, "anchor": 0, "anchor_hash": START}
        op.execute(sa.insert(chain).values(row))
    with op.batch_alter_table("audit_entries") as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("hash", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_unique_constraint(op.f("uq_audit_entries_number"), ["number"])
    _refuse_changes()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, (table, _) in POSTGRESQL_TRIGGERS.items():
            op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute("DROP FUNCTION keep_the_audit_record()")
    else:
        for name in SQLITE_TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
    with op.batch_alter_table("audit_entries") as batch_op:
        batch_op.drop_constraint(op.f("uq_audit_entries_number"), type_="unique")
        batch_op.drop_column("hash")
        batch_op.drop_column("number")
    op.drop_table("audit_chain")


def _chain_all() -> tuple[int, str]:
    """Number and hash all entries; gives those of the last."""
    bind = op.get_bind()
    order = list(bind.execute(sa.select(entries.c.id).order_by(entries.c.at, entries.c.id)))
    number, head = 0, START
    placed = entries.update().where(entries.c.id == sa.bindparam("of"))
    for start in range(0, len(order), AT_ONCE):
        ids = [row.id for row in order[start : start + AT_ONCE]]
        found = bind.execute(sa.select(entries).where(entries.c.id.in_(ids)))
        by_id = {row.id: row for row in found}
        places = []
        for each in ids:
            number, head = number + 1, _hash(head, number + 1, by_id[each])
            places.append({"of": each, "number": number, "hash": head})
        bind.execute(placed, places)
    return number, head


def _hash(previous: str, number: int, row: sa.Row) -> str:
    at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    words = [row.actor, row.action, row.subject, row.detail]
    said = [FORMAT, previous, number, str(row.id), moment, *words]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _refuse_changes() -> None:
    if op.get_bind().dialect.name != "postgresql":
        for name, does in SQLITE_TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {does}")
        return
    op.execute(POSTGRESQL_FUNCTION)
    for name, (_, when) in POSTGRESQL_TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION keep_the_audit_record()")
