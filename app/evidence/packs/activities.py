"""What leaders did within a pack's dates and services: named where it belongs, listed once."""

from collections.abc import Sequence
from typing import Final

from app.evidence.frameworks.views import ACTIVITY_NAMES
from app.evidence.packs.asking import Scope
from app.evidence.packs.content import Section, Table, Text
from app.improvement.trends.providers import PROVIDERS, Provider
from app.kernel.activities import Activity
from app.kernel.days import long_date

TITLE: Final = "What leaders did"
ONE_BY_ONE: Final = "What leaders did, one by one"
EACH: Final = "Each of these activities, and what is known of it"
NAMED: Final = ("Day", "Kind", "What was done")
KNOWN: Final = "What is known of it"


def activities_within(
    scope: Scope, providers: tuple[Provider, ...] = PROVIDERS
) -> tuple[Activity, ...]:
    """The activities that are about one of the services, the earliest first."""
    found = [
        activity for each in providers for activity in each(first=scope.first, last=scope.last)
    ]
    about = [
        activity
        for activity in found
        if any(activity.is_about(service) for service in scope.services)
    ]
    return tuple(
        sorted(
            about,
            key=lambda activity: (activity.on, activity.kind, activity.title, str(activity.id)),
        )
    )


def activities_table(table_id: str, activities: Sequence[Activity]) -> Table:
    """The activities that belong to one place, by name."""
    note = f"What is known of each stands under “{ONE_BY_ONE}”."
    return Table(
        table_id, TITLE, NAMED, tuple(_named(activity) for activity in activities), (note,)
    )


def activities_section(activities: Sequence[Activity]) -> Section:
    """Every activity with all that is known of it."""
    if not activities:
        gap = Text("Nothing that leaders did is recorded for these dates.", "gap")
        return Section("acts", ONE_BY_ONE, (gap,))
    rows = tuple(
        (*_named(activity), " ".join(map(_sentence, activity.facts))) for activity in activities
    )
    return Section("acts", ONE_BY_ONE, (Table("acts", EACH, (*NAMED, KNOWN), rows),))


def _named(activity: Activity) -> tuple[str, str, str]:
    return long_date(activity.on), ACTIVITY_NAMES[str(activity.kind)], activity.title


def _sentence(fact: str) -> str:
    return fact if fact.endswith((".", "!", "?")) else f"{fact}."
