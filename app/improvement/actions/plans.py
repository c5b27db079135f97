"""What people say of an action, as they type it and as it can be stored."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.kernel.days import past_day, refuse_before, required_day
from app.kernel.texts import required_line, required_text, several_lines, web_address


class SourceKind(StrEnum):
    """What an action was made from."""

    OWN = "own"
    COMMENTS = "comments"
    THEME = "theme"
    FINDING = "finding"
    GAP = "gap"


SOURCES: Final = {
    SourceKind.OWN: "Not from a source in Own Words",
    SourceKind.COMMENTS: "Comments",
    SourceKind.THEME: "A theme of what people are saying",
    SourceKind.FINDING: "A finding of an audit",
    SourceKind.GAP: "A gap",
}


class State(StrEnum):
    """How far an action is."""

    HEARD = "heard"
    DECIDED = "decided"
    DONE = "done"


@dataclass(frozen=True)
class ActionFeedback:
    """What was heard, in the words of whoever sums it up.

    `services` are ids, none for the whole organisation; `themes` are codes.
    """

    heard: str
    services: Sequence[uuid.UUID] = ()
    themes: Sequence[str] = ()
    heard_on: date | None = None


@dataclass(frozen=True)
class ActionSource:
    """What an action is made from. `reference` names it and never holds what anybody wrote."""

    kind: SourceKind = SourceKind.OWN
    reference: str | None = None


WITHOUT_SOURCE: Final = ActionSource()


@dataclass(frozen=True)
class ActionDecision:
    """What was decided. `answer` says what will be done, or what will not; `reason` says why.

    `owner` (a name or a role) and `due_on` belong to a promise; `reminded_id` is a member of staff.
    """

    is_promised: bool
    answer: str
    reason: str
    owner: str | None = None
    due_on: date | None = None
    decided_on: date | None = None
    reminded_id: uuid.UUID | None = None


@dataclass(frozen=True)
class ActionOutcome:
    """What was done, and what shows it."""

    done: str
    done_on: date | None = None
    evidence: str | None = None
    evidence_link: str | None = None


def feedback_values(entered: ActionFeedback) -> dict[str, Any]:
    """The fields of an action for the feedback.

    Raises:
        Refused: when a text or the day cannot be stored.
    """
    return {
        "heard": required_text(entered.heard, name="What we heard"),
        "heard_on": past_day(entered.heard_on, name="The day it was heard"),
        "themes": list(dict.fromkeys(entered.themes)),
    }


def decision_values(entered: ActionDecision, heard_on: date) -> dict[str, Any]:
    """The fields of an action for a decision.

    Raises:
        Refused: without a reason, for a promise without owner or due date, or for days in the
            wrong order.
    """
    decided_on = past_day(entered.decided_on, name="The day of the decision")
    refuse_before(decided_on, heard_on, "It was decided", "it was heard")
    kept: dict[str, Any] = {
        "is_promised": entered.is_promised,
        "answer": required_text(entered.answer, name="What was decided"),
        "reason": required_text(entered.reason, name="The reason"),
        "decided_on": decided_on,
        "owner": None,
        "due_on": None,
        "reminded_id": entered.reminded_id if entered.is_promised else None,
    }
    return kept | _promise(entered, decided_on) if entered.is_promised else kept


def _promise(entered: ActionDecision, decided_on: date) -> dict[str, Any]:
    due_on = required_day(entered.due_on, name="The day by which it is done")
    refuse_before(due_on, decided_on, "It is due", "it was decided")
    return {
        "owner": required_line(entered.owner, name="The owner"),
        "due_on": due_on,
    }


def outcome_values(entered: ActionOutcome, decided_on: date) -> dict[str, Any]:
    """The fields of an action for what was done.

    Raises:
        Refused: when a text, the link or the day cannot be stored.
    """
    done_on = past_day(entered.done_on, name="The day it was done")
    refuse_before(done_on, decided_on, "It was done", "it was decided")
    return {
        "done": required_text(entered.done, name="What was done"),
        "done_on": done_on,
        "evidence": several_lines(entered.evidence, name="Evidence"),
        "evidence_link": web_address(entered.evidence_link, name="The link"),
    }
