"""What every command shares: the application, one commit, and refusals as exit code 1."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from app import create_app
from app.kernel.days import FIRST_DAY, LAST_DAY, day_of_text
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from flask import Flask

SQLITE = "sqlite:///"

P = ParamSpec("P")
R = TypeVar("R")


class Day(click.ParamType[date]):
    """A day that somebody could mean, written as year-month-day."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> date:
        """The day, or wrong usage."""
        day = value if isinstance(value, date) else day_of_text(value)
        if day is None:
            self.fail(
                f"{value[:20]!r} is not a day from {FIRST_DAY:%Y} to {LAST_DAY:%Y}. "
                "Write it as 2026-11-30.",
                param,
                context,
            )
        return day


class LateChoice(click.Choice[str]):
    """One of several words that are known only when what they stand for is loaded.

    Args:
        load: gives the words; called when a command line or help has this option.
    """

    def __init__(self, load: Callable[[], Iterable[str]], case_sensitive: bool = True) -> None:
        super().__init__((), case_sensitive)
        self._load = load
        del self.choices

    def __getattr__(self, name: str) -> Any:
        if name != "choices":
            raise AttributeError(name)
        self.choices = tuple(self._load())
        return self.choices


DAY = Day()
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """Say a refusal on standard error and exit with 1."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refused as refused:
            raise click.ClickException(str(refused)) from refused

    return run


def with_app(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command inside the application, its database up to date; keep all it did or nothing."""
    return _inside(command, has_pages=True)


def with_database(command: Callable[P, R]) -> Callable[P, R]:
    """The same without the pages, for what touches rows only and notifies nobody else."""
    return _inside(command, has_pages=False)


def _inside(command: Callable[P, R], *, has_pages: bool) -> Callable[P, R]:
    @functools.wraps(command)
    @refusing
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from app.web.database import close, commit

        with migrated_app(has_pages=has_pages).app_context():
            try:
                result = command(*args, **kwargs)
                commit()
            finally:
                close()
            return result

    return run


def is_installed() -> bool:
    """Whether there is a database here, so that nothing is made where somebody only looks.

    Raises:
        Refused: when a setting makes no sense.
    """
    from app.config import load_settings

    address = load_settings().database
    return not address.startswith(SQLITE) or Path(address.removeprefix(SQLITE)).is_file()


def migrated_app(*, has_pages: bool = True) -> Flask:
    """The application, after any migration that its database still lacks."""
    from app.web.database import alone, bring_up_to_date, close

    app = create_app(has_pages=has_pages)
    with app.app_context():
        with alone():
            bring_up_to_date()
        # The server's processes begin without a connection of this one.
        close()
    return app


def emit(data: Any, as_json: bool, text: str = "") -> None:
    """Print the data as JSON, or the text for a person."""
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else text)
