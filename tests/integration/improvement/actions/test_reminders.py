"""Reminders of promises: to whom, how often, and without a word of the feedback."""

from datetime import timedelta

import pytest

from app.config import Settings
from app.extensions import db
from app.improvement.actions.operations import decide
from app.improvement.actions.plans import ActionDecision
from app.improvement.actions.reminders import send_reminders
from app.kernel.clock import today
from app.worker.jobs import watch_and_notify
from tests.staff import user

LIST = "https://fb.example.org/staff/improvement/actions?state=overdue"


def test_the_worker_reminds(actions, mailer, inbox):
    user("admin")
    actions.decided()

    watch_and_notify(Settings(smtp_url=mailer.url, mail_from="own-words@example.org"))

    [(recipients, content)] = inbox.messages
    assert (recipients, "/staff/improvement/actions" in content) == (["admin@example.org"], True)


@pytest.fixture
def remind(mailer):
    return lambda: send_reminders(mailer, LIST, db.session.commit)


def test_who_is_named_is_reminded_once_a_week(actions, remind, inbox):
    user("admin")
    cook = user("reader", name="The cook", email="cook@example.org")
    late = actions.decided(reminded_id=cook.id)

    assert [remind(), remind()] == [1, 0]
    late.last_reminder_on = today() - timedelta(days=7)
    assert remind() == 1

    [(recipients, content), _again] = inbox.messages
    assert recipients == ["cook@example.org"]
    assert "Subject: Own Words: a promise is overdue" in content
    assert LIST.replace("=", "=3D") in content or LIST in content
    assert not any(word in content for word in ("halal", "food", "Rose House"))


def test_where_nobody_is_named_the_admins_are_reminded_of_all_at_once(actions, remind, inbox):
    user("admin")
    gone = user("reader", is_active=False)
    actions.decided(), actions.decided(reminded_id=gone.id)

    assert remind() == 1
    assert [recipients for recipients, _ in inbox.messages] == [["admin@example.org"]]
    assert "2 promises are overdue" in inbox.messages[0][1]


def test_nobody_is_reminded_of_what_is_done_declined_or_to_come(actions, remind):
    user("admin")
    actions.done(), actions.heard(), actions.decided(is_promised=False)
    actions.decided(due_on=today())

    assert remind() == 0


def test_what_could_not_be_sent_is_tried_again(actions, remind, inbox):
    user("admin")
    actions.decided()
    inbox.is_full = True
    assert remind() == 0
    inbox.is_full = False
    assert remind() == 1


def test_a_new_day_begins_the_reminders_again(actions, remind):
    user("admin")
    late = actions.decided()
    assert remind() == 1
    yesterday = today() - timedelta(days=1)
    later = ActionDecision(True, "Cook.", "Asked for.", owner="The cook", due_on=yesterday)

    with_earlier_day = ActionDecision(**{**later.__dict__, "decided_on": yesterday})
    decide(action_id=late.id, decision=with_earlier_day)

    assert remind() == 1
