"""What leaders did within a pack's dates and services: named where it belongs, listed once."""

from collections.abc import Sequence
from typing import Final

from app.evidence.frameworks.definition import long_date
from app.evidence.frameworks.views import ACT_NAMES
from app.evidence.packs.asking import Scope
from app.evidence.packs.content import Section, Table, Text
from app.improvement.trends.providers import PROVIDERS, Provider
from app.kernel.activities import Act

TITLE: Final = "What leaders did"
ONE_BY_ONE: Final = "What leaders did, one by one"
EACH: Final = "Each of these acts, and what is known of it"
NAMED: Final = ("Day", "Kind", "What was done")
KNOWN: Final = "What is known of it"


def acts_within(scope: Scope, providers: tuple[Provider, ...] = PROVIDERS) -> tuple[Act, ...]:
    """The acts that are about one of the services, the earliest first."""
    found = [act for each in providers for act in each(first=scope.first, last=scope.last)]
    about = [act for act in found if any(act.is_about(service) for service in scope.services)]
    return tuple(sorted(about, key=lambda act: (act.on, act.kind, act.title, str(act.id))))


def acts_table(table_id: str, acts: Sequence[Act]) -> Table:
    """The acts that belong to one place, by name."""
    note = f"What is known of each stands under “{ONE_BY_ONE}”."
    return Table(table_id, TITLE, NAMED, tuple(_named(act) for act in acts), (note,))


def acts_section(acts: Sequence[Act]) -> Section:
    """Every act with all that is known of it."""
    if not acts:
        gap = Text("Nothing that leaders did is recorded for these dates.", "gap")
        return Section("acts", ONE_BY_ONE, (gap,))
    rows = tuple((*_named(act), " ".join(map(_sentence, act.facts))) for act in acts)
    return Section("acts", ONE_BY_ONE, (Table("acts", EACH, (*NAMED, KNOWN), rows),))


def _named(act: Act) -> tuple[str, str, str]:
    return long_date(act.on), ACT_NAMES[str(act.kind)], act.title


def _sentence(fact: str) -> str:
    return fact if fact.endswith((".", "!", "?")) else f"{fact}."
