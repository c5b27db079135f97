"""What there is to do in the background. Each job may be broken off anywhere and done again."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Flask

from app.administration.accounts.kept_pages import forget_pages
from app.collection.responses.comments import lay_all_before_readers
from app.comments.machine.engine.reader import Reader
from app.comments.machine.engine.shipped import load_reader
from app.comments.machine.operations import note_looked_through, read_batch, readers_of
from app.comments.queue.mail import Mailer
from app.comments.queue.notices import send_waiting, watch
from app.comments.retention.operations import delete_once_a_day
from app.config import Settings
from app.improvement.actions.reminders import send_reminders
from app.results.feedback import operations as feedback
from app.results.feedback.measuring import measure_readings
from app.results.feedback.similar.gathering import gather
from app.results.indicators import operations as figures
from app.web.database import close, commit

OnBatch = Callable[[int], None]


def everything(app: Flask, on_batch: OnBatch = lambda number: None) -> int:
    """Do all that waits; gives how many comments were read.

    Args:
        on_batch: called with the number of comments after each batch.
    """
    settings: Settings = app.config["OWNWORDS"]
    with app.app_context():
        try:
            forget_pages()
            commit()
            count_all_answers()
            shipped = reader_of(settings.data / "model", settings.model)
            done = sum(read_all(reader, on_batch) for reader in list(readers_of(shipped)))
            note_looked_through()
            commit()
            count_all_views()
            feedback.train_own_head(shipped)
            commit()
            watch_and_notify(settings)
            delete_once_a_day(kept=settings.months_kept, commit=commit)
            return done
        finally:
            close()


def read_all(reader: Reader, on_batch: OnBatch = lambda number: None) -> int:
    """Read every comment that waits, a batch and a transaction at a time."""
    done, last = 0, None
    while True:
        batch = read_batch(reader, after=last)
        commit()
        if batch.last is None:
            return done
        done, last = done + batch.read, batch.last
        on_batch(done)


def count_answers(app: Flask) -> None:
    """Count all answers, and leave what people wrote unread."""
    with app.app_context():
        try:
            count_all_answers()
        finally:
            close()


def count_all_answers() -> None:
    """Bring the sums of closed answers up to date, and release what may be released by now."""
    while figures.refresh_batch():
        commit()
    figures.refresh_corrections()
    commit()
    figures.refresh_released()
    commit()


def count_all_views() -> None:
    """Bring the figures up to date, a transaction at a time."""
    while feedback.refresh_batch():
        commit()
    feedback.refresh_corrections()
    commit()
    feedback.refresh_released()
    commit()
    # Of released services alone are comments gathered, and then who is in a cluster is released.
    for _ in gather():
        commit()
    feedback.refresh_released()
    commit()
    measure_readings()
    commit()


def watch_and_notify(settings: Settings) -> None:
    """Note what nobody read in time, and notify those whose turn it is; remind of promises."""
    watch(settings.nation)
    commit()
    if settings.smtp_url:
        mailer = Mailer(settings.smtp_url, settings.mail_from)
        send_waiting(mailer, f"{settings.base_url}/staff/comments", commit)
        send_reminders(
            mailer, f"{settings.base_url}/staff/improvement/actions?state=overdue", commit
        )


def lay_before_readers(app: Flask) -> int:
    """Once at the start: comments that were stored before there was a queue."""
    with app.app_context():
        try:
            number = lay_all_before_readers()
            commit()
            return number
        finally:
            close()


@cache
def reader_of(folder: Path, installed: Path | None) -> Reader:
    """One reader for each process: it holds the encoder in memory."""
    return load_reader(folder, installed=installed)
