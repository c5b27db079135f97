"""The application on a real database; each test here runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from app import create_app
from app.cli import main
from app.comments.queue.mail import Mailer
from app.config import Settings
from app.extensions import db
from scripts.throwaway_postgres import throwaway_postgres
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.links import forget_addresses
from tests.mail import Inbox, mail_server
from tests.staff import SECRET

Command = Callable[..., Result]


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """SQLite, migrated once a session."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresDatabases]:
    """A real PostgreSQL, migrated once a session."""
    with throwaway_postgres() as server:
        yield PostgresDatabases(server, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def databases(request: pytest.FixtureRequest) -> SqliteDatabases | PostgresDatabases:
    """Where databases come from: the test runs once on each kind."""
    kind = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    found: SqliteDatabases | PostgresDatabases = request.getfixturevalue(kind)
    return found


@pytest.fixture
def database_url(databases: SqliteDatabases | PostgresDatabases, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database."""
    with databases.fresh(tmp_path) as address:
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


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application; forms are accepted without the token that `protected_client` asks for."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_templates
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    # A link of another test may bear the same token, and is remembered for some seconds.
    forget_addresses()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


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
