"""How long each kind is kept, in words and days. Plain Python."""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.config import FOR_EVER

Kept = Mapping[str, int | None]
"""Months by kind; None for ever."""

WHAT_IS_KEPT: Final = {
    "words": (
        "What people wrote in their own words",
        "after the link has closed, once somebody has read it. Words of a link that is still open "
        "are kept as long as its answers.",
    ),
    "answers": (
        "Answers that were chosen, and answers about the person",
        "after the week in which they were given. What was released of them stays in the figures.",
    ),
    "complaints": (
        "Comments that were treated as a complaint, with what was decided and done",
        "after the last that was done about it. An open one is never deleted.",
    ),
    "safeguarding": (
        "Comments that were treated as a safeguarding concern, with what was decided and done",
        "after the last that was done about it. An open one is never deleted.",
    ),
    "audit": (
        "The audit record",
        "after each entry was made. It can still be verified from the oldest that is kept.",
    ),
}
"""Each kind by its name in the setting: what it is, and from when the months run."""


def months_before(day: date, months: int) -> date:
    """The same day some months earlier; the last of its month where it has no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_to_go(kept: Kept, kind: str, on: date) -> date:
    """The last day whose things of a kind go on a day; the first of all days where none ever go."""
    months = kept[kind]
    return date.min if months is None else months_before(on, months)


def in_words(months: int | None) -> str:
    """How long, as people say it."""
    if months is None:
        return FOR_EVER
    if months % 12 == 0:
        return "1 year" if months == 12 else f"{months // 12} years"
    return "1 month" if months == 1 else f"{months} months"
