"""What leaders did within a pack's dates and services."""

from app.acts import Act
from app.change.providers import PROVIDERS, Provider
from app.evidence.asking import Scope


def acts_within(scope: Scope, providers: tuple[Provider, ...] = PROVIDERS) -> tuple[Act, ...]:
    """The acts that are about one of the services, the earliest first."""
    found = [act for each in providers for act in each(first=scope.first, last=scope.last)]
    about = [act for act in found if any(act.is_about(service) for service in scope.services)]
    return tuple(sorted(about, key=lambda act: (act.on, act.kind, act.title, str(act.id))))
