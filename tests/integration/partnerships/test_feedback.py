"""What is told of the answers by a partner's links: for whom they spoke, and never a handful."""

from collections import Counter

import pytest

from app.events.attendance import Kind as Attending
from app.events.operations import plan_event, record_attendance
from app.events.plans import Plan
from app.events.queries import events_with
from app.extensions import db
from app.kernel.clock import today
from app.links.operations import create_link
from app.partnerships.feedback import OTHERS, THEIRS, Cell, feedback_of, gives_away
from app.publishing.operations import publish
from app.questionnaire.definition import Kind
from app.responses.filing import SpokenFor
from app.statistics.disclosure import Hidden, release
from tests.factories import question, service, survey
from tests.given import stored
from tests.staff import signed_in

ASKED = survey(
    question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on"),
    survey_id="partners",
    audience="partners",
)
HIDDEN = Hidden(10)


@pytest.fixture
def link(kitchen):
    """Makes a link at Rose House that a partner hands out."""
    publish(survey=ASKED)
    service("Rose House")
    db.session.commit()

    def make(partner, **more):
        made = create_link(
            survey_id="partners",
            service_name="Rose House",
            audience="partners",
            partner=partner,
            **more,
        )
        db.session.commit()
        return made

    return make


def says(made, as_partners, passing_on):
    stored(made, {"speaking_as": "working_with_us"}, times=as_partners)
    stored(made, {"speaking_as": "passing_on"}, times=passing_on)


def told(kitchen):
    shown = [each.spoken_for for each in feedback_of(kitchen, events_with(kitchen.name))]
    db.session.commit()
    return shown


def test_it_is_told_from_ten_on_and_moves_when_ten_more_have_answered(kitchen, link):
    theirs = link("temple KITCHEN")
    assert told(kitchen) == []
    says(theirs, 6, 3)
    assert told(kitchen) == [HIDDEN]
    says(theirs, 1, 0)
    assert told(kitchen) == [SpokenFor(7, 3)]
    says(theirs, 0, 9)
    assert told(kitchen) == [SpokenFor(7, 3)]
    says(theirs, 1, 0)
    assert told(kitchen) == [SpokenFor(8, 12)]


def test_it_is_hidden_while_the_others_are_a_handful(kitchen, link):
    says(link("Temple kitchen"), 9, 9)
    others = link("Choir")
    says(others, 5, 4)
    assert told(kitchen) == [HIDDEN]
    says(others, 1, 0)
    assert told(kitchen) == [SpokenFor(9, 9)]


@pytest.mark.parametrize(
    ("cells", "hidden", "expected"),
    [
        ({("Rose", None, THEIRS): 10}, (), False),
        ({("Rose", None, THEIRS): 10, ("Rose", "Lunch", THEIRS): 9}, (), True),
        ({("Rose", None, THEIRS): 10, ("Rose", None, OTHERS): 9}, (), True),
        ({("Rose", None, THEIRS): 10, ("Oak", None, OTHERS): 8}, ("Oak",), False),
        ({("Rose", None, THEIRS): 10, ("Oak", None, OTHERS): 8}, ("Rose", "Oak"), True),
    ],
)
def test_no_handful_is_left_between_partners_services_and_events(cells, hidden, expected):
    counted = Counter({Cell(*key): number for key, number in cells.items()})
    services = release({"Rose": 20, "Oak": 20}) | dict.fromkeys(hidden, HIDDEN)
    assert gives_away(counted, services) is expected


def test_their_events_are_told_with_who_came_and_who_says_so(app, kitchen, link):
    event = plan_event(
        service_name="Rose House",
        plan=Plan(name="Lunch", day=today(), partner="TEMPLE kitchen"),
        survey_ids=["partners"],
    )
    record_attendance(
        event_id=event.id,
        number=60,
        kind=Attending.ESTIMATED,
        by="the host",
        contribution=None,
        actor="a@example.org",
    )
    says(link(None, event="Lunch"), 9, 3)
    page = " ".join(signed_in(app, "reader").get(f"/staff/lead/partners/{kitchen.id}").text.split())
    assert "12 answers, about 60 attending (estimate, by the host)" in page
    assert "9 as partners, 3 passing on what people said" in page
