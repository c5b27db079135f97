"""Actions from the feedback to what was done, and what is refused on the way."""

import uuid
from datetime import date

import pytest

from app.extensions import db
from app.improvement.actions import operations
from app.improvement.actions.models import Action, ActionStep
from app.improvement.actions.plans import (
    ActionDecision,
    ActionFeedback,
    ActionOutcome,
    ActionSource,
    SourceKind,
    State,
)
from app.improvement.actions.queries import services_of, state_of, steps_of
from app.kernel.errors import NotFound, Refused
from tests.actions import DECIDED_ON, HEARD_ON
from tests.staff import recorded, user


def story(action):
    return [(step.kind, step.text) for step in steps_of(action.id)]


def test_an_action_goes_from_heard_to_done_and_keeps_its_story(actions):
    action = actions.done()

    assert (state_of(action), action.due_on, action.owner) == (
        *(State.DONE, date(2026, 10, 1), "The cook"),
    )
    assert story(action) == [
        ("heard", None),
        (
            "decided",
            "We will: Cook halal meals twice a week.\nBy 2026-10-01: The cook\n"
            "Why: Many asked for it.",
        ),
        ("done", "Halal meals on Tuesdays and Fridays."),
    ]
    assert recorded() == [
        ("command line", f"action-{deed}", str(action.id), {})
        for deed in ("heard", "decided", "done")
    ]


def test_who_has_an_account_is_named(actions):
    user("admin", name="Amina Yusuf")

    made = operations.make_action(
        heard=ActionFeedback("People are cold."), actor="admin@example.org"
    )

    assert (made.recorded_by, [step.by for step in steps_of(made.id)]) == (
        *("Amina Yusuf", ["Amina Yusuf"]),
    )


def test_a_source_is_kept_by_its_name(actions):
    finding = ActionSource(SourceKind.FINDING, "finding 7")

    made = operations.make_action(
        heard=ActionFeedback("Care plans name no language."), source=finding
    )

    assert (made.source_kind, made.source_reference) == ("finding", "finding 7")


@pytest.mark.parametrize(
    ("heard", "problem"),
    [
        (ActionFeedback("  "), "What we heard is missing. Type it."),
        (ActionFeedback("a" * 5_000), "What we heard is 5000 characters long. Use at most 4000."),
        (
            ActionFeedback("Cold", themes=("warmth",)),
            "There is no theme 'warmth'. Choose one from the list.",
        ),
        (
            ActionFeedback("Cold", services=(uuid.UUID(int=7),)),
            "There is no service '00000000-0000-0000-0000-000000000007'. Choose one from the list.",
        ),
        (
            ActionFeedback("Cold", heard_on=date(1066, 10, 14)),
            "The day it was heard is 1066-10-14. Choose a day from 1900-01-01 up to today.",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(actions, heard, problem):
    with pytest.raises(Refused) as refused:
        operations.make_action(heard=heard)

    assert str(refused.value) == problem
    assert db.session.query(Action).count() == 0


def test_what_was_heard_is_changed(actions):
    action = actions.decided()
    heard = ActionFeedback("People miss home.", services=(actions.oak,), heard_on=HEARD_ON)

    operations.edit_action(action_id=action.id, heard=heard, actor="admin@example.org")

    assert (action.heard, action.themes, services_of(action.id)) == (
        *("People miss home.", [], {actions.oak}),
    )
    assert recorded("action-edited") == [
        (
            "admin@example.org",
            "action-edited",
            str(action.id),
            {"changed": ["heard", "themes", "services"]},
        )
    ]
    with pytest.raises(Refused, match="It was decided on 2026-09-08, which is before it was heard"):
        operations.edit_action(
            action_id=action.id, heard=ActionFeedback("Late"), actor="a@example.org"
        )


def test_a_decision_is_changed_and_the_first_stays_in_the_story(actions):
    action = actions.decided()
    decision = ActionDecision(
        False, "Cook halal meals.", "The kitchen cannot.", decided_on=DECIDED_ON
    )

    operations.decide(action_id=action.id, decision=decision, actor="admin@example.org")

    assert (action.is_promised, action.due_on, action.owner) == (False, None, None)
    assert [text for kind, text in story(action) if kind == "decided"][1] == (
        "We will not: Cook halal meals.\nWhy: The kitchen cannot."
    )


def test_only_what_was_promised_can_be_done(actions):
    outcome = ActionOutcome(done="We did it.")
    for action in (actions.heard(), actions.decided(is_promised=False)):
        with pytest.raises(Refused, match="Nothing was promised here"):
            operations.finish(action_id=action.id, outcome=outcome)
    with pytest.raises(Refused, match="This is done already"):
        operations.finish(action_id=actions.done().id, outcome=outcome)


def test_what_is_done_is_not_decided_again(actions):
    with pytest.raises(Refused, match="This is done. Open it again first"):
        operations.decide(
            action_id=actions.done().id, decision=ActionDecision(False, "Nothing", "No money")
        )


def test_what_was_done_is_opened_again_as_a_promise(actions):
    action = actions.done()

    operations.reopen(action_id=action.id, reason="The cook left.", actor="admin@example.org")

    assert (state_of(action), action.done, action.due_on) == (
        *(State.DECIDED, None, date(2026, 10, 1)),
    )
    assert story(action)[-1] == ("reopened", "The cook left.")


def test_what_was_declined_is_opened_again_to_be_decided(actions):
    action = actions.decided(is_promised=False)

    operations.reopen(action_id=action.id, reason="A new cook came.", actor="admin@example.org")

    assert (state_of(action), action.answer) == (State.HEARD, None)


def test_opening_again_needs_a_reason_and_something_closed(actions):
    with pytest.raises(Refused, match="Why it is opened again is missing"):
        operations.reopen(action_id=actions.done().id, reason=" ", actor="admin@example.org")
    with pytest.raises(Refused, match="This is open"):
        operations.reopen(action_id=actions.decided().id, reason="Why", actor="admin@example.org")


def test_a_note_is_added(actions):
    action = actions.decided()

    operations.add_note(action_id=action.id, text="Asked two cooks.", actor="admin@example.org")

    assert story(action)[-1] == ("note", "Asked two cooks.")


def test_nobody_who_is_unknown_is_reminded(actions):
    with pytest.raises(NotFound, match="There is no such user"):
        actions.decided(reminded_id=uuid.uuid4())


def test_there_is_nothing_to_do_to_what_does_not_exist(actions):
    with pytest.raises(NotFound, match="There is no such action"):
        operations.add_note(action_id=uuid.uuid4(), text="A note", actor="admin@example.org")
    assert db.session.query(ActionStep).count() == 0
