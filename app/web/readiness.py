"""Whether answers can be stored now: tried by a write, not guessed, within two seconds."""

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path
from typing import Any, Final

from flask import Flask
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from app.kernel.errors import Refused
from app.kernel.files import whole_or_not
from app.web.database import database_file, has_vanished, newest_migration

PATIENCE: Final = 1.8
DATABASE_MILLISECONDS: Final = 1500
FRESH_SECONDS: Final = 1.0
SPARE_BYTES: Final = 64 * 1024 * 1024
PROBE: Final = "readiness"

STALLED: Final = "the database does not answer in two seconds, or is locked"
UNWRITABLE: Final = "nothing can be written to the database"
VANISHED: Final = "the database file is gone, or empty"
OTHER_VERSION: Final = "the database is of another version than the program"
NO_KEY: Final = "the key that opens sealed answers cannot be read"
NO_SPACE: Final = "the disk is nearly full"
NO_FOLDER: Final = "nothing can be written to the data folder"
OTHER_KEY: Final = "the secret key is not the one that this server began with"

Causes = tuple[str, ...]


class Readiness:
    """Looks at most once a second, whoever asks how often, and never twice at one time."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="readiness")
        self._asking = threading.Lock()
        self._look: Future[Causes] | None = None
        self._began = 0.0

    def causes(self) -> Causes:
        """Why answers cannot be stored now; nothing where they can."""
        with self._asking:
            if self._look is None or (self._look.done() and self._is_stale()):
                self._look, self._began = self._pool.submit(self._all), time.monotonic()
            look = self._look
        try:
            return look.result(timeout=PATIENCE)
        except TooLate:
            return (STALLED,)

    def _is_stale(self) -> bool:
        return time.monotonic() - self._began > FRESH_SECONDS

    def _all(self) -> Causes:
        with self._app.app_context():
            return (*self._of_files(), *self._of_database())

    def _of_files(self) -> Iterator[str]:
        settings = self._app.config["OWNWORDS"]
        path = database_file()
        folders = {settings.data, *([path.parent] if path else [])}
        if any(_free(folder) < SPARE_BYTES for folder in folders):
            yield NO_SPACE
        try:
            with whole_or_not(settings.data / PROBE) as draft:
                draft.write_text("written\n", encoding="utf-8")
            (settings.data / PROBE).unlink(missing_ok=True)
        except (Refused, OSError):
            yield NO_FOLDER
        if not settings.still_signs_with(self._app.config["SECRET_KEY"]):
            yield OTHER_KEY

    def _of_database(self) -> Causes:
        path = database_file()
        if path is not None and (has_vanished(path) or not path.is_file()):
            return (VANISHED,)
        engine = create_engine(self._app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
        try:
            with engine.connect() as connection:
                _be_brief(connection)
                return tuple(_try(connection))
        except SQLAlchemyError as error:
            return (STALLED if _is_late(error) else UNWRITABLE,)


def _free(folder: Path) -> int:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return 0
    return disk.f_bavail * disk.f_frsize


def _be_brief(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA busy_timeout = {DATABASE_MILLISECONDS}"))
        return
    for setting in ("statement_timeout", "lock_timeout"):
        connection.execute(text(f"SET {setting} = {DATABASE_MILLISECONDS}"))


def _try(connection: Connection) -> Iterator[str]:
    """Write what stands there already, all the way to the disk: it leaves nothing behind."""
    connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    newest = text("SELECT private_key ->> 'd' FROM sealing_keys ORDER BY made_at DESC LIMIT 1")
    keys: list[Any] = list(connection.execute(newest).scalars())
    connection.commit()
    if version != newest_migration():
        yield OTHER_VERSION
    if keys and not keys[0]:
        yield NO_KEY


def _is_late(error: SQLAlchemyError) -> bool:
    message = str(getattr(error, "orig", error)).lower()
    return "locked" in message or "timeout" in message
