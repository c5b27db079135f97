"""Reading actions: lists, what is overdue, activities, and the log with the fields of PAMMS."""

from datetime import date, timedelta

import pytest

from app.extensions import db
from app.improvement.actions import queries
from app.improvement.actions.operations import make_action
from app.improvement.actions.plans import ActionFeedback, ActionSource, SourceKind, State
from app.kernel.activities import ActivityKind
from app.kernel.clock import today
from tests.actions import DECIDED_ON, DONE_ON, DUE_ON, HEARD_ON
from tests.counting import counted_statements

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def test_overdue_promises_come_first_and_closed_ones_last(actions):
    done, late = actions.done(), actions.decided()
    coming = actions.decided(due_on=today() + timedelta(days=3))

    listed = queries.all_actions()

    assert [line.action.id for line in listed] == [late.id, coming.id, done.id]
    assert [line.is_overdue for line in listed] == [True, False, False]
    assert [line.action.id for line in queries.overdue()] == [late.id]


def test_what_is_due_today_is_not_overdue(actions):
    actions.decided(due_on=today())

    assert queries.overdue() == []


def test_a_service_has_its_own_actions_and_those_of_the_organisation(actions):
    mine, all_of_us = actions.heard(), actions.heard(services=())
    actions.heard(services=(actions.oak,))

    found = queries.all_actions(service_id=actions.rose)

    assert {line.action.id for line in found} == {mine.id, all_of_us.id}
    assert {line.about for line in found} == {"Rose House", "The whole organisation"}


def test_what_was_made_from_findings_is_found_by_them(actions):
    for name in ("a", "b"):
        make_action(
            heard=ActionFeedback(f"Finding {name}"), source=ActionSource(SourceKind.FINDING, name)
        )

    found = queries.actions_from(SourceKind.FINDING, ["a", "c"])

    assert {name: [line.action.heard for line in lines] for name, lines in found.items()} == {
        "a": ["Finding a"]
    }


def test_acts_are_what_was_done_in_the_days_asked_for(actions):
    action = actions.done()
    actions.decided()

    [act] = queries.activities(first=DONE_ON, last=DONE_ON)

    assert (act.kind, act.id, act.on, act.title) == (
        *(ActivityKind.ACTION, action.id, DONE_ON, "Halal meals on Tuesdays and Fridays."),
    )
    assert (act.services, act.themes) == (frozenset({actions.rose}), frozenset({"food"}))
    assert act.facts == (
        "What was heard: People miss food from home.",
        "What was promised: Cook halal meals twice a week.",
    )
    assert (act.endpoint, act.values) == ("actions.action", {"action_id": str(action.id)})
    assert queries.activities(first=date(2026, 1, 1), last=DONE_ON - timedelta(days=1)) == []


def test_the_log_has_the_fields_that_a_council_asks_for(actions):
    action = actions.done()

    [entry] = queries.action_log(service_ids=[actions.rose], **YEAR)

    assert (entry.issue, entry.action, entry.timeline, entry.responsible_person) == (
        *("People miss food from home.", "Cook halal meals twice a week.", DUE_ON, "The cook"),
    )
    assert (entry.id, entry.state, entry.is_overdue, entry.services, entry.themes) == (
        *(action.id, State.DONE, False, ("Rose House",), ("food",)),
    )
    assert (entry.heard_on, entry.decided_on, entry.done_on) == (HEARD_ON, DECIDED_ON, DONE_ON)


@pytest.mark.parametrize(
    ("first", "last", "made"),
    [
        (date(2026, 1, 1), date(2026, 8, 31), []),
        (date(2026, 9, 1), date(2026, 9, 1), ["done", "declined", "open"]),
        (date(2026, 9, 9), date(2026, 9, 19), ["done", "open"]),
        (date(2026, 9, 21), date(2026, 12, 31), ["open"]),
    ],
)
def test_the_log_holds_what_was_open_in_the_days_asked_for(actions, first, last, made):
    ids = {
        actions.done().id: "done",
        actions.decided(is_promised=False).id: "declined",
        actions.heard().id: "open",
    }

    found = queries.action_log(service_ids=None, first=first, last=last)

    assert sorted(ids[entry.id] for entry in found) == sorted(made)


def test_the_number_of_queries_does_not_grow_with_the_actions(actions):
    def asked():
        db.session.expire_all()
        with counted_statements() as statements:
            queries.all_actions()
            queries.action_log(service_ids=[actions.rose], **YEAR)
            queries.activities(**YEAR)
        return len(statements)

    actions.done()
    alone = asked()
    for _ in range(5):
        actions.done()
    assert asked() == alone
