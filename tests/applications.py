"""Applications for tests: made once, then as good as new for each test.

Making one takes as long as most tests do, and what it compiles of templates and SQL as long again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from app import create_app
from app.config import Settings
from app.extensions import db
from app.kernel.files import own_folder
from app.web.readiness import Readiness
from tests.databases import STAYING
from tests.links import forget_addresses


class ClosingClient(FlaskClient):
    """Reads each response to its end and closes it, and so the file that it was read from."""

    def open(self, *args: Any, buffered: bool = True, **more: Any) -> Any:
        """As Flask's own."""
        return super().open(*args, buffered=buffered, **more)


class Applications:
    """One application for all settings that differ in nothing but their data folder."""

    def __init__(self, compiled_templates: FileSystemBytecodeCache) -> None:
        self._compiled_templates = compiled_templates
        self._made: dict[str, tuple[Flask, dict[str, Any], dict[str, Any]]] = {}

    @contextmanager
    def new(self, settings: Settings) -> Iterator[Flask]:
        """An application that nobody had before."""
        app = create_app(settings)
        app.test_client_class = ClosingClient
        app.jinja_env.bytecode_cache = self._compiled_templates
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        forget_addresses()
        yield app
        _close_connections(app)

    @contextmanager
    def known(self, settings: Settings) -> Iterator[Flask]:
        """The application of these settings, as it was when it was made."""
        key = repr(replace(settings, data=Path()))
        if key not in self._made:
            with self.new(settings) as app:
                self._made[key] = (app, dict(app.config), dict(app.extensions))
            _note_connections(app)
        app, config, extensions = self._made[key]
        _restore(app.config, config | {"OWNWORDS": settings})
        _restore(app.extensions, extensions | {"readiness": Readiness(app)})
        own_folder(settings.data)
        # A link of another test may bear the same token, and is remembered for some seconds.
        forget_addresses()
        yield app
        _close_connections(app, only_where_needed=True)

    def close(self) -> None:
        """Close the connections that stayed."""
        for app, _, _ in self._made.values():
            _close_connections(app)


def _restore(now: dict[str, Any], then: dict[str, Any]) -> None:
    now.clear()
    now.update(then)


def _close_connections(app: Flask, *, only_where_needed: bool = False) -> None:
    """Close what an application has open; `only_where_needed` keeps those that wait for more.

    A new connection to PostgreSQL is a new process that knows no table yet, which takes longer than
    a page. A file of SQLite is another with each test.
    """
    with app.app_context():
        db.session.remove()
        pool = db.engine.pool
        waits = isinstance(pool, QueuePool) and pool.checkedout() == 0
        if not (only_where_needed and waits and db.engine.dialect.name == "postgresql"):
            db.engine.dispose()


def _note_connections(app: Flask) -> None:
    """Keep account of what an application has open, for whoever empties its database."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name != "postgresql":
        return
    event.listen(engine, "connect", lambda opened, _: STAYING.add(opened.info.backend_pid))
    event.listen(engine, "close", lambda closed, _: STAYING.discard(closed.info.backend_pid))
