"""The running sheet: when each step is due, done and late."""

from datetime import date

import pytest

from app.collection.events.steps import (
    STEPS,
    Phase,
    StepDone,
    by_phase,
    is_step,
    next_working_day,
    running_sheet,
)

FRIDAY = date(2026, 11, 20)


def state(code, *, on, done=()):
    """How a step of an event on Friday stands on another day."""
    ticked = {each: StepDone("the host", FRIDAY) for each in done}
    [found] = [each for each in running_sheet(FRIDAY, ticked, on=on) if each.step.code == code]
    return found


@pytest.mark.parametrize(
    ("day", "following"),
    [(19, 20), (20, 23), (21, 23), (22, 23), (23, 24)],
)
def test_the_next_working_day_leaves_the_weekend_out(day, following):
    assert next_working_day(date(2026, 11, day)) == date(2026, 11, following)


def test_due_days_follow_from_the_day_of_the_event():
    due = {each.step.code: each.due.isoformat() for each in running_sheet(FRIDAY, {}, on=FRIDAY)}
    assert due == {
        "languages": "2026-11-06",
        "reader": "2026-11-13",
        "host": "2026-11-13",
        "print": "2026-11-17",
        "charge": "2026-11-19",
        "open": "2026-11-19",
        "card": "2026-11-20",
        "corner": "2026-11-20",
        "script": "2026-11-20",
        "tally": "2026-11-20",
        "paper": "2026-11-20",
        "sent": "2026-11-20",
        "attendance": "2026-11-23",
        "comments": "2026-11-23",
        "told": "2026-12-18",
    }


@pytest.mark.parametrize(
    ("code", "on", "is_late"),
    [
        ("print", date(2026, 11, 17), False),
        ("print", date(2026, 11, 18), True),
        ("print", date(2026, 11, 20), True),
        # After the event it can no longer be done, so nobody is reminded.
        ("print", date(2026, 11, 21), False),
        ("tally", date(2026, 11, 21), False),
        ("sent", date(2026, 11, 21), True),
        ("comments", date(2026, 11, 23), False),
        ("comments", date(2026, 11, 24), True),
        ("told", date(2027, 3, 1), True),
    ],
)
def test_a_step_is_late_when_its_day_is_over_and_it_can_still_be_done(code, on, is_late):
    assert state(code, on=on).is_late is is_late


def test_a_step_that_is_done_is_not_late():
    done = state("comments", on=date(2026, 12, 24), done=["comments"])
    assert (done.is_late, done.done) == (False, StepDone("the host", FRIDAY))


def test_the_steps_come_in_three_phases():
    phases = by_phase(running_sheet(FRIDAY, {}, on=FRIDAY))
    assert [(phase, len(steps)) for phase, steps in phases] == [
        (Phase.BEFORE, 6),
        (Phase.DURING, 5),
        (Phase.AFTER, 4),
    ]


def test_steps_are_known_by_their_codes():
    assert [is_step(code) for code in ("told", "x")] == [True, False]
    assert len({step.code for step in STEPS}) == len(STEPS)
