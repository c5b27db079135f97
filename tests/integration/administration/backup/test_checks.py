"""SQLite says of some tables that values are missing which are there; others are found."""

import pytest
from sqlalchemy import create_engine

from app.administration.backup.checks import refuse_unsound
from app.kernel.errors import Refused

KEY_LAST = (
    "CREATE TABLE told (note TEXT, words TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (id))"
    " WITHOUT ROWID"
)


@pytest.fixture
def connection():
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_a_value_that_is_only_said_to_be_missing_is_no_fault(connection):
    connection.exec_driver_sql(KEY_LAST)
    connection.exec_driver_sql("INSERT INTO told VALUES (NULL, 'here', 'first')")
    version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    is_old = tuple(map(int, version.split("."))) < (3, 54, 0)
    assert (version, said) == (version, "NULL value in told.words" if is_old else "ok")
    refuse_unsound(connection)


def test_a_value_that_is_missing_is_one(connection):
    connection.exec_driver_sql("CREATE TABLE told (name TEXT, note TEXT)")
    connection.exec_driver_sql("INSERT INTO told VALUES ('here', NULL)")
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = 'CREATE TABLE told (name TEXT, note TEXT NOT NULL)'"
    )
    connection.commit()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar()
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    with pytest.raises(Refused) as refused:
        refuse_unsound(connection)
    assert str(refused.value) == (
        "The restored database is not sound: NULL value in told.note. Nothing was changed. Try a "
        "disk that is not damaged, and another backup."
    )


def test_a_row_that_refers_to_nothing_is_one(connection):
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("CREATE TABLE one (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("CREATE TABLE two (one_id INTEGER REFERENCES one (id))")
    connection.exec_driver_sql("INSERT INTO two VALUES (7)")
    with pytest.raises(Refused, match="^Rows of two refer to rows that are not there"):
        refuse_unsound(connection)
