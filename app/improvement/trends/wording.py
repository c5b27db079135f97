"""How figures of a series are named on pages and in files about change."""

from collections.abc import Mapping
from typing import Protocol

from app.surveys.parts import Edition

EDITIONS = {
    Edition.STANDARD: "standard survey",
    Edition.EASY_READ: "Easy Read",
    Edition.BOTH: "standard survey and Easy Read, the same question",
}


class InSeries(Protocol):
    """Figures of one series."""

    @property
    def audience(self) -> str:
        """Under whom the answers are filed."""

    @property
    def by_proxy(self) -> bool:
        """Whether somebody else answered for the person."""

    @property
    def edition(self) -> Edition:
        """Which edition was answered."""


def whose(series: InSeries, audiences: Mapping[str, str]) -> str:
    """Whose answers, by whom they were given, and in which edition."""
    by = ", answered for them by somebody else" if series.by_proxy else ""
    return f"{audiences[series.audience]}{by}, {EDITIONS[series.edition]}"


def months(span: tuple[str, str]) -> str:
    """A span of months in words."""
    first, last = span
    return first if first == last else f"{first} to {last}"
