"""A service, its surveys, an event to come, and how tests look at it."""

import re
from datetime import timedelta

import pytest

from app.collection.events.operations import plan_event
from app.collection.events.plans import EventPlan
from app.collection.publishing.operations import publish
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import Refused
from app.surveys.parts import Kind
from tests.factories import question, service, survey
from tests.reading import first
from tests.staff import signed_in

PARTNERS = survey(
    question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on"),
    question("say", Kind.COMMENT),
    survey_id="partners",
    audience="partners",
    title=survey().title,
)


@pytest.fixture
def rose(context):
    """Rose House, and three published surveys: one tiny, one for partners, one in English only."""
    publish(survey=survey(easy_read=True))
    publish(survey=PARTNERS)
    publish(survey=survey(survey_id="english", languages=("en",), translations={}))
    made = service("Rose House")
    db.session.commit()
    return made


@pytest.fixture
def plan(rose):
    """Plans an event at Rose House; a test says what it is about."""

    def make(*surveys, is_kiosk=False, **more):
        fields = {"name": "Lunch", "day": today() + timedelta(days=30), **more}
        planned = plan_event(
            service_name="Rose House",
            plan=EventPlan(**fields),
            survey_ids=surveys,
            is_kiosk=is_kiosk,
        )
        db.session.commit()
        return planned

    return make


@pytest.fixture
def admin(app, rose):
    """A browser in which an admin is signed in."""
    return signed_in(app)


@pytest.fixture
def reader(app, rose):
    """A browser in which a reader is signed in."""
    return signed_in(app, "reader")


def main_part(answer):
    """What the main part of a page says, in one line."""
    assert answer.status_code == 200
    part = first(r"<main.*?</main>", answer.text)
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub("</?bdi>", "", part)).split())


def address(event):
    """Where staff see an event."""
    return f"/staff/collection/events/{event.id}"


def refusal(make, **arguments):
    """The message with which something is refused; it leaves all as it was."""
    db.session.commit()
    with pytest.raises(Refused) as refused:
        make(**arguments)
    db.session.rollback()
    return str(refused.value)
