"""Programmes, sessions, cards and follow-ups: what is kept, and what is refused and why."""

import uuid
from datetime import timedelta

import pytest

from app.collection.links.queries import LinkState, get_link, state_of
from app.collection.matched.queries import cards_made, links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.operations import publish
from app.extensions import db
from app.improvement.training import operations
from app.improvement.training.plans import SessionPlan
from app.improvement.training.queries import all_programmes, overdue_follow_ups, programme_line
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound, Refused
from tests.counting import counted_statements
from tests.factories import service, survey
from tests.integration.collection.printing.conftest import codes, pages
from tests.integration.improvement.training.conftest import plan
from tests.links import has_key
from tests.staff import recorded

DAY = today() - timedelta(days=7)


def session(**more):
    return SessionPlan(**{"day": DAY, "led_by": "The practice lead", **more})


def test_a_programme_has_a_link_for_each_moment_at_each_service(rose):
    other = service("Harbour Court")
    started = operations.start_programme(plan=plan(rose, other), survey_id="staff-tiny")
    links = [(get_link(token), at) for token, at in links_of(started.id).items()]
    assert sorted((link.service_id, at) for link, at in links) == sorted(
        (each.id, at) for each in (rose, other) for at in TimePoint
    )
    assert {(link.about, link.audience, link.uses_cards) for link, _ in links} == {
        ("Culture and faith", "staff", False)
    }
    assert recorded("training-started") == [
        (
            "command line",
            "training-started",
            "Culture and faith",
            {"services": ["Rose House", "Harbour Court"], "survey": "staff-tiny"},
        )
    ]


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"name": " "}, Refused, "The name is missing"),
        ({"aims": ""}, Refused, "What the training aims at is missing"),
        ({"services": []}, Refused, "Choose one service or more"),
        ({"services": [uuid.uuid4()]}, NotFound, "There is no such service"),
        ({"themes": ["luck"]}, Refused, "There is no theme 'luck'"),
        ({"aims": "x" * 4001}, Refused, "What the training aims at is 4001 characters long"),
    ],
)
def test_a_programme_that_cannot_be_is_refused_with_the_reason(rose, changed, error, words):
    with pytest.raises(error, match=words):
        operations.start_programme(plan=plan(rose, **changed), survey_id="staff-tiny")


def test_a_survey_must_be_published_and_for_staff(rose):
    with pytest.raises(NotFound, match="No survey 'unheard-of' is published"):
        operations.start_programme(plan=plan(rose), survey_id="unheard-of")
    publish(survey=survey(survey_id="for-people", audience="people"))
    with pytest.raises(Refused, match="is not for staff"):
        operations.start_programme(plan=plan(rose), survey_id="for-people")


def test_two_programmes_have_two_names(programme, rose):
    with pytest.raises(Conflict, match="exists already"):
        operations.start_programme(plan=plan(rose), survey_id="staff-tiny")


def test_a_new_name_stands_on_the_links_and_a_service_that_joins_gets_its_own(programme, rose):
    joined = service("Harbour Court")
    operations.edit_programme(
        programme_id=programme.id, plan=plan(rose, joined, name="Faith at table"), actor="x"
    )
    links = [get_link(token) for token in links_of(programme.id)]
    assert ({link.about for link in links}, len(links)) == ({"Faith at table"}, 6)
    with pytest.raises(Refused, match="Staff of Harbour Court have links"):
        operations.edit_programme(programme_id=programme.id, plan=plan(rose), actor="x")


def test_a_session_of_one_attendee_is_a_session(programme):
    operations.hold_session(programme_id=programme.id, plan=session(attendance={"nurse": 1}))
    [line] = programme_line(programme.id).sessions
    assert (line.attended, line.attendance_in_words) == (1, "1 attended (nurses: 1)")


def test_attendance_is_counted_by_role_and_can_be_corrected(programme, rose):
    held = operations.hold_session(
        programme_id=programme.id, plan=session(attendance={"care": 11, "senior": 3, "nurse": 0})
    )
    [line] = programme_line(programme.id).sessions
    assert line.attendance == {"care": 11, "senior": 3}
    operations.edit_session(
        session_id=held.id,
        plan=session(attendance={"care": 12}, service_id=rose.id, place="The lounge"),
        actor="x",
    )
    db.session.expire_all()
    [line] = programme_line(programme.id).sessions
    assert (line.attendance, line.service, line.session.place) == (
        {"care": 12}, "Rose House", "The lounge",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"attendance": {"wizard": 1}}, Refused, "There is no role 'wizard'"),
        ({"attendance": {"care": -1}}, Refused, "use a number from 0 to 1000"),
        ({"attendance": {"care": 1001}}, Refused, "use a number from 0 to 1000"),
        ({"led_by": ""}, Refused, "Who led it is missing"),
        (
            {"day": today() + timedelta(days=1), "attendance": {"care": 1}},
            Refused,
            "which is in the future, so nobody has attended yet",
        ),
        ({"service_id": uuid.uuid4()}, NotFound, "not for that service"),
    ],
)
def test_a_session_that_cannot_be_is_refused_with_the_reason(programme, changed, error, words):
    with pytest.raises(error, match=words):
        operations.hold_session(programme_id=programme.id, plan=session(**changed))


def test_cards_are_a_sheet_of_codes_that_nobody_lists(programme, rose):
    made = operations.print_cards(
        programme_id=programme.id,
        number=6,
        service_id=rose.id,
        locale="en",
        base_url="http://127.0.0.1:8000",
        actor="lead@example.org",
    )
    tokens = {at: token for token, at in links_of(programme.id).items()}
    assert {address for address, _ in codes(made)} == {
        f"http://127.0.0.1:8000/s/{tokens[at]}" for at in (TimePoint.BEFORE, TimePoint.LATER)
    }
    assert cards_made(programme.id) == 6
    assert recorded("training-cards-made")[0][3] == {"number": 6}
    assert len(pages(made)) == 2


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"number": 0}, Refused, "Ask for 1 to 500 cards"),
        ({"locale": "xx"}, NotFound, "not offered in 'xx'"),
        ({"service_id": uuid.uuid4()}, NotFound, "no links in this programme"),
    ],
)
def test_cards_that_cannot_be_are_refused(programme, rose, changed, error, words):
    asked = {"number": 1, "service_id": rose.id, "locale": "en", **changed}
    with pytest.raises(error, match=words):
        operations.print_cards(
            programme_id=programme.id, base_url="http://127.0.0.1", actor="x", **asked
        )


def test_what_is_overdue_in_supervision_comes_up_until_it_is_done(programme):
    late = operations.plan_follow_up(
        programme_id=programme.id,
        theme="Prayer times at the first visit",
        owner="The team leaders",
        due_on=today() - timedelta(days=1),
    )
    operations.plan_follow_up(
        programme_id=programme.id, theme="Hair care", owner="The nurse", due_on=today()
    )
    assert [line.follow_up.id for line in overdue_follow_ups()] == [late.id]
    operations.finish_follow_up(follow_up_id=late.id, outcome="Asked at 9 of 10 visits")
    assert overdue_follow_ups() == []
    with pytest.raises(Refused, match="done already"):
        operations.finish_follow_up(follow_up_id=late.id)
    operations.reopen_follow_up(follow_up_id=late.id, actor="x")
    assert [line.follow_up.outcome for line in overdue_follow_ups()] == [None]


def test_closing_destroys_the_key_and_closes_the_links(programme, rose):
    operations.close_programme(programme_id=programme.id)
    assert (has_key(programme.id), programme.closed_on) == (False, today())
    assert {state_of(get_link(token)) for token in links_of(programme.id)} == {LinkState.CLOSED}
    with pytest.raises(Refused, match="was closed on"):
        operations.close_programme(programme_id=programme.id)
    with pytest.raises(Refused, match="This programme is closed"):
        operations.print_cards(
            programme_id=programme.id,
            number=1,
            service_id=rose.id,
            locale="en",
            base_url="http://127.0.0.1",
            actor="x",
        )


def test_what_is_not_there_is_said(context):
    for operation in (
        lambda: operations.close_programme(programme_id=uuid.uuid4()),
        lambda: operations.edit_session(session_id=uuid.uuid4(), plan=session(), actor="x"),
        lambda: operations.finish_follow_up(follow_up_id=uuid.uuid4()),
    ):
        with pytest.raises(NotFound, match="There is no such"):
            operation()


def test_the_list_costs_as_many_queries_for_many_programmes_as_for_few(rose):
    def fill(start):
        for number in range(start, start + 3):
            made = operations.start_programme(
                plan=plan(rose, name=f"Programme {number}"), survey_id="staff-tiny"
            )
            operations.hold_session(programme_id=made.id, plan=session(attendance={"care": 2}))
        db.session.commit()

    def cost():
        with counted_statements() as statements:
            all_programmes()
        return len(statements)

    fill(0)
    few = cost()
    fill(10)
    assert (cost(), len(all_programmes())) == (few, 6)
