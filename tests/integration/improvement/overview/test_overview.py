"""What is overdue comes up on the page from which leaders start."""

from datetime import timedelta

from app.collection.publishing.operations import publish
from app.extensions import db
from app.improvement.overview.overdue import all_overdue
from app.improvement.policies.operations import add_policy
from app.improvement.policies.plans import Approval, PolicyPlan
from app.improvement.training.operations import finish_follow_up, plan_follow_up, start_programme
from app.improvement.training.plans import ProgrammePlan
from app.kernel.clock import today
from tests.factories import service, survey
from tests.staff import signed_in


def review(days, title="Fairness"):
    add_policy(
        plan=PolicyPlan(title=title, owner="The manager", summary="Ask."),
        approval=Approval(
            version="1",
            approved_on=today() - timedelta(days=300),
            review_on=today() + timedelta(days=days),
            approved_by="The board",
        ),
    )


def test_reviews_and_supervision_are_on_the_hub_until_they_are_done(app, context):
    publish(survey=survey(survey_id="staff-tiny", audience="staff"))
    plan = ProgrammePlan(name="Faith", aims="Ask.", services=[service().id])
    programme = start_programme(plan=plan, survey_id="staff-tiny")
    late = plan_follow_up(
        programme_id=programme.id,
        theme="Prayer times",
        owner="Team leaders",
        due_on=today() - timedelta(days=2),
    )
    review(-1)
    review(1, title="Language")
    db.session.commit()
    assert [(each.what, each.owner) for each in all_overdue()] == [
        ("In supervision: Prayer times", "Team leaders"),
        ("Review of the policy “Fairness”", "The manager"),
    ]
    page = signed_in(app, "reader").get("/staff/improvement").text
    assert ("In supervision: Prayer times" in page, "“Language”" in page) == (True, False)
    finish_follow_up(follow_up_id=late.id)
    assert [each.endpoint for each in all_overdue()] == ["policies.policy"]
