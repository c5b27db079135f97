"""Reading actions: the list, one with its story, what is overdue, and the log for others."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.administration.organisation.models import Service
from app.extensions import db
from app.improvement.actions.models import Action, ActionService, ActionStep
from app.improvement.actions.plans import SourceKind, State
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import require

WHOLE: Final = "The whole organisation"


@dataclass(frozen=True)
class ActionLine:
    """An action with the services it is about, by name; none for the whole organisation."""

    action: Action
    services: Mapping[uuid.UUID, str]

    @property
    def state(self) -> State:
        """How far it is."""
        return state_of(self.action)

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is not done."""
        return is_overdue(self.action)

    @property
    def is_published(self) -> bool:
        """Whether a person put it on the public page."""
        return self.action.published_at is not None

    @property
    def about(self) -> str:
        """The services by name, or the whole organisation."""
        return ", ".join(self.services.values()) or WHOLE


@dataclass(frozen=True)
class LogEntry:
    """An action as a commissioner asks for it (PAMMS): issue, action, timeline and
    responsible person; then what else shows that it was acted upon.

    `issue` is the feedback; `action` what will be or will not be done, None until decided.
    `services` are names, none for the whole organisation; `themes` are codes.
    """

    id: uuid.UUID
    issue: str
    action: str | None
    timeline: date | None
    responsible_person: str | None
    is_promised: bool | None
    reason: str | None
    state: State
    is_overdue: bool
    source_kind: SourceKind
    services: tuple[str, ...]
    themes: tuple[str, ...]
    heard_on: date
    decided_on: date | None
    done_on: date | None
    done: str | None
    evidence: str | None
    evidence_link: str | None
    is_published: bool
    recorded_by: str


def state_of(action: Action) -> State:
    """How far an action is."""
    if action.done_on is not None:
        return State.DONE
    return State.HEARD if action.is_promised is None else State.DECIDED


def is_overdue(action: Action) -> bool:
    """Whether the day of a promise has passed and it is not done."""
    return action.due_on is not None and action.done_on is None and action.due_on < today()


def get_action(action_id: uuid.UUID) -> Action:
    """The action with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Action, action_id), "There is no such action.")


def services_of(action_id: uuid.UUID) -> set[uuid.UUID]:
    """The services that an action is about; none for the whole organisation."""
    found = select(ActionService.service_id).where(ActionService.action_id == action_id)
    return set(db.session.execute(found).scalars())


def action_line(action_id: uuid.UUID) -> ActionLine:
    """One action as it stands in the list.

    Raises:
        NotFound: when there is none.
    """
    action = get_action(action_id)
    return ActionLine(action, _services([action.id])[action.id])


def all_actions(*, service_id: uuid.UUID | None = None) -> list[ActionLine]:
    """Actions, overdue ones first, then by the day on which they are due or were last decided.

    Args:
        service_id: only what is about this service, what is about all of them included.
    """
    found = select(Action)
    if service_id is not None:
        found = found.where(_is_about([service_id]))
    return sorted(_lines(found), key=_order)


def actions_from(kind: SourceKind, references: Collection[str]) -> dict[str, list[ActionLine]]:
    """What was made from these sources, in two queries, by the sources' references."""
    found = select(Action).where(
        Action.source_kind == kind.value, Action.source_reference.in_(references)
    )
    made: defaultdict[str, list[ActionLine]] = defaultdict(list)
    for line in sorted(_lines(found), key=_order):
        made[line.action.source_reference or ""].append(line)
    return dict(made)


def steps_of(action_id: uuid.UUID) -> list[ActionStep]:
    """What happened to an action, the oldest first."""
    found = select(ActionStep).where(ActionStep.action_id == action_id)
    return list(db.session.execute(found.order_by(ActionStep.at, ActionStep.id)).scalars())


def overdue() -> list[ActionLine]:
    """Promises whose day has passed, the oldest first."""
    return _lines(select(Action).where(*_overdue()).order_by(Action.due_on, Action.id))


def activities(*, first: date, last: date) -> list[Activity]:
    """What was done in a span of days, the earliest first.

    Args:
        first: the first day, included.
        last: the last day, included.
    """
    found = select(Action).where(Action.done_on >= first, Action.done_on <= last)
    return [_activity(line) for line in _lines(found.order_by(Action.done_on, Action.id))]


def action_log(
    *, service_ids: Collection[uuid.UUID] | None, first: date, last: date
) -> list[LogEntry]:
    """Actions that were heard, open, decided or done in a span of days, the earliest first.

    Args:
        service_ids: what is about one of these, what is about all included; None for every action.
        first: the first day, included.
        last: the last day, included.
    """
    ended = func.coalesce(Action.done_on, Action.decided_on)
    is_open = and_(Action.done_on.is_(None), Action.is_promised.is_not(False))
    found = select(Action).where(Action.heard_on <= last, or_(is_open, ended >= first))
    if service_ids is not None:
        found = found.where(_is_about(service_ids))
    return [_entry(line) for line in _lines(found.order_by(Action.heard_on, Action.id))]


def action_document(line: ActionLine) -> dict[str, object]:
    """An action as other programs read it, its fields as in the log."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in _entry(line).__dict__.items()
    } | {"id": str(line.action.id), "services": list(line.services.values())}


def _overdue() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Action.due_on < today(), Action.done_on.is_(None)


def _is_about(service_ids: Collection[uuid.UUID]) -> ColumnElement[bool]:
    about = select(ActionService.action_id).where(ActionService.action_id == Action.id)
    return or_(about.where(ActionService.service_id.in_(service_ids)).exists(), ~about.exists())


def _lines(found: Select[Action]) -> list[ActionLine]:
    """Actions with their services, in two queries."""
    actions = list(db.session.execute(found).scalars())
    services = _services([action.id for action in actions])
    return [ActionLine(action, services[action.id]) for action in actions]


def _services(action_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, dict[uuid.UUID, str]]:
    found = (
        select(ActionService.action_id, Service.id, Service.name)
        .join(Service, Service.id == ActionService.service_id)
        .where(ActionService.action_id.in_(list(action_ids)))
        .order_by(Service.name)
    )
    named: defaultdict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    for action_id, service_id, name in db.session.execute(found):
        named[action_id][service_id] = name
    return named


def _order(line: ActionLine) -> tuple[bool, bool, date, str]:
    """Overdue ones, then other open ones by their day, then those that are done or declined."""
    action = line.action
    is_closed = action.done_on is not None or action.is_promised is False
    return (not line.is_overdue, is_closed, action.due_on or action.heard_on, str(action.id))


def _activity(line: ActionLine) -> Activity:
    action = line.action
    return Activity(
        kind=ActivityKind.ACTION,
        id=action.id,
        title=action.done or "",
        on=action.done_on or today(),
        services=frozenset(line.services),
        themes=frozenset(action.themes),
        facts=tuple(_facts(action)),
        endpoint="actions.action",
        values={"action_id": str(action.id)},
    )


def _facts(action: Action) -> Iterable[str]:
    yield f"What was heard: {action.heard}"
    yield f"What was promised: {action.answer}"
    if action.evidence:
        yield f"Evidence: {action.evidence}"


def _entry(line: ActionLine) -> LogEntry:
    action = line.action
    return LogEntry(
        id=action.id,
        issue=action.heard,
        action=action.answer,
        timeline=action.due_on,
        responsible_person=action.owner,
        is_promised=action.is_promised,
        reason=action.reason,
        state=line.state,
        is_overdue=line.is_overdue,
        source_kind=SourceKind(action.source_kind),
        services=tuple(line.services.values()),
        themes=tuple(action.themes),
        heard_on=action.heard_on,
        decided_on=action.decided_on,
        done_on=action.done_on,
        done=action.done,
        evidence=action.evidence,
        evidence_link=action.evidence_link,
        is_published=line.is_published,
        recorded_by=action.recorded_by,
    )
