"""A quarter at three homes of which one is too small to be released about."""

from datetime import UTC, date, datetime

import pytest

from app.administration.organisation.operations import edit_organisation
from app.comments.queue.models import CaseStep, Decision
from app.extensions import db
from app.improvement.actions.operations import decide, finish, make_action
from app.improvement.actions.plans import ActionDecision as ActionDecision
from app.improvement.actions.plans import ActionFeedback, ActionOutcome
from app.surveys.parts import Kind
from tests.comments import comment
from tests.factories import link, option, question, service, survey
from tests.given import FREQUENCY, rating, stored
from tests.measuring import count

ALWAYS, _, _, RARELY, _ = FREQUENCY
WEEK = "2026-W06"
QUARTER = {"first": date(2026, 1, 1), "last": date(2026, 3, 31)}
VIEWS = survey(
    rating("overall", theme="wellbeing", measure="overall_experience"),
    question("answered_by", Kind.SINGLE_CHOICE, "self", "self_with_help"),
    question("helper_role", Kind.SINGLE_CHOICE, "care_worker", "interpreter"),
    question(
        "religion",
        Kind.SINGLE_CHOICE,
        *("hindu", "muslim", "none"),
        part="equality",
        non_substantive=(option("prefer_not"),),
    ),
    survey_id="views",
    audience="people",
)
CONTENT = {"overall": ALWAYS, "answered_by": "self", "religion": "hindu"}
NOT_CONTENT = {"overall": RARELY, "answered_by": "self_with_help", "helper_role": "interpreter"}


@pytest.fixture
def homes(context):
    """Links to a big home (40 people), one in between (12) and a small one (6)."""
    edit_organisation(name="Rose Care", contacts={})
    links = {
        name: link(VIEWS, token=token, service_id=service(name).id)
        for name, token in (("Big", "AAAAAA"), ("Middle", "BBBBBB"), ("Small", "CCCCCC"))
    }
    stored(links["Big"], CONTENT, times=30, week=WEEK)
    stored(links["Big"], NOT_CONTENT, times=10, week=WEEK, locale="ur")
    stored(links["Middle"], CONTENT, times=12, week=WEEK)
    stored(links["Small"], {**CONTENT, "religion": "muslim"}, times=6, week=WEEK)
    count()
    return links


@pytest.fixture
def case_at(homes):
    """A case that was decided on a day, with what was done about it."""

    def made(home, disposition, day, *steps, text="The tea is cold.", of=None):
        about = of or comment(text, at=homes[home], is_read=True)
        at = datetime(2026, *day, 9, tzinfo=UTC)
        db.session.add(
            Decision(
                comment_id=about.id,
                at=at,
                by="reader@example.org",
                disposition=disposition,
                reason="So it reads",
                categories=[],
                wishes="",
                prompts=[],
                waits_for_second=False,
                confirms=None,
            )
        )
        for kind in steps:
            db.session.add(
                CaseStep(
                    comment_id=about.id,
                    at=at,
                    by="reader@example.org",
                    kind=kind,
                    whom="Somebody",
                    reference="",
                    note="",
                )
            )
        db.session.commit()
        return about

    return made


def an_action(home, *, done_on=None, due_on=date(2026, 4, 1)):
    """An action that was promised on 9 February, and done where a day is given."""
    heard = ActionFeedback(
        heard="People miss food from home.",
        services=(home.service_id,),
        themes=("food",),
        heard_on=date(2026, 2, 2),
    )
    action = make_action(heard=heard)
    decision = ActionDecision(
        is_promised=True,
        answer="Cook halal meals twice a week.",
        reason="Many asked for it.",
        owner="The cook",
        due_on=due_on,
        decided_on=date(2026, 2, 9),
        reminded_id=None,
    )
    decide(action_id=action.id, decision=decision)
    if done_on:
        done = ActionOutcome(done="Halal meals are cooked.", done_on=done_on, evidence="The menus.")
        finish(action_id=action.id, outcome=done)
