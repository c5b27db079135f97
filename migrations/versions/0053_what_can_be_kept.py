"""words that were stored with characters that cannot be kept are mended, and stay out

On PostgreSQL one NUL in the JSON of one answer stopped every export and count of its survey. What
respondents and staff wrote is mended; published surveys, frameworks and the records that are only
ever added to stay as they were written.

Revision ID: 0053
Revises: 0068
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

from app.kernel.storable import UNSTORABLE, all_storable

revision = "0053"
down_revision = "0068"
branch_labels = None
depends_on = None

LEFT_AS_WRITTEN = {
    *("alembic_version", "survey_versions", "framework_documents", "sealing_keys", "users"),
    *("audit_entries", "decisions", "case_steps", "corrections"),
}
# PostgreSQL's own words for what `UNSTORABLE` says, and how JSON may write the same.
RAW = r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"
ESCAPED = r"\\(u00[0189][0-9a-f]|u007f|[bf]|u[df][0-9a-f]{3})"
ESCAPED_ANYWHERE = re.compile(ESCAPED, re.IGNORECASE)
NO_NUL = (
    r"answers::text !~ '(^|[^\\])(\\\\)*\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})'"  # as JSON has it
)


def upgrade() -> None:
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        driver = connection.connection.driver_connection
        driver.create_function("may_be_unstorable", 1, _may_be_unstorable, deterministic=True)
    metadata = sa.MetaData()
    metadata.reflect(connection)
    for table in metadata.sorted_tables:
        if table.name not in LEFT_AS_WRITTEN:
            for column in _columns_of_words(connection, table):
                _mend(connection, table, column)
    if not is_sqlite:
        op.execute(f"ALTER TABLE responses ADD CONSTRAINT ck_responses_storable CHECK ({NO_NUL})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE responses DROP CONSTRAINT ck_responses_storable")


def _may_be_unstorable(text: Any) -> bool:
    if not isinstance(text, str):
        return False
    return bool(UNSTORABLE.search(text) or ESCAPED_ANYWHERE.search(text))


def _columns_of_words(connection: sa.Connection, table: sa.Table) -> Iterator[sa.Column[Any]]:
    """Columns with words or JSON by which no row is found; a key could not be changed alone."""
    unique = {
        name
        for constraint in sa.inspect(connection).get_unique_constraints(table.name)
        for name in constraint["column_names"]
    }
    for column in table.columns:
        is_key = column.primary_key or column.foreign_keys or column.name in unique
        if not is_key and isinstance(column.type, sa.String | sa.JSON):
            yield column


def _mend(connection: sa.Connection, table: sa.Table, column: sa.Column[Any]) -> None:
    as_text = sa.type_coerce(sa.cast(column, sa.Text), sa.Text)
    if connection.dialect.name == "sqlite":
        is_found = sa.func.may_be_unstorable(sa.type_coerce(column, sa.Text)).is_(sa.true())
        as_text = sa.type_coerce(column, sa.Text)
    else:
        is_found = as_text.regexp_match(f"{RAW}|{ESCAPED}", flags="i")
    keys = list(table.primary_key.columns)
    for *key, text in connection.execute(sa.select(*keys, as_text).where(is_found)).all():
        is_json = isinstance(column.type, sa.JSON)
        written = json.loads(text) if is_json else text
        mended = all_storable(written)
        if mended != written:
            here = [name == value for name, value in zip(keys, key, strict=True)]
            connection.execute(sa.update(table).where(*here).values({column: mended}))
            if column is table.columns.get("answers"):
                _hash_anew(connection, table, here, mended)


def _hash_anew(
    connection: sa.Connection, responses: sa.Table, here: list[Any], answers: dict[str, Any]
) -> None:
    """A device that sends the same answer once more is thanked, since it is the same still."""
    names = ("link_token", "survey_id", "version")
    found = connection.execute(sa.select(*(responses.c[name] for name in names)).where(*here))
    said = [*found.one(), answers]
    digest = hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
    connection.execute(sa.update(responses).where(*here).values(content_hash=digest))
