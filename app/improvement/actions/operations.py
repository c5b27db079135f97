"""Changing actions: from the feedback, by a decision, to what was done."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import delete

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.accounts.queries import get_user, name_of
from app.administration.organisation.queries import all_services
from app.comments.queue.own_themes import all_themes
from app.extensions import db
from app.improvement.actions.models import Action, ActionService, ActionStep
from app.improvement.actions.plans import (
    WITHOUT_SOURCE,
    ActionDecision,
    ActionFeedback,
    ActionOutcome,
    ActionSource,
    SourceKind,
    State,
    decision_values,
    feedback_values,
    outcome_values,
)
from app.improvement.actions.queries import get_action, services_of, state_of
from app.improvement.publication.operations import outdate, take_off
from app.improvement.publication.verbatim import refuse_verbatim
from app.kernel.database import change
from app.kernel.days import refuse_before
from app.kernel.errors import Refused, refuse_unknown
from app.kernel.texts import one_line, required_text

UNDONE: Final = {"done_on": None, "done": None, "evidence": None, "evidence_link": None}
UNDECIDED: Final = {
    "is_promised": None,
    "answer": None,
    "reason": None,
    "decided_on": None,
    "decided_by": None,
    "owner": None,
    "due_on": None,
    "reminded_id": None,
}


def make_action(
    *, heard: ActionFeedback, source: ActionSource = WITHOUT_SOURCE, actor: str = COMMAND_LINE
) -> Action:
    """Keep the feedback, so that somebody decides about it.

    Args:
        heard: what, when, and which services and themes it is about.
        source: what it is made from.
        actor: the e-mail address of who records it.

    Raises:
        Refused: when a text or the day cannot be stored, a service or theme does not exist, or it
            holds what somebody wrote.
    """
    action = Action(
        **_values(heard), source_kind=source.kind.value, source_reference=_reference(source)
    )
    action.recorded_by = name_of(actor)
    db.session.add(action)
    db.session.flush()
    _relate(action, heard.services)
    _step(action, "heard", actor)
    return action


def edit_action(*, action_id: uuid.UUID, heard: ActionFeedback, actor: str) -> Action:
    """Change the feedback, and which services and themes it is about.

    It goes from the public pages when it is about other services now.

    Raises:
        NotFound: when there is no such action.
        Refused: as `make_action`; or when it would be heard after it was decided.
    """
    action = get_action(action_id)
    values = _values(heard)
    if action.decided_on is not None:
        refuse_before(action.decided_on, values["heard_on"], "It was decided", "it was heard")
    changed = change(action, values)
    if set(heard.services) != services_of(action.id):
        _relate(action, heard.services)
        take_off(action)
        changed.append("services")
    if changed:
        _record(action, "action-edited", actor, changed=changed)
    return action


def decide(*, action_id: uuid.UUID, decision: ActionDecision, actor: str = COMMAND_LINE) -> Action:
    """Decide what will be done about it, or that nothing will, and why; doing it again changes it.

    Raises:
        NotFound: when there is no such action or no such member of staff.
        Refused: when it is done already, without a reason, for a promise without owner or due
            date, or for days in the wrong order.
    """
    action = get_action(action_id)
    if state_of(action) is State.DONE:
        raise Refused("This is done. Open it again first, and say why; then decide again.")
    values = decision_values(decision, action.heard_on)
    if values["reminded_id"] is not None:
        get_user(values["reminded_id"])
    change(action, {**values, "decided_by": name_of(actor), "last_reminder_on": None})
    outdate(action)
    _step(action, "decided", actor, text=_decision_in_words(action))
    return action


def add_note(*, action_id: uuid.UUID, text: str, actor: str) -> None:
    """Note a step on the way.

    Raises:
        NotFound: when there is no such action.
        Refused: when the text is missing or cannot be stored.
    """
    action = get_action(action_id)
    _step(action, "note", actor, text=required_text(text, name="The note"))


def finish(*, action_id: uuid.UUID, outcome: ActionOutcome, actor: str = COMMAND_LINE) -> Action:
    """Say that a promise is kept, and what shows it.

    Raises:
        NotFound: when there is no such action.
        Refused: when nothing was promised, it is done already, or something cannot be stored.
    """
    action = get_action(action_id)
    if state_of(action) is State.DONE:
        raise Refused("This is done already. Open it again first, and say why.")
    if not action.is_promised or action.decided_on is None:
        raise Refused("Nothing was promised here, so nothing can be done. Decide first.")
    change(action, outcome_values(outcome, action.decided_on))
    _step(action, "done", actor, text=action.done)
    return action


def reopen(*, action_id: uuid.UUID, reason: str, actor: str) -> Action:
    """Open again what was done, as a promise; or what was declined, to decide again.

    It goes from the public page at once.

    Raises:
        NotFound: when there is no such action.
        Refused: when it is open, or no reason is given.
    """
    action = get_action(action_id)
    text = required_text(reason, name="Why it is opened again")
    if state_of(action) is State.DONE:
        change(action, UNDONE)
    elif action.is_promised is False:
        change(action, UNDECIDED)
    else:
        raise Refused("This is open. Only what was done or declined can be opened again.")
    outdate(action)
    change(action, {"last_reminder_on": None})
    _step(action, "reopened", actor, text=text)
    return action


def _values(heard: ActionFeedback) -> dict[str, Any]:
    """The fields for the feedback, when every theme and service exists."""
    refuse_unknown("theme", heard.themes, all_themes())
    known = {service.id for service in all_services()} if heard.services else set()
    refuse_unknown("service", heard.services, known)
    refuse_verbatim([heard.heard], heard.services)
    return feedback_values(heard)


def _reference(source: ActionSource) -> str | None:
    if source.kind is SourceKind.OWN:
        return None
    return one_line(source.reference, name="The source")


def _relate(action: Action, services: Sequence[uuid.UUID]) -> None:
    db.session.execute(delete(ActionService).where(ActionService.action_id == action.id))
    for service_id in dict.fromkeys(services):
        db.session.add(ActionService(action_id=action.id, service_id=service_id))
    db.session.flush()


def _decision_in_words(action: Action) -> str:
    """The decision as its story keeps it, also when it is changed later."""
    will = "We will" if action.is_promised else "We will not"
    until = f"\nBy {action.due_on.isoformat()}: {action.owner}" if action.due_on else ""
    return f"{will}: {action.answer}{until}\nWhy: {action.reason}"


def _step(action: Action, kind: str, actor: str, *, text: str | None = None) -> None:
    """Add to its story, and to the record of what staff did."""
    db.session.add(ActionStep(action_id=action.id, kind=kind, text=text, by=name_of(actor)))
    _record(action, f"action-{kind}", actor)


def _record(action: Action, event: str, actor: str, **detail: Any) -> None:
    record(actor=actor, action=event, subject=str(action.id), detail=detail)
