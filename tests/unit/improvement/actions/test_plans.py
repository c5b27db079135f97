"""What may be typed about an action, and what is refused with which words."""

from datetime import date, timedelta

import pytest

from app.improvement.actions.plans import (
    ActionDecision,
    ActionFeedback,
    ActionOutcome,
    decision_values,
    feedback_values,
    outcome_values,
)
from app.kernel.clock import today
from app.kernel.errors import Refused

HEARD_ON = date(2026, 9, 1)
PROMISE = {
    "is_promised": True,
    "answer": "Cook halal meals twice a week",
    "reason": "Many asked for it",
    "owner": "The cook",
    "decided_on": date(2026, 9, 8),
    "due_on": date(2026, 10, 1),
}


def test_what_was_heard_is_tidied():
    given = ActionFeedback(heard="  People  miss\r\n\r\nfood from home ", themes=("food", "food"))

    assert feedback_values(given) == {
        "heard": "People miss\n\nfood from home",
        "heard_on": today(),
        "themes": ["food"],
    }


def test_what_nobody_promised_has_no_owner_and_no_day():
    given = ActionDecision(**{**PROMISE, "is_promised": False})

    kept = decision_values(given, HEARD_ON)

    assert (kept["owner"], kept["due_on"], kept["reason"]) == (None, None, "Many asked for it")


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"reason": " "}, "The reason is missing. Type it."),
        ({"reason": " ", "is_promised": False}, "The reason is missing. Type it."),
        ({"answer": ""}, "What was decided is missing. Type it."),
        ({"owner": None}, "The owner is missing. Type it."),
        ({"due_on": None}, "The day by which it is done is missing. Choose a day."),
        (
            {"due_on": date(2026, 9, 7)},
            "It is due on 2026-09-07, which is before it was decided on 2026-09-08. "
            "Correct one of the two days.",
        ),
        (
            {"decided_on": date(2026, 8, 31)},
            "It was decided on 2026-08-31, which is before it was heard on 2026-09-01. "
            "Correct one of the two days.",
        ),
        (
            {"due_on": date(9999, 1, 1)},
            "The day by which it is done is 9999-01-01, which is too far away. Choose a day from "
            "1900-01-01 to 2100-12-31.",
        ),
        (
            {"answer": "a" * 5_000},
            "What was decided is 5000 characters long. Use at most 4000.",
        ),
    ],
)
def test_a_decision_that_cannot_be_kept_is_refused(more, problem):
    with pytest.raises(Refused) as refused:
        decision_values(ActionDecision(**{**PROMISE, **more}), HEARD_ON)

    assert str(refused.value) == problem


def test_nothing_is_done_before_it_was_decided_or_in_time_to_come():
    with pytest.raises(Refused, match="It was done on 2026-09-07, which is before it was decided"):
        outcome_values(ActionOutcome(done="We cook", done_on=date(2026, 9, 7)), date(2026, 9, 8))
    with pytest.raises(Refused, match="The day it was done is .* up to today"):
        outcome_values(ActionOutcome(done="We cook", done_on=today() + timedelta(days=1)), HEARD_ON)
