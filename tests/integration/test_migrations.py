"""Upgrading a database that people have used: every row is kept, whatever version it came from."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import text

from app import create_app
from app.config import Settings
from app.extensions import db
from tests.schema_rows import fill, held

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.fixture
def config(empty_database_url, tmp_path):
    app = create_app(Settings(data=tmp_path / "data", database_url=empty_database_url))
    with app.app_context():
        yield app.extensions["migrate"].migrate.get_config()
        db.engine.dispose()


REWORKED = {
    "answer_sums",
    "counted_responses",
    "event_figures",
    "partner_figures",
    "released_cuts",
    "released_figures",
    "released_rows",
}
"""What becomes of these is tested in `tests/integration/disclosure/test_carrying_over.py`."""

WHAT_IS_NEXT = {"counted": {"has_news"}}
"""Columns by which a migration asks for something to be done again."""


def revisions(config):
    """All revisions, oldest first."""
    walk = ScriptDirectory.from_config(config).walk_revisions()
    return [script.revision for script in walk][::-1]


def lost(before, after):
    """What a table held before and does not hold after, in the columns that both have."""
    for name, (old_columns, rows) in before.items():
        if name in REWORKED:
            continue
        new_columns, there = after.get(name, ((), []))
        columns = set(old_columns) & set(new_columns) - WHAT_IS_NEXT.get(name, set())
        kept = [{column: row[column] for column in columns} for row in there]
        for row in rows:
            if not columns or {column: row[column] for column in columns} not in kept:
                yield name, row


def triggers():
    with db.engine.connect() as connection:
        return set(connection.scalars(text(TRIGGERS[db.engine.dialect.name])))


def held_now():
    with db.engine.connect() as connection:
        return held(connection)


def fill_all(names, number=1):
    with db.engine.begin() as connection:
        fill(connection, names, number)
        return held(connection)


def test_each_version_with_data_becomes_the_next_and_keeps_every_row(config):
    before = {}
    for number, revision in enumerate(revisions(config), start=1):
        command.upgrade(config, revision)
        after = held_now()
        assert (revision, list(lost(before, after))) == (revision, [])
        new = [name for name in after if after[name][0] != before.get(name, ((), ()))[0]]
        before = fill_all(new, number)


def test_the_first_version_with_data_becomes_what_a_new_database_is(config):
    command.upgrade(config, "head")
    made_anew = triggers()
    command.downgrade(config, "base")
    command.upgrade(config, revisions(config)[0])
    before = fill_all(list(held_now()))
    command.upgrade(config, "head")
    command.check(config)
    assert (list(lost(before, held_now())), triggers()) == ([], made_anew)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_migration_that_would_leave_a_broken_reference_changes_nothing(config):
    command.upgrade(config, "0001")
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(
            "INSERT INTO links VALUES ('T', 's', 'gone', 'staff', NULL, NULL, NULL, NULL, NULL,"
            " 0, 0, '2026-01-01')"
        )
        connection.commit()
    db.engine.dispose()
    before = held_now()
    with pytest.raises(CommandError, match="nothing was changed: rows of links would refer to"):
        command.upgrade(config, "head")
    assert held_now() == before


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_key_comes_first_where_rows_have_no_number_so_that_a_check_can_be_trusted(config):
    command.upgrade(config, "head")
    fill_all(list(held_now()))
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE comments SET received_on = NULL")
        without = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")
        ).all()
        first = {
            name: connection.exec_driver_sql(f"PRAGMA table_info({name})").mappings().first()["pk"]
            for name in without
        }
        assert first == dict.fromkeys(["comments", "responses"], 1)
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_staff_keep_their_roles_and_nobody_comes_to_do_more_on_the_way_back(config):
    command.upgrade(config, "0116")
    with db.engine.begin() as connection:
        for number, role in enumerate(("admin", "reader", "reader"), start=1):
            connection.exec_driver_sql(
                "INSERT INTO users (id, email, name, role, password_hash, is_active, created_on)"
                " VALUES (?, ?, 'A', ?, 'x', 1, '2026-01-01')",
                (f"{number:032x}", f"{number}@example.org", role),
            )
    command.upgrade(config, "0106")
    granted = "SELECT email, grants.role FROM users JOIN grants ON user_id = users.id ORDER BY 1"
    with db.engine.begin() as connection:
        assert connection.exec_driver_sql(granted).all() == [
            ("1@example.org", "admin"),
            ("2@example.org", "reader"),
            ("3@example.org", "reader"),
        ]
        connection.exec_driver_sql("UPDATE grants SET role = 'auditor' WHERE user_id LIKE '%3'")
    command.downgrade(config, "0116")
    with db.engine.begin() as connection:
        assert connection.exec_driver_sql(
            "SELECT email, role, is_active FROM users ORDER BY 1"
        ).all() == [
            ("1@example.org", "admin", 1),
            ("2@example.org", "reader", 1),
            ("3@example.org", "reader", 0),
        ]
