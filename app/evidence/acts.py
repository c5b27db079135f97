"""What leaders did, gathered from every folder that keeps such acts."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol

from app.actions import queries as actions
from app.acts import Act
from app.audits import queries as audits
from app.evidence.asking import Scope
from app.policies import queries as policies
from app.training import queries as training


class Provider(Protocol):
    """A folder's query for its acts in a span of days."""

    def __call__(self, *, first: date, last: date) -> Iterable[Act]: ...


PROVIDERS: Final[tuple[Provider, ...]] = (
    actions.acts,
    audits.acts,
    policies.acts,
    training.acts,
)


def acts_within(scope: Scope, providers: tuple[Provider, ...] = PROVIDERS) -> tuple[Act, ...]:
    """The acts that are about one of the services, the earliest first."""
    found = [act for each in providers for act in each(first=scope.first, last=scope.last)]
    about = [act for act in found if any(act.is_about(service) for service in scope.services)]
    return tuple(sorted(about, key=lambda act: (act.on, act.kind, act.title, str(act.id))))
