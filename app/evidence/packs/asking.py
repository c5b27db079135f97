"""What a pack is asked for: frameworks, services and dates, checked."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.evidence.frameworks.definition import Framework, Status, ThemeMap
from app.evidence.frameworks.library import Library
from app.kernel.days import refuse_reversed
from app.kernel.errors import NotFound, Refused
from app.results.indicators.months import weeks_of, whole_months

EARLIEST = date(2000, 1, 1)
LATEST = date(2100, 12, 31)


@dataclass(frozen=True)
class Scope:
    """Which services and which time. `services` are names by id; `is_all` where all were asked.

    `first_month` and `last_month` are the whole months that hold the days.
    """

    first: date
    last: date
    services: dict[uuid.UUID, str]
    is_all: bool

    @property
    def first_month(self) -> str:
        """The first month, such as `2026-01`."""
        return whole_months(self.first, self.last)[0]

    @property
    def last_month(self) -> str:
        """The last month."""
        return whole_months(self.first, self.last)[1]

    @property
    def weeks(self) -> tuple[str, str]:
        """The first and the last ISO week of these months."""
        return next(iter(weeks_of(self.first_month))), list(weeks_of(self.last_month))[-1]

    @property
    def chosen(self) -> frozenset[uuid.UUID]:
        """The services as cuts have them: none for all."""
        return frozenset() if self.is_all else frozenset(self.services)

    @property
    def months_named(self) -> str:
        """The months in words, for example `January 2026 to March 2026`."""
        first, last = month_name(self.first_month), month_name(self.last_month)
        return first if first == last else f"{first} to {last}"

    @property
    def services_named(self) -> str:
        """The services in words."""
        names = "; ".join(sorted(self.services.values()))
        return f"All services: {names}" if self.is_all else names


@dataclass(frozen=True)
class FrameworkChoice:
    """A framework that a pack is to be sorted by, and what belongs where in it."""

    framework: Framework
    theme_map: ThemeMap


def scope_of(
    *,
    first: date,
    last: date,
    names: Collection[str],
    services: dict[uuid.UUID, str],
) -> Scope:
    """The services and the time of a pack.

    Args:
        names: of services; none for all.
        services: all that there are.

    Raises:
        Refused: when the dates are the wrong way round or out of reach.
        NotFound: when there is no service of a name, or none at all.
    """
    if not EARLIEST <= first <= LATEST or not EARLIEST <= last <= LATEST:
        raise Refused("Choose dates between 1 January 2000 and 31 December 2100.")
    refuse_reversed(first, last)
    if not services:
        raise NotFound("There is no service yet. Add one on the page Services first.")
    wanted = {_service_called(name, services) for name in names}
    chosen = {each: services[each] for each in services if each in wanted or not wanted}
    return Scope(first, last, chosen, is_all=not wanted)


def asked_frameworks(
    names: Sequence[str], library: Library, day: date
) -> tuple[FrameworkChoice, ...]:
    """The frameworks of a pack, each once, and then those that their packs show too.

    Raises:
        NotFound: when there is no such framework.
        Refused: when none is named, or one whose statements have no names yet.
    """
    if not names:
        raise Refused("Choose at least one framework.")
    found: dict[str, FrameworkChoice] = {}
    for name in names:
        framework = library.named(name, day)
        refuse_nameless(framework)
        found[framework.reference] = FrameworkChoice(framework, library.theme_map(framework))
    return tuple(found.values())


def asked_beside(
    asked: Sequence[FrameworkChoice], library: Library, day: date
) -> tuple[FrameworkChoice, ...]:
    """The frameworks that are shown on one page beside those that were asked for."""
    names = dict.fromkeys(name for each in asked for name in each.framework.beside)
    main = {each.framework.id for each in asked}
    return tuple(
        FrameworkChoice(framework, library.theme_map(framework))
        for framework in (library.named(name, day) for name in names if name not in main)
    )


def refuse_nameless(framework: Framework) -> None:
    """Raise Refused for a framework that has nothing to show yet."""
    if framework.unnamed:
        draft = "is a draft, and " if framework.status is Status.DRAFT else "cannot be used: "
        raise Refused(
            f"{framework.name} ({framework.id}, {framework.version}) {draft}{framework.unnamed} of "
            "its statements have no names yet, so no pack can be sorted by it. Choose another "
            "framework, or fill the names in on the page Frameworks."
        )


def month_name(month: str) -> str:
    """A month in words, for example `March 2026`."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _service_called(name: str, services: dict[uuid.UUID, str]) -> uuid.UUID:
    wanted = " ".join(name.split()).casefold()
    for service_id, called in services.items():
        if called.casefold() == wanted:
            return service_id
    known = "; ".join(sorted(services.values()))
    raise NotFound(f"There is no service '{name[:80]}'. Choose from: {known}.")
