"""What a page about change is asked for: a theme or measure, a service, an audience, dates."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.administration.organisation.queries import all_services
from app.collection.links.audiences import AUDIENCES
from app.kernel.clock import today
from app.kernel.days import day_of_text
from app.kernel.errors import NotFound, Refused
from app.results.indicators.choices import measures_asked, themes_asked
from app.results.indicators.cuts import Cut
from app.results.indicators.months import month_before, whole_months

THEME: Final = "theme"
MEASURE: Final = "measure"
FIRST_CHOICE: Final = "theme:respect"
MONTHS_SHOWN: Final = 24


@dataclass(frozen=True)
class TrendChoice:
    """What was chosen. `about` is `theme:CODE` or `measure:CODE`; `first` and `last` are days."""

    about: str
    service: str
    audience: str
    first: date
    last: date

    @property
    def theme(self) -> str | None:
        """The theme, or None where a measure was chosen."""
        return self._code(THEME)

    @property
    def measure(self) -> str | None:
        """The measure, or None where a theme was chosen."""
        return self._code(MEASURE)

    @property
    def service_id(self) -> uuid.UUID | None:
        """The service, or None for all."""
        return uuid.UUID(self.service) if self.service else None

    @property
    def cut(self) -> Cut:
        """The whole months that hold the days."""
        first, last = whole_months(self.first, self.last)
        services = frozenset({self.service_id} - {None})
        return Cut(services, self.audience or None, first, last)  # type: ignore[arg-type]

    @property
    def values(self) -> dict[str, Any]:
        """The choice as an address has it."""
        return {
            "about": self.about,
            "service": self.service,
            "audience": self.audience,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
        }

    def _code(self, kind: str) -> str | None:
        start, _, code = self.about.partition(":")
        return code if start == kind else None


@dataclass(frozen=True)
class Choices:
    """What there is to choose from, each with what it is called."""

    themes: Mapping[str, str]
    measures: Mapping[str, str]
    services: Mapping[str, str]
    audiences: Mapping[str, str]

    def name_of(self, about: str) -> str:
        """What a theme or measure is called."""
        return {**self.themes, **self.measures}.get(about, "Nothing is asked yet")


def choices() -> Choices:
    """Everything that can be chosen now."""
    return Choices(
        themes={f"{THEME}:{code}": name for code, name in themes_asked().items()},
        measures={f"{MEASURE}:{code}": name for code, name in measures_asked(AUDIENCES).items()},
        services={str(each.id): each.name for each in all_services()},
        audiences=AUDIENCES,
    )


def chosen(asked: Mapping[str, str], offered: Choices) -> TrendChoice:
    """What an address names; the last two years of respect where it names nothing.

    Raises:
        NotFound: when there is no such theme, measure, service or audience.
        Refused: when a day is no day, or the days are the wrong way round.
    """
    first = next(iter({**offered.themes, **offered.measures}), FIRST_CHOICE)
    usual = FIRST_CHOICE if FIRST_CHOICE in offered.themes else first
    about = asked.get("about") or usual
    service, audience = asked.get("service") or "", asked.get("audience") or ""
    is_there = about in offered.themes or about in offered.measures
    if not is_there and asked.get("about"):
        raise NotFound("There is no such theme or indicator.")
    if service and service not in offered.services:
        raise NotFound("There is no such service.")
    if audience and audience not in offered.audiences:
        raise NotFound("There is no such audience.")
    last = _day(asked.get("to")) or today()
    earliest = date.fromisoformat(f"{month_before(f'{last:%Y-%m}', MONTHS_SHOWN - 1)}-01")
    found = TrendChoice(about, service, audience, _day(asked.get("from")) or earliest, last)
    whole_months(found.first, found.last)
    return found


def _day(written: str | None) -> date | None:
    if not written:
        return None
    day = day_of_text(written)
    if day is None:
        raise Refused(f"“{written[:20]}” is not a day. Type it as year, month, day: 2026-03-31.")
    return day
