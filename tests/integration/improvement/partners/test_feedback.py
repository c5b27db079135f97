"""What is shown of the answers by a partner's links: for whom they spoke, never a handful."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from app.collection.events.attendance import CountKind as Attending
from app.collection.events.operations import plan_event, record_attendance
from app.collection.events.plans import EventPlan
from app.collection.events.queries import events_with
from app.collection.links.operations import create_link
from app.collection.publishing.operations import publish
from app.collection.responses.reporting_groups import PartnerViews
from app.disclosure import Hidden
from app.extensions import db
from app.improvement.partners.feedback import feedback_of
from app.kernel.clock import iso_week, today
from app.results.indicators.counting import all_blocks, recount
from app.results.questions.queries import results_page
from app.surveys.parts import Kind
from tests.factories import question, service, survey
from tests.given import stored
from tests.measuring import count
from tests.staff import signed_in

ASKED = survey(
    question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on"),
    survey_id="partners",
    audience="partners",
)
NOW, LONG_AGO = iso_week(today()), iso_week(today() - timedelta(days=90))


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


def says(made, as_partners, passing_on, week=NOW):
    stored(made, {"speaking_as": "working_with_us"}, times=as_partners, week=week)
    stored(made, {"speaking_as": "passing_on"}, times=passing_on, week=week)


def told(kitchen):
    count()
    return [each.partner_views for each in feedback_of(kitchen, events_with(kitchen.name))]


def test_it_is_told_in_parcels_of_each_that_move_when_ten_more_have_answered(kitchen, link):
    theirs = link("temple KITCHEN")
    assert told(kitchen) == []
    says(theirs, 9, 3)
    assert told(kitchen) == [Hidden()]
    says(theirs, 1, 0)
    assert told(kitchen) == [PartnerViews(10, 0)]
    says(theirs, 9, 7)
    assert told(kitchen) == [PartnerViews(10, 10)]
    says(theirs, 1, 0)
    assert told(kitchen) == [PartnerViews(20, 10)]


def test_others_take_and_give_nothing(kitchen, link):
    says(link("Temple kitchen"), 19, 19)
    others = link("Choir")
    says(others, 5, 4)
    assert told(kitchen) == [PartnerViews(19, 19)]
    says(others, 6, 0)
    assert told(kitchen) == [PartnerViews(19, 19)]
    assert of_service() == PartnerViews(30, 19)


def test_who_is_left_when_the_month_is_over_is_told_with_the_service(kitchen, link):
    theirs, others = link("Temple kitchen"), link("Choir")
    says(theirs, 12, 0, week=LONG_AGO)
    says(theirs, 4, 0)
    says(others, 7, 0, week=LONG_AGO)
    assert (told(kitchen), of_service()) == ([PartnerViews(12, 0)], PartnerViews(12, 0))
    says(theirs, 5, 0, week=LONG_AGO)
    assert (told(kitchen), of_service()) == ([PartnerViews(12, 0)], PartnerViews(24, 0))
    says(theirs, 6, 0)
    assert (told(kitchen), of_service()) == ([PartnerViews(22, 0)], PartnerViews(34, 0))


def test_who_was_told_with_the_service_before_links_were_kept_apart_stays_there(kitchen, link):
    theirs = link("Temple kitchen")
    says(theirs, 14, 0)
    says(link(None), 6, 0)
    with patch("app.results.indicators.counting.link_subject", lambda token, subject: subject):
        count()
    assert of_service() == PartnerViews(20, 0)
    for block in all_blocks():
        recount(block)
    assert (told(kitchen), of_service()) == ([Hidden()], PartnerViews(20, 0))
    says(theirs, 10, 0)
    assert (told(kitchen), of_service()) == ([PartnerViews(10, 0)], PartnerViews(30, 0))


def of_service():
    """Whose view the results of all services say that answers are."""
    return results_page(survey_id="partners").results.partner_views


def test_their_events_are_told_with_who_came_and_who_says_so(app, kitchen, link):
    event = plan_event(
        service_name="Rose House",
        plan=EventPlan(name="Lunch", day=today(), partner="TEMPLE kitchen"),
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
    says(link(None, event="Lunch"), 10, 3)
    count()
    page = " ".join(
        signed_in(app, "reader").get(f"/staff/improvement/partners/{kitchen.id}").text.split()
    )
    assert "13 answers, about 60 attending (estimate, by the host)" in page
    assert "10 as partners, fewer than 10 passing on what people said" in page
