"""Changing programmes, sessions and follow-ups; making cards; closing a programme."""

from app.improvement.training.operations.cards import print_cards
from app.improvement.training.operations.follow_ups import (
    finish_follow_up,
    plan_follow_up,
    reopen_follow_up,
)
from app.improvement.training.operations.programmes import (
    STAFF,
    close_programme,
    close_time_point,
    edit_programme,
    start_programme,
)
from app.improvement.training.operations.sessions import edit_session, hold_session

__all__ = [
    "STAFF",
    "close_programme",
    "edit_programme",
    "edit_session",
    "close_time_point",
    "finish_follow_up",
    "hold_session",
    "plan_follow_up",
    "print_cards",
    "reopen_follow_up",
    "start_programme",
]
