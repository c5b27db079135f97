"""Links: made only where they make sense, paused and closed."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.administration.organisation.operations import edit_organisation
from app.administration.organisation.queries import all_services, get_service
from app.collection.links import operations
from app.collection.links.codes import is_mistyped
from app.collection.links.models import Link
from app.collection.links.operations import close_link, edit_link, pause_link, resume_link
from app.collection.links.queries import (
    LinkState,
    link_by_token,
    links_with_services,
    state_of,
)
from app.collection.publishing.operations import publish
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import NotFound, Refused
from tests.counting import counted_statements
from tests.factories import CONTACTS, survey
from tests.integration.collection.links.conftest import ADMIN, WITH_TEXT, make
from tests.links import all_links
from tests.staff import recorded

TODAY = today()


def refusal(**more):
    """The message with which a link is refused; nothing is left behind."""
    with pytest.raises(Refused) as refused:
        make(**more)
    assert all_links() == []
    return str(refused.value)


def test_a_link_belongs_to_survey_service_audience_and_the_rest(tiny):
    made = make(
        audience="families",
        event=" Summer  open day ",
        partner="Temple kitchen",
        language="cy-easyread",
        opens_on=date(2026, 11, 1),
        closes_on=date(2026, 11, 30),
        is_kiosk=True,
    )
    assert (link_by_token(made.token) is made, is_mistyped(made.token)) == (True, False)
    assert (
        *(made.survey_id, get_service(made.service_id).name, made.audience, made.event),
        *(made.partner, made.language, made.opens_on, made.closes_on, made.is_kiosk),
    ) == (
        *("tiny", "Rose House", "families", "Summer open day"),
        *("Temple kitchen", "cy-easyread", date(2026, 11, 1), date(2026, 11, 30), True),
    )
    assert recorded() == [
        (
            "command line",
            "link-created",
            made.token,
            {"survey": "tiny", "service": "Rose House", "audience": "families"},
        )
    ]


def test_the_audience_is_the_surveys_own_unless_another_is_named(tiny):
    publish(survey=survey(survey_id="for-staff", audience="staff"))
    assert (make().audience, make(survey_id="for-staff").audience) == ("public", "staff")
    assert make(survey_id="for-staff", audience="staff").audience == "staff"


def test_the_survey_must_be_published(tiny):
    assert refusal(survey_id="other") == (
        "No survey 'other' is published (published: tiny). "
        "Publish it first with: ownwords survey publish PATH"
    )


def test_the_audience_must_be_one_that_there_is(tiny):
    assert refusal(audience="everyone") == (
        "There is no audience 'everyone'. "
        "Use one of: people, families, partners, staff, auditors, public."
    )


def test_the_audience_must_fit_the_survey(tiny):
    publish(survey=survey(survey_id="for-staff", audience="staff"))
    assert refusal(survey_id="for-staff", audience="families") == (
        "The survey for-staff is for the audience 'staff', not 'families'. "
        "Use 'staff', or choose the survey made for 'families'."
    )


def test_the_language_must_be_one_of_the_surveys(tiny):
    assert refusal(language="pl") == (
        "The survey tiny is not offered in 'pl'. "
        "Use one of: en, en-easyread, cy, cy-easyread, ur, ur-easyread; or none, "
        "so that people choose."
    )


def test_a_link_does_not_close_before_it_opens(tiny):
    assert refusal(opens_on=date(2026, 11, 2), closes_on=date(2026, 11, 1)) == (
        "The link closes on 2026-11-01, which is before it opens on 2026-11-02. "
        "Correct one of the two days."
    )
    made = make(opens_on=date(2026, 11, 2), closes_on=date(2026, 11, 2))
    assert made.opens_on == made.closes_on


def test_free_text_needs_somebody_to_turn_to(tiny):
    publish(survey=survey(WITH_TEXT, survey_id="wordy"))
    edit_organisation(contacts={"council": "Examplebury Council", "phone": "999"})
    assert refusal(survey_id="wordy") == (
        "People can write in their own words in wordy, and somebody may write that they are not "
        "safe. First say who to turn to at Rose House. Missing: council's hours, out-of-hours "
        "number, safeguarding lead, who reads comments, when comments are read. Add it on the "
        "page Services, or with: ownwords service edit 'Rose House' --hours … --out-of-hours … "
        "--lead … --reader … --reading …"
    )
    edit_organisation(contacts=CONTACTS)
    assert make(survey_id="wordy").survey_id == "wordy"


def test_a_new_service_is_made_only_where_contacts_can_serve_it(tiny):
    assert refusal(service_name="Oak View").startswith("There is no service 'Oak View', and it")
    edit_organisation(contacts=CONTACTS)
    assert get_service(make(service_name="Oak View").service_id).name == "Oak View"
    assert [each.name for each in all_services()] == ["Oak View", "Rose House"]


def test_a_refused_link_makes_no_service(tiny):
    edit_organisation(contacts=CONTACTS)
    refusal(service_name="Oak View", language="pl")
    assert [each.name for each in all_services()] == ["Rose House"]


def test_a_token_that_is_taken_is_not_given_twice(tiny, monkeypatch):
    tokens = iter(["K7QF2M", "K7QF2M", "9ABCDE"])
    monkeypatch.setattr(operations, "new_token", lambda: next(tokens))
    assert [make().token, make().token] == ["K7QF2M", "9ABCDE"]


def test_a_token_that_another_process_took_a_moment_ago_is_not_given_twice(tiny, monkeypatch):
    tokens = iter(["K7QF2M", "K7QF2M", "9ABCDE"])
    monkeypatch.setattr(operations, "new_token", lambda: next(tokens))
    make()
    db.session.commit()
    db.session.expunge_all()
    monkeypatch.setattr(operations, "link_by_token", lambda token: None)
    assert make().token == "9ABCDE"


def test_when_no_token_is_free_that_is_said(tiny, monkeypatch):
    monkeypatch.setattr(operations, "new_token", lambda: "K7QF2M")
    make()
    with pytest.raises(Refused) as refused:
        make()
    assert str(refused.value) == "No free short code was found. Please try again."


@pytest.mark.parametrize("token", ["", "K7QF2", "k7q-f2m", "K7QF2M\x00", "K7QF2\x00", "é" * 6])
def test_what_is_no_token_is_not_looked_for(context, token):
    assert link_by_token(token) is None


@pytest.mark.parametrize(
    ("opens", "closes", "is_paused", "state"),
    [
        (None, None, False, LinkState.OPEN),
        (0, 0, False, LinkState.OPEN),
        (1, None, False, LinkState.NOT_YET_OPEN),
        (None, -1, False, LinkState.CLOSED),
        (None, None, True, LinkState.PAUSED),
        (1, 2, True, LinkState.PAUSED),
        (None, -1, True, LinkState.CLOSED),
    ],
)
def test_the_state_follows_from_the_dates(opens, closes, is_paused, state):
    day = date(2026, 11, 15)
    link = Link(
        opens_on=None if opens is None else day + timedelta(days=opens),
        closes_on=None if closes is None else day + timedelta(days=closes),
        is_paused=is_paused,
    )
    assert state_of(link, on=day) == state


def test_pausing_resuming_and_closing_are_recorded_once_each(tiny):
    token = make(opens_on=TODAY).token
    changes = (pause_link, pause_link, resume_link, close_link, close_link)
    states = [state_of(change(token=token, actor=ADMIN)).value for change in changes]
    assert states == ["paused", "paused", "open", "closed", "closed"]
    assert [entry[1] for entry in recorded()] == [
        *("link-created", "link-paused", "link-resumed", "link-closed"),
    ]


def test_a_link_is_closed_before_it_opened(tiny):
    link = close_link(token=make(opens_on=TODAY + timedelta(days=9)).token, actor=ADMIN)
    assert (state_of(link), link.opens_on == link.closes_on) == (LinkState.CLOSED, True)


def test_editing_keeps_what_answers_are_about(tiny):
    link = make(event="Fair")
    same: dict[str, Any] = {"partner": None, "opens_on": None, "closes_on": None, "is_kiosk": False}
    edit_link(token=link.token, actor=ADMIN, event="Market", language="cy", **same)
    edit_link(token=link.token, actor=ADMIN, event="Market", language="cy", **same)
    assert (link.event, link.language) == ("Market", "cy")
    assert recorded("link-edited") == [
        (ADMIN, "link-edited", link.token, {"changed": ["event", "language"]})
    ]
    with pytest.raises(Refused):
        edit_link(token=link.token, actor=ADMIN, event=None, language="pl", **same)


def test_an_unknown_link_cannot_be_changed(context):
    with pytest.raises(NotFound) as missing:
        pause_link(token="NOLINK", actor=ADMIN)
    assert str(missing.value) == "There is no link 'NOLINK'."


def test_the_list_takes_one_query_however_many_links(tiny):
    counts = []
    for _ in range(3):
        make()
        db.session.commit()
        with counted_statements() as statements:
            rows = links_with_services()
        counts.append((len(rows), len(statements)))
    assert counts == [(1, 1), (2, 1), (3, 1)]
