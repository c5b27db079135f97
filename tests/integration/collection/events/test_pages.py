"""What staff see of events: the list, one event, and the ways that lead to it."""

import html
from datetime import timedelta

import pytest

from app.collection.events.operations import tick_step
from app.collection.events.steps import STEPS
from app.collection.links.queries import links_at
from app.extensions import db
from app.kernel.clock import today
from tests.counting import counted_statements
from tests.factories import link, service, survey
from tests.given import stored
from tests.integration.collection.events.conftest import address, main_part
from tests.links import all_links
from tests.reading import first
from tests.staff import EMAILS

NOWHERE = "/staff/collection/events/00000000-0000-4000-8000-000000000000"


def test_without_events_the_list_says_so(reader):
    assert "Coming up No events are planned. Past No past events yet." in main_part(
        reader.get("/staff/collection/events")
    )


def test_an_events_page_shows_the_codes_of_its_links(reader, plan):
    event = plan("tiny", "english", languages=["en", "ur"])
    page = reader.get(address(event)).text
    for each in links_at(event.service_id, "Lunch"):
        assert f'aria-label="QR code of http://127.0.0.1:8000/s/{each.token}"' in page
    assert page.count("Not available in: Urdu") == 1


def test_a_reader_changes_no_plan(reader, plan):
    event = plan("tiny")
    page = reader.get(address(event)).text
    assert [words for words in ("Change this event", "Use another survey") if words in page] == []
    assert "Plan an event" not in reader.get("/staff/collection/events").text


def test_late_steps_are_said_plainly(reader, plan):
    event = plan(day=today() - timedelta(days=60))
    for step in ("sent", "comments"):
        tick_step(event_id=event.id, step=step, by="The reader", actor=EMAILS["reader"])
    db.session.commit()

    steps = [
        f"{step.name}: Late was due on" for step in STEPS if step.code in ("attendance", "told")
    ]
    listed = main_part(reader.get("/staff/collection/events"))
    assert "Running sheet: 2 of 15 steps done" in listed
    assert [step in listed for step in steps] == [True, True]
    assert listed.count("Late was due on") == 2
    page = main_part(reader.get(address(event)))
    assert "Late Record attendance and what the partner gave : was due on" in page


def test_comments_that_nobody_read_are_said(reader, plan, rose):
    plan("tiny", day=today())
    stored(links_at(rose.id, "Lunch")[0], {"happy": "yes"})

    assert "Unread Nobody has recorded yet that the comments were read." in main_part(
        reader.get("/staff/collection/events")
    )


def test_a_name_on_a_link_leads_to_its_event(reader, plan):
    event = plan("tiny")
    named = "/staff/collection/events/named?service=Rose+House&name=Lunch"
    assert reader.get(named).location == address(event)
    assert named.replace("&", "&amp;") in reader.get("/staff/").text
    assert (
        named.replace("&", "&amp;")
        in reader.get(f"/staff/collection/links/{all_links()[0].token}").text
    )


def test_a_name_that_is_not_planned_says_so(reader):
    named = "/staff/collection/events/named?service=Rose+House&name=Fair"
    assert "This event is not planned here" in main_part(reader.get(named))


def test_an_admin_plans_what_links_name_already(admin):
    page = admin.get("/staff/collection/events/named?service=Rose+House&name=Fair").text
    planned = html.unescape(first(r'<a class="button" href="([^"]+)">Plan it', page))
    form = admin.get(planned).text
    assert ('value="Fair"' in form, '<option selected value="Rose House">' in form) == (True, True)


@pytest.mark.parametrize("query", ["", "?service=%00&name=%00", "?service=Rose+House&name=%00"])
def test_a_name_that_cannot_be_one_is_refused(reader, query):
    assert reader.get(f"/staff/collection/events/named{query}").status_code == 422


@pytest.mark.parametrize("page", ["", "/attendance", "/sheet", "/script", "/edit"])
def test_an_unknown_event_is_not_found(admin, page):
    assert admin.get(f"{NOWHERE}{page}").status_code == 404


def test_home_lists_events_that_wait_for_attendance(reader, plan):
    assert "Attendance of" not in main_part(reader.get("/staff/"))
    event = plan(day=today())
    assert "Attendance of Lunch Rose House," in main_part(reader.get("/staff/"))
    assert f'href="{address(event)}/attendance"' in reader.get("/staff/").text


@pytest.mark.parametrize(
    "page", ["/staff/collection/events", "/staff/", "event", "sheet", "script"]
)
def test_pages_ask_the_database_as_often_for_three_rows_as_for_one(reader, plan, rose, page):
    event = plan("tiny", "partners", day=today())
    where = {"event": "", "sheet": "/sheet", "script": "/script"}
    path = f"{address(event)}{where[page]}" if page in where else page

    def asked():
        with counted_statements() as statements:
            assert reader.get(path).status_code == 200
        return len(statements)

    def fill():
        for each in all_links():
            stored(each, {"speaking_as": "passing_on"})

    fill()
    asked()
    with_one = asked()
    for name in ("Fair", "Tea"):
        plan("tiny", "partners", name=name, day=today())
    service("Oak View")
    for token in ("M0SS20", "M0SS21"):
        link(survey(easy_read=True), token=token, service_id=rose.id, event="Lunch")
    fill()

    assert asked() == with_one
