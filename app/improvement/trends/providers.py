"""Everything that leaders did, gathered from the folders that keep it."""

import uuid
from datetime import date
from typing import Final, Protocol

from app.collection.events.queries import activities as events
from app.improvement.actions.queries import activities as actions
from app.improvement.audits.queries import activities as audits
from app.improvement.partners.queries import activities as partnerships
from app.improvement.policies.queries import activities as policies
from app.improvement.training.queries import activities as training
from app.kernel.activities import Activity


class Provider(Protocol):
    """A folder's activities in a span of days, both ends included."""

    def __call__(self, *, first: date, last: date) -> list[Activity]:
        """The activities, the earliest first."""


PROVIDERS: Final[tuple[Provider, ...]] = (
    training,
    audits,
    events,
    policies,
    actions,
    partnerships,
)
"""Append here what another folder can provide."""


def activities_between(
    first: date, last: date, service_id: uuid.UUID | None
) -> tuple[Activity, ...]:
    """What was done in a span of days that is about a service, the earliest first."""
    found = [act for provider in PROVIDERS for act in provider(first=first, last=last)]
    return tuple(
        sorted(
            (act for act in found if act.is_about(service_id)),
            key=lambda act: (act.on, act.title, str(act.id)),
        )
    )
