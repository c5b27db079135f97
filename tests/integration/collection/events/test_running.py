"""What is written down about an event once its day comes: steps, attendance, comments."""

from datetime import timedelta

import pytest

from app.collection.events import operations
from app.collection.events.attendance import CountKind
from app.collection.events.operations import record_attendance, tick_step, untick_step
from app.collection.events.queries import attendance_of, event_line, waiting_for_attendance
from app.collection.links.queries import links_at
from app.extensions import db
from app.kernel.clock import today
from tests.given import stored
from tests.integration.collection.events.conftest import refusal
from tests.staff import EMAILS, recorded

ADMIN = EMAILS["admin"]


def test_attendance_is_recorded_and_corrected(plan):
    event = plan()
    assert attendance_of(event) is None
    first = {"number": 60, "kind": CountKind.ESTIMATED, "by": " the  host ", "contribution": "Food"}
    record_attendance(event_id=event.id, actor=ADMIN, **first)
    record_attendance(
        event_id=event.id, number=58, kind=CountKind.COUNTED, by="the door", actor=ADMIN
    )

    found = attendance_of(event)
    assert (str(found), found.by, found.recorded_on, event.contribution) == (
        *("58 attending (counted)", "the door", today(), "Food"),
    )
    record_attendance(
        event_id=event.id, number=58, kind=CountKind.COUNTED, by="the door", contribution=" "
    )
    assert event.contribution is None
    assert recorded("event-attendance")[:2] == [
        (
            ADMIN,
            "event-attendance",
            "Lunch",
            {"number": 60, "kind": "estimated", "by": "the host"},
        ),
        (ADMIN, "event-attendance", "Lunch", {"number": 58, "kind": "counted", "by": "the door"}),
    ]


@pytest.mark.parametrize("number", [-1, 100_001, 10**30])
def test_attendance_is_a_number_that_can_be(plan, number):
    event = plan()
    assert refusal(
        record_attendance, event_id=event.id, number=number, kind=CountKind.COUNTED, by="the host"
    ) == (f"Attendance is a number from 0 to 100000, not {number}.")
    assert attendance_of(event) is None


def test_attendance_needs_somebody_who_says_so(plan):
    event = plan()
    assert refusal(
        record_attendance, event_id=event.id, number=1, kind=CountKind.COUNTED, by=" "
    ) == ("Who counted or estimated is missing. Type it.")


def test_steps_are_ticked_and_unticked_once(plan):
    event = plan()
    for _ in range(2):
        tick_step(event_id=event.id, step="print", by="The reader", actor=ADMIN)
    [done] = [state for state in event_line(event.id).sheet if state.done]
    assert (done.step.code, *done.done) == ("print", "The reader", today())
    for _ in range(2):
        untick_step(event_id=event.id, step="print", actor=ADMIN)
    assert event_line(event.id).done == 0
    assert recorded("event-step-done", "event-step-undone") == [
        (ADMIN, "event-step-done", "Lunch", {"step": "print"}),
        (ADMIN, "event-step-undone", "Lunch", {"step": "print"}),
    ]


def test_a_step_that_two_people_tick_at_once_is_done_once(plan, monkeypatch):
    event_id = plan().id
    tick_step(event_id=event_id, step="print", by="One", actor=ADMIN)
    db.session.commit()
    db.session.expunge_all()
    monkeypatch.setattr(operations, "_step_of", lambda event, step: None)
    tick_step(event_id=event_id, step="print", by="Two", actor=ADMIN)

    assert [state.done.by for state in event_line(event_id).sheet if state.done] == ["One"]


def test_recording_attendance_is_what_does_its_step(plan):
    event = plan()
    assert refusal(
        tick_step, event_id=event.id, step="attendance", by="The reader", actor=ADMIN
    ) == ("This step is done by recording how many attended.")
    record_attendance(event_id=event.id, number=60, kind=CountKind.ESTIMATED, by="the host")
    [done] = [state for state in event_line(event.id).sheet if state.done]
    assert (done.step.code, *done.done) == ("attendance", "the host", today())


def test_events_up_to_today_wait_for_attendance(plan):
    plan(name="Tomorrow", day=today() + timedelta(days=1))
    plan(name="Today", day=today())
    plan(name="Long ago", day=today() - timedelta(days=90))
    known = plan(name="Known", day=today() - timedelta(days=9))
    record_attendance(event_id=known.id, number=0, kind=CountKind.COUNTED, by="the host")

    assert [event.name for event, _ in waiting_for_attendance()] == ["Long ago", "Today"]


def test_comments_are_unread_until_their_step_is_done_or_late(plan):
    event = plan("tiny", day=today())
    assert event_line(event.id).is_unread is False
    stored(links_at(event.service_id, "Lunch")[0], {"happy": "yes"})
    assert event_line(event.id).is_unread is True
    tick_step(event_id=event.id, step="comments", by="The reader", actor=ADMIN)
    assert event_line(event.id).is_unread is False
    untick_step(event_id=event.id, step="comments", actor=ADMIN)
    event.day = today() - timedelta(days=9)
    line = event_line(event.id)
    assert (line.is_unread, [state.step.code for state in line.late]) == (
        *(False, ["sent", "attendance", "comments"]),
    )
