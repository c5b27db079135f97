"""An instance with something in every table, and an empty one elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app import create_app
from app.cli import main
from app.collection.sealing.operations import ensure_key
from app.config import Settings
from app.extensions import db
from app.tables import ALL_TABLES
from tests.schema_rows import fill

Run = Callable[..., Result]
OURS = [each.__tablename__ for each in ALL_TABLES]
"""Workers keep tables of their own beside them."""


@pytest.fixture
def database_url(databases, tmp_path: Path) -> Iterator[str]:
    """The address of a database beside its data folder, where a restore puts what was there."""
    with databases.unshared(tmp_path) as address:
        yield address


@pytest.fixture
def app(new_app: Flask) -> Flask:
    """An application of its own, for that database."""
    return new_app


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `ownwords …` on an instance: `on(settings, "backup", "FILE")`."""

    def run(settings: Settings, *arguments: str) -> Result:
        monkeypatch.setenv("OWNWORDS_DATA", str(settings.data))
        monkeypatch.setenv("OWNWORDS_DATABASE_URL", settings.database)
        return CliRunner().invoke(main, list(arguments))

    return run


@pytest.fixture
def filled(app: Flask, settings: Settings) -> Settings:
    """An instance with rows in every table, and keys in its folder."""
    with app.app_context():
        with db.engine.begin() as connection:
            fill(connection, [name for name in OURS if name != "sealing_keys"], 1)
        ensure_key()
        db.session.remove()
        db.engine.dispose()
    (settings.data / "secret-key").write_text("a kept secret of thirty-two characters")
    (settings.data / "model" / "local").mkdir(parents=True)
    (settings.data / "model" / "local" / "measured.json").write_text("{}")
    return settings


@pytest.fixture
def elsewhere(databases, tmp_path: Path) -> Iterator[Settings]:
    """An instance of which there is nothing yet."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with databases.empty(folder) as address:
        yield Settings(data=folder / "data", database_url=address)


def rows(settings: Settings) -> dict[str, list[str]]:
    """Every row of every table, alike on every database: as the mapped classes read them."""
    with create_app(settings, has_pages=False).app_context():
        found = {
            name: sorted(repr(tuple(row)) for row in db.session.execute(table.select()))
            for name, table in db.metadata.tables.items()
        }
        db.session.remove()
        db.engine.dispose()
    return found
