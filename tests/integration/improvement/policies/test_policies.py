"""Policies: owner, version, review date, whether staff read them, and what is told of it."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from app.collection.links.queries import LinkState, get_link, state_of
from app.collection.publishing.operations import publish
from app.disclosure import Hidden, Reason
from app.extensions import db
from app.improvement.policies import operations
from app.improvement.policies.models import Policy
from app.improvement.policies.plans import Approval, PolicyPlan
from app.improvement.policies.queries import (
    activities,
    all_policies,
    links_of,
    overdue_reviews,
    policy_line,
)
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound, Refused
from app.results.indicators.cuts import Cut
from app.results.indicators.operations import figures_of
from app.surveys.loader import load_survey
from tests.counting import counted_statements
from tests.factories import link, service
from tests.given import stored
from tests.measuring import count
from tests.staff import recorded, signed_in

SURVEY = Path(__file__).parents[4] / "surveys" / "policy-understood" / "1" / "survey.yaml"
POLICIES = "/staff/improvement/policies"
ALIKE = Reason.ALIKE
LONG_AGO = today() - timedelta(days=400)
FORM = {
    "title": "Equality and diversity",
    "owner": "The registered manager",
    "summary": "Everybody is asked.",
    "version": "1",
    "approved_on": LONG_AGO.isoformat(),
    "approved_by": "The board",
    "review_on": (today() + timedelta(days=10)).isoformat(),
}


def plan(**more):
    fields = {
        "title": "Equality and diversity",
        "owner": "The registered manager",
        "summary": "Everybody is asked.",
        "practice": "Each care plan says how hair is cared for.",
        "themes": ["hair_skin_care"],
    }
    return PolicyPlan(**{**fields, **more})


def approval(version="1", **more):
    fields = {
        "version": version,
        "approved_on": LONG_AGO,
        "review_on": LONG_AGO + timedelta(days=365),
        "approved_by": "The board",
    }
    return Approval(**{**fields, **more})


@pytest.fixture
def rose(context):
    publish(survey=load_survey(SURVEY))
    made = service("Rose House")
    db.session.commit()
    return made


@pytest.fixture
def policy(rose):
    """A policy whose review is overdue."""
    added = operations.add_policy(plan=plan(), approval=approval())
    db.session.commit()
    return added


def asked(policy, rose):
    """The link at which the staff of Rose House are asked."""
    made = operations.ask_staff(policy_id=policy.id, service_id=rose.id)
    db.session.commit()
    return made


def says(made, times, read="all", clear="agree", in_practice="disagree"):
    stored(made, {"read": read, "clear": clear, "lived": in_practice}, times=times)


def test_an_overdue_review_comes_up_until_a_version_is_approved(policy):
    assert [each.title for each in overdue_reviews()] == ["Equality and diversity"]
    assert [line.is_overdue for line in all_policies()] == [True]
    operations.approve_version(
        policy_id=policy.id,
        approval=approval("2", approved_on=today(), review_on=today() + timedelta(days=365)),
    )
    assert overdue_reviews() == []
    assert [each.version for each in policy_line(policy.id).approvals] == ["2", "1"]
    assert [entry[1] for entry in recorded()] == ["policy-added", "policy-approved"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "The title is missing"),
        ({"owner": " "}, "The owner is missing"),
        ({"summary": ""}, "The summary is missing"),
        ({"address": "javascript:alert(1)"}, "The address must be the address of a page"),
        ({"themes": ["luck"]}, "There is no theme 'luck'"),
        ({"measures": ["luck"]}, "There is no measure 'luck'"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_with_the_reason(rose, changed, words):
    with pytest.raises(Refused, match=words):
        operations.add_policy(plan=plan(**changed), approval=approval())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version": ""}, "The version is missing"),
        ({"approved_by": ""}, "Who approved it is missing"),
        ({"approved_on": today() + timedelta(days=1)}, "The day of approval is .* up to today"),
        ({"review_on": LONG_AGO}, "would not be after the approval"),
    ],
)
def test_an_approval_that_cannot_be_is_refused_with_the_reason(rose, changed, words):
    with pytest.raises(Refused, match=words):
        operations.add_policy(plan=plan(), approval=approval(**changed))


def test_one_title_one_policy_and_one_version_one_approval(policy):
    with pytest.raises(Conflict, match="exists already"):
        operations.add_policy(plan=plan(), approval=approval())
    with pytest.raises(Conflict, match="Version 1 was approved already"):
        operations.approve_version(policy_id=policy.id, approval=approval())
    earlier = approval("0", approved_on=LONG_AGO - timedelta(days=1))
    with pytest.raises(Refused, match="which is later"):
        operations.approve_version(policy_id=policy.id, approval=earlier)


def test_a_withdrawn_policy_is_kept_and_asks_nobody(policy, rose):
    made = asked(policy, rose)
    operations.withdraw_policy(policy_id=policy.id, actor="x")
    assert (overdue_reviews(), state_of(get_link(made.token))) == ([], LinkState.CLOSED)
    for operation in (
        lambda: operations.withdraw_policy(policy_id=policy.id, actor="x"),
        lambda: operations.ask_staff(policy_id=policy.id, service_id=rose.id),
        lambda: operations.approve_version(policy_id=policy.id, approval=approval("2")),
    ):
        with pytest.raises(Refused, match="was withdrawn on"):
            operation()


def test_staff_are_asked_once_about_a_version_and_again_about_the_next(policy, rose):
    made = asked(policy, rose)
    assert (made.about, made.survey_id) == ("Equality and diversity", "policy-understood")
    with pytest.raises(Conflict, match="are asked already"):
        operations.ask_staff(policy_id=policy.id, service_id=rose.id)
    operations.approve_version(
        policy_id=policy.id, approval=approval("2", approved_on=LONG_AGO + timedelta(days=1))
    )
    assert state_of(get_link(made.token)) is LinkState.CLOSED
    anew = operations.ask_staff(policy_id=policy.id, service_id=rose.id)
    assert sorted(version for _, _, version in links_of(policy.id)) == ["1", "2"]
    operations.edit_policy(policy_id=policy.id, plan=plan(title="Fairness"), actor="x")
    assert get_link(anew.token).about == "Fairness"


def test_what_is_not_there_is_said(rose):
    with pytest.raises(NotFound, match="There is no such policy"):
        operations.withdraw_policy(policy_id=uuid.uuid4(), actor="x")


def test_the_page_names_the_policy_to_staff(client, policy, rose):
    made = asked(policy, rose)
    assert "Equality and diversity" in client.get(f"/s/{made.token}/en").text


def shares(policy):
    return [str(each) for each in operations.understanding_of(policy).shares]


def test_nine_answers_tell_nothing_and_ten_tell_shares(policy, rose):
    made = asked(policy, rose)
    says(made, 9)
    assert (operations.understanding_of(policy).answers, shares(policy)) == (9, [])
    says(made, 2, read="some", in_practice="agree")
    assert shares(policy) == [
        "9 of 11 have read all of it (82 %)",
        "11 of 11 understand what it means for their work (100 %)",
        "2 of 11 say that what happens day to day fits it (18 %)",
    ]


def test_where_nobody_agrees_nobody_is_told_and_it_is_said_why(policy, rose):
    says(asked(policy, rose), 12)
    assert shares(policy)[2] == f"say that what happens day to day fits it: {Hidden(reason=ALIKE)}"


def test_figures_move_when_ten_more_have_answered(policy, rose):
    made = asked(policy, rose)
    says(made, 10, in_practice="agree")
    first = shares(policy)
    db.session.commit()
    says(made, 9, read="none")
    assert shares(policy) == first
    says(made, 2)
    assert shares(policy)[0] == "12 of 21 have read all of it (57 %)"


def test_each_question_moves_when_ten_more_have_answered_it(policy, rose):
    made = asked(policy, rose)
    says(made, 10, in_practice="agree")
    first = shares(policy)
    db.session.commit()
    stored(made, {"read": "all"}, times=7)
    says(made, 3, in_practice="agree")
    assert shares(policy) == ["20 of 20 have read all of it (100 %)", *first[1:]]


def test_answers_about_a_policy_are_no_part_of_what_is_told_of_a_service(policy, rose):
    says(asked(policy, rose), 12, in_practice="agree")
    says(link(load_survey(SURVEY), token="K7QF2A", service_id=rose.id, audience="staff"), 20)
    count()
    [found] = figures_of(Cut())
    released = {each.id: getattr(each.base, "base", None) for each in found.questions}
    assert (getattr(found.whole, "base", None), released["read"]) == (32, 20)


def test_acts_are_approvals_with_what_may_be_told(policy, rose):
    says(asked(policy, rose), 10, in_practice="agree")
    operations.understanding_of(policy)
    db.session.commit()
    assert activities(first=LONG_AGO, last=LONG_AGO) == [
        Activity(
            kind=ActivityKind.POLICY,
            id=uuid.uuid5(policy.id, "1"),
            title="Equality and diversity, version 1",
            on=LONG_AGO,
            themes=frozenset({"hair_skin_care"}),
            facts=(
                "Approved by The board; owner: The registered manager.",
                f"To be reviewed on {policy.review_on.isoformat()}, which has passed.",
                "How we know it happens in practice: Each care plan says how hair is cared for.",
                "Staff who were asked: 10 of 10 have read all of it (100 %).",
                "Staff who were asked: 10 of 10 understand what it means for their work (100 %).",
                "Staff who were asked: 10 of 10 say that what happens day to day fits it (100 %).",
            ),
            endpoint="policies.policy",
            values={"policy_id": str(policy.id)},
        )
    ]
    assert activities(first=LONG_AGO + timedelta(days=1), last=today()) == []


def test_the_list_costs_as_many_queries_for_many_policies_as_for_few(rose):
    def cost():
        with counted_statements() as statements:
            all_policies()
        return len(statements)

    operations.add_policy(plan=plan(), approval=approval())
    few = cost()
    for number in range(5):
        operations.add_policy(plan=plan(title=f"Policy {number}"), approval=approval())
    db.session.flush()
    assert (cost(), len(all_policies())) == (few, 6)


def test_pages_from_adding_to_asking(app, rose):
    admin = signed_in(app)
    assert "There is no policy yet." in admin.get(POLICIES).text
    wrong = admin.post(f"{POLICIES}/new", data={**FORM, "approved_on": "soon"})
    assert (wrong.status_code, "Type the date as year-month-day" in wrong.text) == (422, True)
    wrong = admin.post(f"{POLICIES}/new", data={**FORM, "review_on": "2001-01-01"})
    assert (wrong.status_code, "would not be after the approval" in wrong.text) == (422, True)
    assert admin.post(f"{POLICIES}/new", data=FORM).status_code == 303
    db.session.rollback()
    policy = db.session.execute(db.select(Policy)).scalars().one()
    address = f"{POLICIES}/{policy.id}"
    assert admin.post(f"{address}/ask", data={"service": str(rose.id)}).status_code == 303
    again = admin.post(f"{address}/ask", data={"service": str(rose.id)})
    assert (again.status_code, "are asked already" in again.text) == (422, True)
    page = admin.get(address).text
    assert ("Rose House" in page, 'class="code"' in page) == (True, True)
    new = {**FORM, "version": "2", "approved_on": today().isoformat(), "change": "Shorter"}
    new["review_on"] = (today() + timedelta(days=365)).isoformat()
    assert admin.post(f"{address}/approve", data=new).status_code == 303
    assert "Shorter" in admin.get(address).text
    edited = admin.post(f"{address}/edit", data={**FORM, "owner": "The deputy"})
    assert edited.status_code == 303
    assert admin.post(f"{address}/withdraw").status_code == 303
    assert "Withdrawn" in admin.get(POLICIES).text


def test_a_reader_sees_an_overdue_review_and_no_button_of_admins(app, policy):
    reader = signed_in(app, "reader")
    assert "Overdue" in reader.get(POLICIES).text
    page = reader.get(f"{POLICIES}/{policy.id}").text
    assert ["Approve a version" in page, "Ask staff" in page] == [False, False]
