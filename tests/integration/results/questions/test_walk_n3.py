"""Walk N3: a well-meaning helper holds the tablet, and four people answer alike within seconds."""

import uuid

import pytest

from app.collection.responses.models import Response
from app.extensions import db
from app.surveys.parts import Kind
from tests.factories import link, question, service, survey
from tests.given import stored
from tests.measuring import count
from tests.staff import signed_in

RATINGS = [question(f"r{place}", Kind.RATING, "yes", "sometimes", "no") for place in range(4)]
CHOOSES = question("chooses_clothes", Kind.SINGLE_CHOICE, "me", "staff", "both")
BY = question("answered_by", Kind.SINGLE_CHOICE, "self", "self_with_help")
ROLE = question("helper_role", Kind.MULTIPLE_CHOICE, "care_worker", "family_friend")
OF = survey(*RATINGS, CHOOSES, BY, ROLE, audience="people")
ALIKE = {f"r{place}": "yes" for place in range(4)} | {
    "chooses_clothes": "staff",
    "answered_by": "self_with_help",
    "helper_role": ["care_worker"],
}


@pytest.fixture
def home(context):
    """A home where eight answered by themselves, each in a way of their own."""
    made = link(OF, service_id=service("Rose House").id)
    stored(made, {"r0": "yes", "r1": "no", "answered_by": "self"}, times=8)
    return made


def give(client, made):
    """Answer as the helper did: the same face four times, faster than anybody reads."""
    fields = {"submission_id": str(uuid.uuid4()), "pace": "quick", **ALIKE}
    reply = client.post(f"/s/{made.token}/en", data=fields, headers={"Accept": "application/json"})
    assert reply.status_code == 201


def test_it_is_noted_and_counted_and_the_page_thinks_of_an_advocate(app, home):
    client = app.test_client()
    for _ in range(4):
        give(client, home)
    notes = [row.notes for row in db.session.query(Response) if row.notes]
    assert notes == [["quick", "all the same"]] * 4
    count()
    said = " ".join(
        signed_in(app, "reader").get("/staff/results/surveys/tiny?service=Rose+House").text.split()
    )
    assert "Some gave the same answer to every rating." in said
    assert "Some answered faster than people read." in said
    assert "All are counted." in said
    assert "Think of asking an independent advocate." in said
    assert "33 %" in said
