"""Pages on which an admin plans, changes and removes an event."""

import re

import pytest

from app.collection.events.attendance import CountKind
from app.collection.events.operations import record_attendance
from app.collection.events.queries import all_events
from app.extensions import db
from tests.integration.collection.events.conftest import address, main_part
from tests.links import all_links
from tests.reading import problems
from tests.staff import EMAILS, recorded, signed_in


def typed(**more):
    """The form of a new event, filled in."""
    return {"service": "Rose House", "name": "Lunch", "day": "2026-11-30", **more}


def test_an_admin_plans_an_event(admin):
    made = admin.post(
        "/staff/collection/events/new",
        data=typed(
            place="The hall",
            partner="Temple kitchen",
            languages=["en", "ur"],
            host="A volunteer",
            notes="Side entrance",
            surveys=["tiny", "partners"],
            is_kiosk="y",
        ),
    )
    [line] = all_events()
    assert made.location == address(line.event)
    said = main_part(admin.get(made.location))
    assert said.startswith(
        "Lunch is planned. Lunch at Rose House 0 answers; attendance not recorded yet"
    )
    assert (
        "Day Monday, 30 November 2026 Place The hall Community partner Temple kitchen "
        "Languages English, Urdu Host A volunteer Who reads the comments the quality lead "
        "Notes Side entrance"
    ) in said
    assert said.count("Open For a shared tablet") == 2
    assert recorded("event-planned")[0][0] == EMAILS["admin"]


@pytest.mark.parametrize(
    ("mistake", "problem"),
    [
        ({"name": ""}, "Type a name."),
        ({"day": ""}, "Choose the day."),
        ({"day": "30/11/2026"}, "Type the date as year-month-day, such as 2026-11-30."),
        ({"day": "9999-12-31"}, "Type a date from 1900 to 2100."),
        ({"day": "1899-12-31"}, "Type a date from 1900 to 2100."),
        ({"service": "Oak View"}, "Not a valid choice."),
        ({"surveys": ["unheard-of"]}, "'unheard-of' is not a valid choice for this field."),
        ({"languages": ["pl"]}, "'pl' is not a valid choice for this field."),
        (
            {"languages": ["ur"], "surveys": ["english"]},
            "No survey of this event is offered in 'ur'. Use one of: en. "
            "For others, ask the partner who interprets.",
        ),
        (
            {"place": "a\x00b"},
            "There is a character here that cannot be seen and cannot be stored. "
            "Delete these words and type them again.",
        ),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(admin, mistake, problem):
    assert problems(admin.post("/staff/collection/events/new", data=typed(**mistake))) == [problem]
    assert (all_events(), all_links()) == ([], [])


def test_the_same_name_twice_is_refused(admin, plan):
    plan()
    assert problems(admin.post("/staff/collection/events/new", data=typed())) == [
        "An event 'Lunch' is planned at this service already. Change that one."
    ]


def test_the_form_says_what_to_do_first(app, context):
    assert "There is no service yet." in main_part(
        signed_in(app).get("/staff/collection/events/new")
    )


def test_an_admin_changes_an_event(admin, plan):
    event = plan("tiny", languages=["en"])
    form = {"name": "Supper", "day": "2026-12-01", "languages": ["en", "cy"]}
    assert admin.post(f"{address(event)}/edit", data=form).location == address(event)
    assert "Supper at Rose House" in main_part(admin.get(address(event)))
    assert [each.event for each in all_links()] == ["Supper"]
    shown = admin.get(f"{address(event)}/edit").text
    assert re.findall(r'checked[^>]* value="(\w+)"', shown) == ["en", "cy"]


def test_a_change_that_cannot_be_kept_is_refused(admin, plan):
    event = plan("english", languages=["en"])
    form = {"name": "Supper", "day": "2026-12-01", "languages": ["ur"]}
    answer = admin.post(f"{address(event)}/edit", data=form)
    assert problems(answer)[0].startswith("No survey of this event is offered in 'ur'.")
    assert "<h1>Change Lunch</h1>" in answer.text
    assert [each.event for each in all_links()] == ["Lunch"]


def test_an_admin_uses_one_more_survey(admin, plan):
    event = plan("tiny")
    more = f"{address(event)}/links"
    assert admin.post(more, data={"survey": "partners"}).location == address(event)
    assert problems(admin.post(more, data={"survey": "partners"}))[0].startswith(
        "Lunch has such a link to partners already."
    )
    assert problems(admin.post(more, data={"survey": "unheard-of"})) == ["Not a valid choice."]
    assert len(all_links()) == 2


def test_an_admin_removes_an_event(admin, plan):
    event = plan("tiny")
    assert admin.post(f"{address(event)}/remove").location == "/staff/collection/events"
    assert "Lunch is removed, and its links are closed." in main_part(
        admin.get("/staff/collection/events")
    )
    attended = plan(name="Fair")
    record_attendance(event_id=attended.id, number=0, kind=CountKind.COUNTED, by="the host")
    db.session.commit()
    assert admin.post(f"{address(attended)}/remove").status_code == 422
