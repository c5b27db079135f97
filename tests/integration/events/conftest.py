"""A service, its surveys, and an event to come."""

from datetime import timedelta

import pytest

from app.events.operations import plan_event
from app.events.plans import Plan
from app.extensions import db
from app.kernel.clock import today
from app.publishing.operations import publish
from app.questionnaire.definition import Kind
from tests.factories import question, service, survey

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
            service_name="Rose House", plan=Plan(**fields), survey_ids=surveys, is_kiosk=is_kiosk
        )
        db.session.commit()
        return planned

    return make
