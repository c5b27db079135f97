"""A service with an audit tool, rounds planned there, and auditors who answer."""

from datetime import date

import pytest

from app.collection.links.models import Link
from app.collection.publishing.operations import publish
from app.collection.responses.comments import lay_all_before_readers
from app.extensions import db
from app.improvement.audits.drawing import Sampling
from app.improvement.audits.operations import draw_sample, plan_round
from app.improvement.audits.plans import RoundPlan
from app.improvement.audits.queries import round_line
from tests.audits import tool
from tests.factories import service, survey
from tests.given import stored

SPRING = (date(2026, 3, 2), date(2026, 3, 27))
SAMPLING = Sampling(40, 5, 40)
AUTUMN = (date(2026, 9, 7), date(2026, 10, 2))


@pytest.fixture
def rose(context):
    """Rose House, with a tool of two criteria and a survey that is none."""
    publish(survey=tool("food", "faith"))
    publish(survey=survey())
    made = service("Rose House")
    db.session.commit()
    return made


@pytest.fixture
def plan(rose):
    """Plans a round at Rose House; a test says what it is about."""

    def make(name="Spring", *, days=SPRING, sampling=SAMPLING, follows=None, **more):
        planned = plan_round(
            survey_id=more.pop("survey_id", "plans"),
            service_id=more.pop("service_id", rose.id),
            plan=RoundPlan(
                name=name,
                opens_on=days[0],
                closes_on=days[1],
                sampling=sampling,
                **{"auditor": "The quality lead", "second_auditor": "The deputy", **more},
            ),
            follows_id=follows,
        )
        db.session.commit()
        return planned

    return make


@pytest.fixture
def drawn(plan):
    """A round whose sample is drawn."""

    def make(*arguments, **more):
        planned = plan(*arguments, **more)
        draw_sample(round_id=planned.id)
        db.session.commit()
        return planned

    return make


@pytest.fixture
def audit(rose):
    """Answers for records of a round, and lays the texts before readers."""

    def give(of_round, number, role="first", version=1, **answers):
        said = {"record_number": number, "auditor_seat": role, **answers}
        stored(db.session.get(Link, of_round.link_token), said, version=version)
        lay_all_before_readers()
        db.session.commit()

    return give


@pytest.fixture
def numbers():
    """The numbers drawn for a round, and those to be audited twice."""

    def read(of_round):
        found = round_line(of_round.id).received.drawn
        return found.numbers, found.doubles

    return read
