"""Somebody leaves: nothing that was theirs by name is left without an owner."""

from datetime import date, timedelta

import pytest

from app.comments.queue.models import RotaEntry
from app.extensions import db
from app.home.leaving.operations import duties_of, leave
from app.improvement.actions.models import Action
from app.improvement.policies.models import Policy
from app.improvement.policies.operations import add_policy
from app.improvement.policies.plans import Approval, PolicyPlan
from app.improvement.training.models import FollowUp, Programme
from app.kernel.errors import Refused
from tests.comments import ASKED, on_rota
from tests.factories import link
from tests.staff import EMAILS, email_of, recorded, signed_in, user

ADMIN, READER = EMAILS["admin"], EMAILS["reader"]
DAY = date(2026, 9, 1)
HELD = [
    "2 parts in reading comments",
    "1 open promise",
    "1 follow-up of a training",
    "1 policy",
]


def promise(**more):
    heard = {"heard": "Cold tea", "themes": [], "heard_on": DAY, "source_kind": "other"}
    return Action(**heard, recorded_by="x", is_promised=True, **more)


@pytest.fixture
def home(context):
    return link(ASKED).service_id


@pytest.fixture
def reader(home):
    """A reader who has duties of every kind, and what is no duty any more."""
    found = user("reader")
    on_rota(found, "reader")
    on_rota(found, "deputy", home)
    programme = Programme(name="Faith", aims="Ask.", themes=[], measures=[], survey_id="x")
    db.session.add(programme)
    db.session.flush()
    follow_up = {"programme_id": programme.id, "theme": "Faith", "due_on": DAY}
    db.session.add_all(
        [
            promise(owner="The cook", reminded_id=found.id),
            promise(owner=found.name, reminded_id=found.id, done_on=DAY),
            FollowUp(**follow_up, owner=found.name),
            FollowUp(**follow_up, owner=found.name, done_on=DAY),
        ]
    )
    approval = Approval("1", DAY, DAY + timedelta(days=365), "The board")
    add_policy(plan=PolicyPlan("Equality", found.name, "Asked."), approval=approval)
    db.session.commit()
    return found


def owners():
    return {
        "parts": sorted(each.part for each in db.session.query(RotaEntry)),
        "promises": sorted((each.owner, each.reminded_id) for each in db.session.query(Action)),
        "others": sorted(
            (
                *(each.owner for each in db.session.query(FollowUp)),
                *(each.owner for each in db.session.query(Policy)),
            )
        ),
    }


def test_what_somebody_sees_to_goes_to_a_named_person(reader):
    admin = user("admin")
    on_rota(admin, "reader")
    assert duties_of(reader).in_words == HELD
    leave(user_id=reader.id, to=admin.id, actor=ADMIN)
    db.session.commit()
    assert owners() == {
        "parts": ["deputy", "reader"],
        "promises": [("The cook", admin.id), ("The reader", reader.id)],
        "others": ["The admin", "The admin", "The reader"],
    }
    assert (reader.is_active, duties_of(reader).in_words) == (False, [])
    assert recorded("duties-handed-over") == [
        (ADMIN, "duties-handed-over", READER, {"to": ADMIN, "duties": HELD})
    ]


@pytest.mark.parametrize(
    ("role", "is_active", "said"),
    [
        (None, True, "Say who takes this over, so that nothing is left without an owner."),
        ("auditor", True, "Auditor. Choose somebody else, or give them another role first."),
        ("admin", False, "they cannot sign in. Choose somebody else"),
    ],
)
def test_nobody_leaves_before_somebody_takes_over_who_can(reader, role, is_active, said):
    to = user(role, is_active=is_active).id if role else None
    before = owners()
    with pytest.raises(Refused, match=said):
        leave(user_id=reader.id, to=to, actor=ADMIN)
    assert (reader.is_active, owners()) == (True, before)


def test_the_page_offers_those_who_may_take_it_over_and_oneself_first(app, reader):
    client = signed_in(app)
    user("auditor")
    user("admin", email="b@example.org", name="Bea")
    address = f"/staff/administration/users/{reader.id}"
    assert f'href="{address}/leave"' in client.get(address).text
    page = client.get(f"{address}/leave").text
    assert all(f"<li>{each}</li>" in page for each in HELD)
    assert ("Bea</option>" in page, "The auditor</option>" in page) == (True, False)
    assert 'selected value="' in page.partition("The admin</option>")[0].rpartition("<option")[2]
    assert client.post(f"{address}/leave", data={"to": "x"}).status_code == 422


def test_the_command_line_says_who_takes_over(runner, reader):
    user("admin")
    refused = runner("user", "deactivate", READER)
    assert (refused.exit_code, refused.output) == (
        1,
        f"Error: The reader has {', '.join(HELD)}. Say who takes this over, "
        "so that nothing is left without an owner.\n",
    )
    assert runner("user", "deactivate", READER, "--to", email_of("admin")).exit_code == 0
