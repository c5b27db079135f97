"""Keeping partners, agreements and contributions: what is kept, refused, overdue and told."""

import uuid
from datetime import timedelta

import pytest

from app.collection.events.operations import plan_event
from app.collection.events.plans import EventPlan
from app.evidence.packs.activities import activities_within
from app.evidence.packs.asking import Scope
from app.extensions import db
from app.improvement.overview.overdue import all_overdue
from app.improvement.partners import operations
from app.improvement.partners.queries import activities, all_partners, overdue_reviews, partner_line
from app.improvement.trends.providers import activities_between
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound, Refused
from tests.counting import counted_statements
from tests.factories import service
from tests.integration.improvement.partners.conftest import (
    DAY,
    agreement_plan,
    contribution_plan,
    partner_plan,
)
from tests.staff import recorded

WHO = "a@example.org"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "The name is missing"),
        ({"name": "x" * 201}, "The name is 201 characters long. Use at most 200."),
        ({"kind": "club"}, "'club' is no kind"),
        ({"knows": "x" * 4001}, "What they know is 4001 characters long"),
        ({"languages": ["no language"]}, "is no language"),
        ({"started_on": today() + timedelta(days=1)}, "The day on which it began is"),
        ({"ended_on": DAY - timedelta(days=1)}, "which is before it began"),
    ],
)
def test_a_partner_that_cannot_be_is_refused_with_the_reason(context, changed, words):
    with pytest.raises(Refused, match=words):
        operations.add_partner(plan=partner_plan(**changed))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"agreed": ""}, "What was agreed is missing"),
        ({"owner": ""}, "Owner is missing"),
        ({"ends_on": DAY - timedelta(days=1)}, "The agreement ends on .* before it begins"),
        ({"review_on": DAY - timedelta(days=1)}, "It is to be reviewed on .* before it begins"),
        ({"themes": ["luck"]}, "There is no theme 'luck'"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused_with_the_reason(kitchen, changed, words):
    with pytest.raises(Refused, match=words):
        operations.add_agreement(partner_id=kitchen.id, plan=agreement_plan(**changed))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"gave": ""}, "What they gave is missing"),
        ({"kind": "money"}, "'money' is no kind"),
        ({"day": today() + timedelta(days=1)}, "The day is"),
        ({"themes": ["luck"]}, "There is no theme 'luck'"),
        ({"event_id": uuid.uuid4()}, "There is no such event"),
        ({"action_id": uuid.uuid4()}, "There is no such action"),
    ],
)
def test_a_contribution_that_cannot_be_is_refused_with_the_reason(kitchen, changed, words):
    with pytest.raises((Refused, NotFound), match=words):
        operations.add_contribution(partner_id=kitchen.id, plan=contribution_plan(**changed))


def test_a_name_is_kept_once_however_it_is_capitalised(kitchen):
    with pytest.raises(Conflict, match="'Temple kitchen' exists already"):
        operations.add_partner(plan=partner_plan(name="TEMPLE Kitchen"))
    other = operations.add_partner(plan=partner_plan(name="Choir"))
    with pytest.raises(Conflict, match="'Choir' exists already"):
        operations.edit_partner(partner_id=kitchen.id, plan=partner_plan(name="choir"), actor=WHO)
    operations.edit_partner(partner_id=other.id, plan=partner_plan(name="CHOIR"), actor=WHO)
    assert [line.partner.name for line in all_partners()] == ["CHOIR", "Temple kitchen"]


def test_every_change_is_recorded_with_who_made_it(kitchen, agree, give):
    agreement, given = agree(), give()
    operations.edit_agreement(
        agreement_id=agreement.id, plan=agreement_plan(agreed="Tea."), actor=WHO
    )
    operations.edit_contribution(
        contribution_id=given.id, plan=contribution_plan(gave="Tea."), actor=WHO
    )
    operations.edit_partner(partner_id=kitchen.id, plan=partner_plan(offers="A hall"), actor=WHO)
    assert [(who, action, detail.get("changed")) for who, action, _, detail in recorded()] == [
        ("command line", "partner-added", None),
        ("command line", "agreement-added", None),
        ("command line", "contribution-added", None),
        (WHO, "agreement-edited", ["agreed"]),
        (WHO, "contribution-edited", ["gave"]),
        (WHO, "partner-edited", ["offers"]),
    ]


def test_a_review_comes_up_until_it_is_done_or_the_partnership_ends(kitchen, agree):
    late = agree(review_on=today() - timedelta(days=2))
    agree(review_on=today() - timedelta(days=1), ends_on=today() - timedelta(days=1))
    soon = agree(review_on=today() + timedelta(days=30))
    agree(review_on=today() + timedelta(days=31))
    line = partner_line(kitchen.id)
    assert ([each.id for each in line.overdue], [each.id for each in line.due]) == (
        [late.id],
        [soon.id],
    )
    assert [(each.what, each.owner) for each in all_overdue()] == [
        ("Review of the agreement with Temple kitchen", "The cook")
    ]
    operations.edit_partner(partner_id=kitchen.id, plan=partner_plan(ended_on=today()), actor=WHO)
    ended = partner_line(kitchen.id)
    assert (overdue_reviews(), ended.overdue, ended.due) == ([], (), ())
    assert [each.is_ended for each in all_partners()] == [True]
    with pytest.raises(Refused, match="The partnership with Temple kitchen ended"):
        agree()


def test_an_agreement_is_about_the_services_where_its_partner_is_at_work(kitchen, agree, give):
    rose, oak = service("Rose House").id, service("Oak View").id
    agree()
    give()
    event = EventPlan(name="Lunch", day=DAY, partner="temple KITCHEN")
    plan_event(service_name="Rose House", plan=event, survey_ids=[])
    assert {act.services for act in activities(first=DAY, last=today())} == {frozenset({rose})}
    told = [
        act for act in activities_between(DAY, today(), oak) if act.kind is ActivityKind.PARTNERSHIP
    ]
    assert told == []


def test_agreements_and_contributions_are_acts(kitchen, agree, give):
    rose, oak = service("Rose House").id, service("Oak View").id
    event = plan_event(
        service_name="Rose House", plan=EventPlan(name="Lunch", day=DAY), survey_ids=[]
    )
    agreement = agree(themes=["food"], ends_on=today())
    given = give(event_id=event.id, programme="Faith and food", day=today())
    expected = [
        Activity(
            kind=ActivityKind.PARTNERSHIP,
            id=agreement.id,
            title="Agreement with Temple kitchen",
            on=DAY,
            themes=frozenset({"community_links", "food"}),
            facts=(
                "What was agreed: Lunch each month.",
                "Owner: The cook.",
                f"It ends on {today().isoformat()}.",
                f"To be reviewed on {(today() + timedelta(days=100)).isoformat()}.",
            ),
            endpoint="partners.partner",
            values={"partner_id": str(kitchen.id)},
        ),
        Activity(
            kind=ActivityKind.PARTNERSHIP,
            id=given.id,
            title="Temple kitchen: to an event",
            on=today(),
            services=frozenset({rose}),
            themes=frozenset({"community_links"}),
            facts=(
                "What they gave: Cooked for all.",
                "At the event: Lunch.",
                "To the training: Faith and food.",
                "What changed locally: A new menu.",
            ),
            endpoint="partners.partner",
            values={"partner_id": str(kitchen.id)},
        ),
    ]
    assert activities(first=DAY, last=today()) == expected
    assert activities(first=DAY + timedelta(days=1), last=today()) == expected[1:]
    told = [
        act for act in activities_between(DAY, today(), oak) if act.kind is ActivityKind.PARTNERSHIP
    ]
    assert told == expected[:1]
    scope = Scope(DAY, today(), {rose: "Rose House"}, is_all=False)
    assert [
        act for act in activities_within(scope) if act.kind is ActivityKind.PARTNERSHIP
    ] == expected


def test_the_list_takes_two_queries_however_long_it_is(kitchen, agree):
    agree()
    for number in range(5):
        made = operations.add_partner(plan=partner_plan(name=f"Group {number}"))
        operations.add_agreement(partner_id=made.id, plan=agreement_plan())
    db.session.commit()
    with counted_statements() as statements:
        assert len(all_partners()) == 6
    assert len(statements) == 2
