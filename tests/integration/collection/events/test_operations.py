"""Planning, changing and removing events, and the links that belong to them."""

import uuid
from datetime import date

import pytest

from app.collection.events import operations
from app.collection.events.attendance import CountKind
from app.collection.events.models import Event
from app.collection.events.operations import (
    edit_event,
    plan_event,
    record_attendance,
    remove_event,
    tick_step,
    untick_step,
    use_survey,
)
from app.collection.events.plans import EventPlan
from app.collection.events.queries import all_events, event_line
from app.collection.links.operations import close_link, create_link
from app.collection.links.queries import links_at
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound, Refused
from tests.counting import counted_statements
from tests.factories import service
from tests.given import stored
from tests.integration.collection.events.conftest import refusal
from tests.links import all_links
from tests.staff import EMAILS, recorded

ADMIN = EMAILS["admin"]
DAY = date(2026, 11, 30)
NOWHERE = uuid.UUID(int=0)


def links_of(event):
    """Survey, event, partner and whether for a shared tablet, of each link of an event."""
    return [
        (link.survey_id, link.event, link.partner, link.is_kiosk)
        for link in links_at(event.service_id, event.name)
    ]


def events():
    return [line.event.name for line in all_events()]


def edited(event, **changes):
    """Edit an event, all else as it was."""
    names = ("name", "day", "partner", "place", "languages", "host", "reader", "notes")
    same = {name: getattr(event, name) for name in names}
    return edit_event(event_id=event.id, plan=EventPlan(**{**same, **changes}), actor=ADMIN)


def test_an_event_is_planned_with_a_link_for_each_survey(rose):
    event = plan_event(
        service_name="rose house",
        plan=EventPlan(
            name="  Diwali  lunch ",
            day=DAY,
            partner="Temple kitchen",
            place="The hall",
            languages=["en", "ur", "en"],
            host="A volunteer",
            reader="The quality lead",
            notes="Side entrance\r\nNo lift",
        ),
        survey_ids=["tiny", "partners", "tiny"],
        is_kiosk=True,
        actor=ADMIN,
    )
    assert (event.name, event.day, event.partner, event.place, event.languages) == (
        *("Diwali lunch", DAY, "Temple kitchen", "The hall", ["en", "ur"]),
    )
    assert (event.host, event.reader, event.notes) == (
        *("A volunteer", "The quality lead", "Side entrance\nNo lift"),
    )
    assert links_of(event) == [
        ("partners", "Diwali lunch", "Temple kitchen", True),
        ("tiny", "Diwali lunch", "Temple kitchen", True),
    ]
    assert recorded("event-planned") == [
        (ADMIN, "event-planned", "Diwali lunch", {"service": "Rose House", "day": "2026-11-30"})
    ]


def test_a_link_made_with_the_events_name_belongs_to_it(plan):
    event = plan(partner="Temple kitchen")
    create_link(survey_id="tiny", service_name="Rose House", event="Lunch")
    create_link(survey_id="tiny", service_name="Rose House", event="Lunch", partner="Choir")
    create_link(survey_id="tiny", service_name="Rose House", event="Fair")
    service("Oak View")
    create_link(survey_id="tiny", service_name="Oak View", event="Lunch")

    assert sorted(links_of(event)) == [
        ("tiny", "Lunch", "Choir", False),
        ("tiny", "Lunch", "Temple kitchen", False),
    ]
    assert sorted(link.partner or "" for link in all_links()) == ["", "", "Choir", "Temple kitchen"]


def test_links_that_were_there_before_the_plan_belong_to_it(rose, plan):
    create_link(survey_id="tiny", service_name="Rose House", event="Lunch")

    assert links_of(plan(partner="Temple kitchen")) == [("tiny", "Lunch", "Temple kitchen", False)]


def test_renaming_an_event_renames_it_on_its_links(plan):
    event = plan("tiny", "partners", partner="Temple kitchen")
    create_link(survey_id="tiny", service_name="Rose House", event="Lunch", partner="Choir")
    edited(event, name="Supper", partner="Temple")

    assert sorted(links_of(event)) == [
        ("partners", "Supper", "Temple", False),
        ("tiny", "Supper", "Choir", False),
        ("tiny", "Supper", "Temple", False),
    ]
    assert recorded("event-edited") == [
        (ADMIN, "event-edited", "Supper", {"changed": ["name", "partner"]})
    ]
    edited(event)
    assert len(recorded("event-edited")) == 1


def test_a_name_is_used_once_in_a_service(plan, rose):
    fair, lunch = plan(name="Fair"), plan()
    service("Oak View")
    taken = "An event 'Lunch' is planned at this service already. Change that one."

    assert refusal(plan) == refusal(plan, name=" LUNCH ") == taken
    assert refusal(edited, event=fair, name="lunch") == taken
    assert edited(lunch, name="LUNCH").name == "LUNCH"
    plan_event(service_name="Oak View", plan=EventPlan(name="Lunch", day=DAY))
    assert sorted(events()) == ["Fair", "LUNCH", "Lunch"]


def test_two_people_who_plan_the_same_at_once_are_told(plan, monkeypatch):
    plan()
    monkeypatch.setattr(operations, "names_at", lambda service_id: {})
    with pytest.raises(Conflict):
        plan()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"name": "  "}, "The event's name is missing. Type it."),
        ({"name": "x" * 201}, "The event's name is 201 characters long. Use at most 200."),
        (
            {"place": "a\x00"},
            "The place holds characters that cannot be seen or turn words round. Type it again.",
        ),
        (
            {"day": date(9999, 12, 31)},
            "The day is 9999-12-31, which is too far away. Choose a day from "
            "1900-01-01 to 2100-12-31.",
        ),
        (
            {"languages": ["not a language"]},
            "'not a language' is no language. Use codes such as en, ur or cy-easyread.",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(plan, typed, problem):
    assert refusal(plan, **typed) == problem
    assert events() == []


def test_the_service_must_be_there(rose):
    assert refusal(plan_event, service_name="Oak View", plan=EventPlan(name="Lunch", day=DAY)) == (
        "There is no service 'Oak View'. Add it first, on the page Services or with: "
        "ownwords service create 'Oak View'"
    )


def test_a_language_is_planned_only_where_a_survey_has_it(plan):
    assert plan("english", "tiny", languages=["en", "ur-easyread"]).languages == [
        *("en", "ur-easyread"),
    ]
    missing = (
        "No survey of this event is offered in 'ur'. Use one of: en. "
        "For others, ask the partner who interprets."
    )
    with pytest.raises(Refused) as refused:
        plan("english", name="Fair", languages=["en", "ur"])
    assert str(refused.value) == missing
    db.session.rollback()
    assert plan(name="Talk", languages=["gu"]).languages == ["gu"]
    event = plan("english", name="Tea")
    assert refusal(edited, event=event, languages=["ur"]) == missing


def test_an_event_that_is_refused_leaves_no_links(plan):
    with pytest.raises(NotFound):
        plan("tiny", "unheard-of")
    db.session.rollback()
    assert (events(), all_links()) == ([], [])


def test_one_more_survey_is_used(plan):
    event = plan("tiny")
    use_survey(event_id=event.id, survey_id="tiny", is_kiosk=True, actor=ADMIN)
    again = {"event_id": event.id, "survey_id": "tiny", "is_kiosk": True, "actor": ADMIN}

    assert sorted(each[3] for each in links_of(event)) == [False, True]
    assert refusal(use_survey, **again) == (
        "Lunch has such a link to tiny already. Use that one, on as many tablets and posters as "
        "you like."
    )
    for link in links_at(event.service_id, event.name):
        close_link(token=link.token, actor=ADMIN)
    use_survey(**again)
    assert len(links_of(event)) == 3


def test_what_is_not_there_is_not_found(plan):
    event = plan()
    for deed in (
        lambda: tick_step(event_id=event.id, step="x", by="The reader", actor=ADMIN),
        lambda: untick_step(event_id=NOWHERE, step="print", actor=ADMIN),
        lambda: edit_event(event_id=NOWHERE, plan=EventPlan(name="Lunch", day=DAY), actor=ADMIN),
        lambda: remove_event(event_id=NOWHERE, actor=ADMIN),
        lambda: record_attendance(
            event_id=NOWHERE, number=1, kind=CountKind.COUNTED, by="the host"
        ),
        lambda: use_survey(event_id=event.id, survey_id="x", is_kiosk=False, actor=ADMIN),
    ):
        with pytest.raises(NotFound):
            deed()


def test_an_event_that_nothing_came_of_is_removed(plan):
    event = plan("tiny")
    tick_step(event_id=event.id, step="print", by="The reader", actor=ADMIN)
    remove_event(event_id=event.id, actor=ADMIN)

    assert events() == []
    assert [link.closes_on < today() for link in all_links()] == [True]
    assert recorded("event-removed") == [(ADMIN, "event-removed", "Lunch", {})]


def test_an_event_that_something_came_of_stays(plan):
    answered, attended = plan("tiny"), plan(name="Fair")
    stored(links_at(answered.service_id, "Lunch")[0], {"happy": "yes"})
    record_attendance(event_id=attended.id, number=0, kind=CountKind.COUNTED, by="the host")

    for event in (answered, attended):
        assert refusal(remove_event, event_id=event.id, actor=ADMIN) == (
            f"{event.name} has answers, or attendance was recorded. It stays, "
            "so that they keep their sense."
        )


def test_answers_are_those_of_the_events_links(plan, rose):
    event = plan("tiny", "partners")
    for link in links_at(rose.id, "Lunch"):
        stored(link, {}, times=4)
    stored(create_link(survey_id="tiny", service_name="Rose House"), {}, times=7)
    stored(create_link(survey_id="tiny", service_name="Rose House", event="Fair"), {}, times=7)

    assert event_line(event.id).summary == "8 answers; attendance not recorded yet"


def test_the_list_takes_as_many_queries_for_three_events_as_for_one(plan):
    counts = []
    for name in ("One", "Two", "Three"):
        event = plan("tiny", name=name)
        tick_step(event_id=event.id, step="print", by="The reader", actor=ADMIN)
        stored(links_at(event.service_id, name)[0], {"happy": "yes"})
        db.session.commit()
        with counted_statements() as statements:
            lines = all_events()
        counts.append((len(lines), len(statements)))
    assert counts == [(1, 3), (2, 3), (3, 3)]


def test_the_earliest_event_comes_first(plan):
    plan(name="Late", day=date(2027, 1, 2))
    plan(name="Early", day=date(2027, 1, 1))
    assert events() == ["Early", "Late"]
    assert db.session.query(Event).count() == 2
