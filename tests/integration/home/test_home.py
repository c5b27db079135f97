"""The first page of the staff side: what needs somebody, and what is new."""

import re
from datetime import timedelta

import pytest

from app.administration.organisation.models import Service
from app.extensions import db
from app.home.routes import SHOWN
from app.kernel.clock import iso_week, today, weeks_in_words
from app.kernel.days import long_date
from tests.actions import Maker
from tests.counting import counted_statements
from tests.factories import link, service, survey
from tests.given import rating, stored
from tests.staff import signed_in

OF = survey(rating(), audience="people")


@pytest.fixture
def rose(context):
    """A link of a service to the survey."""
    return link(OF, token="R0SE23", service_id=service("Rose House").id)


@pytest.fixture
def lily(rose):
    """The same of another service."""
    return link(OF, token="L1LY23", service_id=service("Lily House").id)


@pytest.fixture
def reader(app, context):
    """A browser in which a reader is signed in."""
    return signed_in(app, "reader")


def main_part(answer):
    """What the main part of a page says, in one line."""
    assert answer.status_code == 200
    found = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_answers_are_counted_by_service_and_by_link(reader, rose, lily):
    this, before = iso_week(today()), iso_week(today() - timedelta(weeks=1))
    stored(rose, {"respect": "always"}, times=3, week="2026-W09")
    stored(rose, {"respect": "always"}, times=2, week=before)
    stored(rose, {"respect": "always"}, week=this)
    said = main_part(reader.get("/staff/"))

    assert f"Rose House 1 2 6 {weeks_in_words(this)}" in said
    assert "Lily House 0 0 0 None yet" in said
    assert "Rose House: 1 link" in said
    assert f"A tiny survey People we support 6 {weeks_in_words(this)}" in said
    assert "A tiny survey People we support 0 None yet" in said


def test_htmx_is_given_the_counts_alone(reader, rose):
    part = reader.get("/staff/", headers={"HX-Request": "true"}).text

    assert part.strip().startswith('<div id="counts"')
    assert 'hx-trigger="every 30s"' in part
    assert "<html" not in part


def test_a_reader_is_told_who_adds_the_first_service(reader):
    assert main_part(reader.get("/staff/")) == (
        "Home No service yet. Whoever administers Own Words adds the first one. What needs you "
        "Nothing is overdue, and nothing waits for you here. "
        "A device that never found a signal? Hand in its answers as a file ."
    )


def test_the_first_steps_lead_to_the_first_answer(app, context):
    admin = signed_in(app)

    def steps() -> list[str]:
        page = admin.get("/staff/").text
        found = re.search(r'aria-labelledby="steps".*?</section>', page, re.DOTALL)
        lines = re.findall("<li>(.*?)</li>", found[0], re.DOTALL) if found else []
        return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]

    assert steps() == [
        "Add a service",
        "Say whom people can turn to",
        "Choose a survey and make a link to it",
        "Print its poster, and try it on your own phone",
    ]
    made = link(OF, token="R0SE23", service_id=service("Rose House").id)
    assert [step.startswith("Done") for step in steps()] == [True, True, True, False]
    stored(made, {"respect": "always"})
    assert steps() == []


def test_what_needs_somebody_leads_to_where_it_is_done(app, context, rose):
    day = today()
    rose.closes_on = day + timedelta(days=7)
    action = Maker(db.session.get(Service, rose.service_id)).decided(due_on=day - timedelta(days=1))
    page = signed_in(app, "reader").get("/staff/")

    said = main_part(page)
    assert (
        "What needs you 1 overdue "
        "Promised: Cook halal meals twice a week. Overdue, "
        f"due {long_date(day - timedelta(days=1))}. "
        "Owner: The cook "
        f"Link R0S-E23 closes soon Rose House, last day {long_date(rose.closes_on)}"
    ) in said
    assert f'href="/staff/improvement/actions/{action.id}"' in page.text
    assert 'href="/staff/collection/links/R0SE23"' in page.text


def test_what_one_may_not_open_is_not_said_to_need_one(app, context, rose):
    rose.closes_on = today()
    db.session.commit()

    assert "closes soon" not in main_part(signed_in(app, "translator").get("/staff/"))


def test_of_much_that_is_overdue_the_rest_is_folded(app, context):
    actions = Maker(service("Rose House"))
    for n in range(SHOWN + 2):
        actions.decided(due_on=today() - timedelta(days=n + 1))
    page = signed_in(app, "reader").get("/staff/").text

    assert "10 overdue" in page
    assert "<summary>2 more</summary>" in page


def test_it_asks_the_database_as_often_for_three_links_as_for_one(reader, rose):
    def asked():
        with counted_statements() as statements:
            assert reader.get("/staff/").status_code == 200
        return len(statements)

    stored(rose, {"respect": "always"})
    asked()
    with_one = asked()
    for n in range(2):
        another = link(OF, token=f"M0SS2{n}", service_id=service(f"Moss House {n}").id)
        stored(another, {"respect": "always"})

    assert asked() == with_one
