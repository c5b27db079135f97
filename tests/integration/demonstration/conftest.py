"""One demonstration for each kind of database, since loading a year takes a while."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from app.cli import main
from app.config import Settings
from tests.staff import SECRET


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def loaded_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """Settings of an installation with a database of its own for these tests."""
    kind = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    folder = tmp_path_factory.mktemp("demonstration")
    with request.getfixturevalue(kind).fresh(folder) as address:
        yield Settings(
            data=folder / "data",
            database_url=address,
            base_url="http://127.0.0.1:8000",
            secret_key=SECRET,
        )


@pytest.fixture(scope="module")
def printed(loaded_settings: Settings) -> object:
    """What `ownwords demo` said of what it loaded."""
    names = ("data", "database_url", "base_url", "secret_key")
    environment = {
        f"OWNWORDS_{name.upper()}": str(getattr(loaded_settings, name)) for name in names
    }
    done = CliRunner(env=environment).invoke(main, ["demo", "--unread", "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)
