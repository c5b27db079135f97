"""Everything that leaders did, gathered from the folders that keep it."""

import uuid
from datetime import date
from typing import Final, Protocol

from app.collection.events.queries import acts as events
from app.improvement.actions.queries import acts as actions
from app.improvement.audits.queries import acts as audits
from app.improvement.partners.queries import acts as partnerships
from app.improvement.policies.queries import acts as policies
from app.improvement.training.queries import acts as training
from app.kernel.activities import Act


class Provider(Protocol):
    """A folder's acts in a span of days, both ends included."""

    def __call__(self, *, first: date, last: date) -> list[Act]:
        """The acts, the earliest first."""


PROVIDERS: Final[tuple[Provider, ...]] = (
    training,
    audits,
    events,
    policies,
    actions,
    partnerships,
)
"""Append here what another folder can tell."""


def acts_between(first: date, last: date, service_id: uuid.UUID | None) -> tuple[Act, ...]:
    """What was done in a span of days that is about a service, the earliest first."""
    found = [act for provider in PROVIDERS for act in provider(first=first, last=last)]
    return tuple(
        sorted(
            (act for act in found if act.is_about(service_id)),
            key=lambda act: (act.on, act.title, str(act.id)),
        )
    )
