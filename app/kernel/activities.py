"""What leaders did, in the form that trend pages and evidence packs show.

Each folder that keeps such activities (training, audits, partnerships, policies, actions) has a
query `activities` that gives them; nobody else needs to know its tables.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ActivityKind(StrEnum):
    """What kind of thing was done."""

    TRAINING = "training"
    AUDIT = "audit"
    PARTNERSHIP = "partnership"
    EVENT = "event"
    POLICY = "policy"
    ACTION = "action"


@dataclass(frozen=True)
class Activity:
    """Something leaders did on a day.

    `services`: those that it is about; empty where it is about the whole organisation. `themes`:
    codes of the themes that it is about, by which frameworks find it. `facts`: what is to be known
    of it, a sentence each, with figures that have passed the gate. `endpoint` and `values` name
    the staff page that has the whole of it.
    """

    kind: ActivityKind
    id: uuid.UUID
    title: str
    on: date
    services: frozenset[uuid.UUID] = frozenset()
    themes: frozenset[str] = frozenset()
    facts: tuple[str, ...] = ()
    endpoint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def is_about(self, service_id: uuid.UUID | None) -> bool:
        """Whether it concerns this service; None asks for the organisation as a whole."""
        return service_id is None or not self.services or service_id in self.services
