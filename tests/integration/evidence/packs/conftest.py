"""A small year: two homes, their people, families, partners and staff."""

import pytest

from app.administration.organisation.operations import edit_organisation
from app.surveys.parts import Kind
from tests.factories import link, question, service, survey
from tests.given import FREQUENCY, rating, stored
from tests.measuring import count

ALWAYS, MOSTLY, SOMETIMES, RARELY, NEVER = FREQUENCY
PEOPLE = survey(
    rating("respect", theme="respect", measure="respected"),
    rating("food", theme="food", measure="food_right"),
    rating("worse", theme="fairness", measure="not_treated_worse", reverse=True),
    question("unmapped", Kind.YES_NO, "yes", "no", measure="likes_the_weather"),
    question("answered_by", Kind.SINGLE_CHOICE, "self", "other_person_absent"),
    survey_id="people",
    audience="people",
)
STAFF = survey(
    rating("speak", theme="safety", measure="safe_to_speak_up"),
    survey_id="staff",
    audience="staff",
)
WEEKS = ("2026-W02", "2026-W06", "2026-W10", "2026-W15", "2026-W20", "2026-W24")


@pytest.fixture
def homes(context):
    """Links to two homes, where people answered each month; staff of one of them did too."""
    edit_organisation(name="Rose Care", contacts={})
    rose, oak = service("Rose House"), service("Oak House")
    links = {
        "rose": link(PEOPLE, token="AAAAAA", service_id=rose.id),
        "oak": link(PEOPLE, token="BBBBBB", service_id=oak.id),
        "staff": link(STAFF, token="CCCCCC", service_id=rose.id, audience="staff"),
    }
    for week in WEEKS:
        good = {"respect": ALWAYS, "food": MOSTLY, "worse": NEVER, "unmapped": "yes"}
        poor = {"respect": RARELY, "food": SOMETIMES, "worse": SOMETIMES, "unmapped": "no"}
        stored(links["rose"], good, times=9, week=week)
        stored(links["rose"], poor, times=3, week=week, locale="ur")
        stored(links["oak"], good, times=11, week=week)
        stored(links["oak"], {"respect": "unsure"}, times=1, week=week)
        stored(links["staff"], {"speak": ALWAYS}, times=7, week=week)
        stored(links["staff"], {"speak": NEVER}, times=5, week=week)
    count()
    return links
