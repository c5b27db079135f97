"""The application on a real database; each test here runs on SQLite and on PostgreSQL."""

import shutil
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from app import extensions
from app.administration.accounts import passwords
from app.cli import main
from app.collection.answering import delivery
from app.comments.queue.mail import Mailer
from app.config import Settings
from scripts.throwaway_postgres import throwaway_postgres
from tests.applications import Applications
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.mail import Inbox, mail_server
from tests.staff import SECRET

Command = Callable[..., Result]
BEST = delivery.QUALITY


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_the_disk() -> Iterator[None]:
    """What tests keep may be lost with the power."""
    pragmas = tuple(each.replace("FULL", "OFF") for each in extensions.SQLITE_PRAGMAS)
    patch = pytest.MonkeyPatch()
    patch.setattr(extensions, "SQLITE_PRAGMAS", pragmas)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _quick_compression() -> Iterator[None]:
    """The best takes up to a tenth of a second a page; `best_compression` is for what weighs it."""
    patch = pytest.MonkeyPatch()
    patch.setattr(delivery, "QUALITY", 1)
    yield
    patch.undo()


@pytest.fixture
def best_compression(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages as small as they travel, and none that another test left."""
    monkeypatch.setattr(delivery, "QUALITY", BEST)
    monkeypatch.setattr(delivery, "_cache", OrderedDict())


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password's hash takes a fifth of a second on purpose; unit tests hold how it is made."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """SQLite, migrated once a session."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresDatabases]:
    """A real PostgreSQL, migrated once a session."""
    with throwaway_postgres() as server:
        databases = PostgresDatabases(server, tmp_path_factory.mktemp("postgres"))
        yield databases
        databases.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def databases(request: pytest.FixtureRequest) -> SqliteDatabases | PostgresDatabases:
    """Where databases come from: the test runs once on each kind."""
    kind = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    found: SqliteDatabases | PostgresDatabases = request.getfixturevalue(kind)
    return found


@pytest.fixture(scope="session")
def folder_of_databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database of one test after another lies."""
    return tmp_path_factory.mktemp("databases")


@pytest.fixture
def database_url(
    databases: SqliteDatabases | PostgresDatabases, folder_of_databases: Path
) -> Iterator[str]:
    """The address of a fresh, migrated database: the address of the last one, so that one
    application serves both.
    """
    shutil.rmtree(folder_of_databases)
    folder_of_databases.mkdir()
    with databases.fresh(folder_of_databases) as address:
        yield address


@pytest.fixture
def empty_database_url(
    databases: SqliteDatabases | PostgresDatabases, tmp_path: Path
) -> Iterator[str]:
    """The address of a database that no migration has touched yet."""
    with databases.empty(tmp_path) as address:
        yield address


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a small installation; a test file may define its own."""
    return Settings(
        data=tmp_path / "data",
        database_url=database_url,
        base_url="http://127.0.0.1:8000",
        secret_key=SECRET,
    )


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once a session, where each application would compile them again."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def applications(compiled_templates: FileSystemBytecodeCache) -> Iterator[Applications]:
    """Applications that were made already."""
    applications = Applications(compiled_templates)
    yield applications
    applications.close()


@pytest.fixture
def app(settings: Settings, applications: Applications) -> Iterator[Flask]:
    """The application; forms are accepted without the token that `protected_client` asks for.

    It is as it was made, and it has begun to serve: `new_app` has not.
    """
    with applications.known(settings) as app:
        yield app


@pytest.fixture
def new_app(settings: Settings, applications: Applications) -> Iterator[Flask]:
    """An application that nobody had before, for a test that adds to it."""
    with applications.new(settings) as app:
        yield app


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An open application context, for tests that call operations and queries themselves."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without script, so to say, that keeps cookies."""
    return app.test_client()


@pytest.fixture
def protected_client(app: Flask) -> FlaskClient:
    """The same with the forms' tokens asked for, as in production."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app.test_client()


@pytest.fixture
def runner(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `ownwords …` on the test's own database: `runner("survey", "list", "--json")`."""
    for name in ("data", "database_url", "base_url", "secret_key"):
        monkeypatch.setenv(f"OWNWORDS_{name.upper()}", str(getattr(settings, name)))

    def run(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=text)

    return run


@pytest.fixture
def inbox() -> Inbox:
    """What the mail server of the test took."""
    return Inbox()


@pytest.fixture
def mailer(inbox: Inbox) -> Iterator[Mailer]:
    """Sends to a real mail server on this machine, into `inbox`."""
    with mail_server(inbox) as mailer:
        yield mailer
