"""When the jobs are done: huey, on the application's own database, so that no broker runs."""

from pathlib import Path
from typing import Any, Final

from flask import Flask
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from sqlalchemy import make_url

from app.worker.jobs import everything

NAME: Final = "ownwords"


def make_schedule(app: Flask) -> Huey:
    """Every minute everything that waits; never twice at once, whatever number of workers runs."""
    schedule = _huey(app.config["SQLALCHEMY_DATABASE_URI"])

    @schedule.periodic_task(crontab())  # type: ignore[untyped-decorator]
    @schedule.lock_task("everything")  # type: ignore[untyped-decorator]
    def every_minute() -> None:
        everything(app)

    return schedule


def run_until_stopped(schedule: Huey) -> None:
    """Work until the process is told to stop. A lock that a killed worker left is taken off."""
    schedule.create_consumer(workers=1, periodic=True, flush_locks=True).run()


def _huey(address: str) -> Any:
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return SqliteHuey(NAME, filename=str(Path(url.database or "")), results=False)
    dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresHuey(NAME, dsn=dsn, results=False)
