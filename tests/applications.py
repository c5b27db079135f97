"""Applications for tests: made once, then as good as new for each test.

Making one takes as long as most tests do, and what it compiles of templates and SQL as long again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from app import create_app
from app.config import Settings
from app.extensions import db
from app.kernel.files import own_folder
from app.web.readiness import Readiness
from tests.links import forget_addresses


class Applications:
    """One application for all settings that differ in nothing but their data folder."""

    def __init__(self, compiled_templates: FileSystemBytecodeCache) -> None:
        self._compiled_templates = compiled_templates
        self._made: dict[str, tuple[Flask, dict[str, Any], dict[str, Any]]] = {}

    @contextmanager
    def new(self, settings: Settings) -> Iterator[Flask]:
        """An application that nobody had before."""
        app = create_app(settings)
        app.jinja_env.bytecode_cache = self._compiled_templates
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        with _alone(app):
            yield app

    @contextmanager
    def known(self, settings: Settings) -> Iterator[Flask]:
        """The application of these settings, as it was when it was made."""
        key = repr(replace(settings, data=Path()))
        if key not in self._made:
            with self.new(settings) as app:
                self._made[key] = (app, dict(app.config), dict(app.extensions))
        app, config, extensions = self._made[key]
        _restore(app.config, config | {"OWNWORDS": settings})
        _restore(app.extensions, extensions | {"readiness": Readiness(app)})
        own_folder(settings.data)
        with _alone(app):
            yield app


def _restore(now: dict[str, Any], then: dict[str, Any]) -> None:
    now.clear()
    now.update(then)


@contextmanager
def _alone(app: Flask) -> Iterator[None]:
    """Nothing of another test is remembered, and no connection stays open."""
    # A link of another test may bear the same token, and is remembered for some seconds.
    forget_addresses()
    yield
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
