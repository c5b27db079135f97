"""Links: made only where they make sense, paused and closed, and shown with their codes."""

import io
import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import NotFound, Refused
from app.links import operations
from app.links.codes import is_mistyped
from app.links.models import Link
from app.links.operations import close_link, create_link, edit_link, pause_link, resume_link
from app.links.queries import LinkState, all_links, link_by_token, links_with_services, state_of
from app.organisation.operations import edit_organisation
from app.organisation.queries import all_services, existing_service
from app.publishing.operations import publish
from app.questionnaire.definition import Kind
from tests.counting import counted_statements
from tests.factories import CONTACTS, question, service, survey
from tests.reading import first
from tests.staff import EMAILS, recorded, signed_in

ADMIN = EMAILS["admin"]
WITH_TEXT = question("comment", Kind.COMMENT)
TODAY = today()


@pytest.fixture
def tiny(context):
    """A published survey without free text, and a service without contacts."""
    publish(survey=survey(easy_read=True))
    service("Rose House", **dict.fromkeys(CONTACTS))
    db.session.commit()


def make(**more):
    return create_link(**{"survey_id": "tiny", "service_name": "Rose House", **more})


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
        *(made.survey_id, existing_service(made.service_id).name, made.audience, made.event),
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
        "The link would close on 2026-11-01, before it opens on 2026-11-02. "
        "Choose a later closing date."
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
    assert existing_service(make(service_name="Oak View").service_id).name == "Oak View"
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


# Pages


def chosen(**more):
    """A form filled in."""
    return {"survey": "tiny", "service": "Rose House", **more}


def test_an_admin_makes_a_link_and_sees_how_people_reach_it(app, tiny):
    client = signed_in(app)
    made = client.post("/staff/links/new", data=chosen(event="Fair", closes_on="2030-01-31"))
    token = all_links()[0].token
    assert made.location == f"/staff/links/{token}"
    shown = client.get(made.location).text
    assert f'<a href="http://127.0.0.1:8000/s/{token}">' in shown
    assert f'<dd class="code">{token[:3]}-{token[3:]}</dd>' in shown
    assert '<time datetime="2030-01-31">31 January 2030</time>' in shown
    assert re.findall(r'<td class="number">(.*?)</td>', shown) == [
        *("40 cm", "40 mm", "60 cm", "60 mm", "150 cm", "150 mm"),
    ]
    assert recorded("link-created")[0][0] == ADMIN


def test_the_form_offers_what_there_is(app, tiny):
    shown = signed_in(app).get("/staff/links/new?service=Rose+House").text
    selects = re.findall(r"<select.*?</select>", shown, re.DOTALL)
    values = [re.findall(r'value="([^"]*)"', select) for select in selects]
    assert values == [
        ["tiny"],
        ["Rose House"],
        ["", "people", "families", "partners", "staff", "auditors", "public"],
        ["", "en", "en-easyread", "cy", "cy-easyread", "ur", "ur-easyread"],
    ]


def test_the_form_says_what_to_do_first(app, context):
    client = signed_in(app)
    assert "No survey is published yet." in client.get("/staff/links/new").text
    publish(survey=survey())
    db.session.commit()
    assert 'href="/staff/services/new"' in client.get("/staff/links/new").text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"opens_on": "31/01/2030"}, "Type the date as year-month-day, such as 2026-11-30."),
        (
            {"opens_on": "2030-01-31", "closes_on": "2030-01-30"},
            "The last day is before the first day. Choose a later last day.",
        ),
        ({"survey": "other"}, "Not a valid choice."),
    ],
)
def test_the_form_says_each_mistake_at_its_field(app, tiny, typed, problem):
    answer = signed_in(app).post("/staff/links/new", data=chosen(**typed))
    assert answer.status_code == 422
    assert re.findall(r'<a href="#\w+">(.*)</a>', answer.text) == [problem]
    assert all_links() == []


def test_the_form_leads_to_the_contacts_that_are_missing(app, tiny):
    publish(survey=survey(WITH_TEXT, survey_id="wordy"))
    db.session.commit()
    answer = signed_in(app).post("/staff/links/new", data=chosen(survey="wordy"))
    address = f"/staff/services/{all_services()[0].id}/edit"
    assert answer.status_code == 422
    assert f'<a href="{address}">Add what is missing at Rose House</a>' in answer.text


def test_an_admin_pauses_edits_and_closes_a_link(app, tiny):
    client = signed_in(app)
    client.post("/staff/links/new", data=chosen())
    address = f"/staff/links/{all_links()[0].token}"
    states = []
    for change in ("pause", "resume", "close"):
        client.post(f"{address}/{change}")
        states.append(first(r'class="state[^"]*">(.*?)<', client.get(address).text))
    assert states == ["Paused", "Open", "Closed"]
    edited = client.post(f"{address}/edit", data={"event": "Market", "is_kiosk": "y"})
    assert edited.location == address
    assert first(r'<a href="([^"]+)">Market</a>', client.get(address).text) == (
        "/staff/events/named?service=Rose+House&amp;name=Market"
    )
    refused = client.post(f"{address}/edit", data={"language": "pl"})
    assert refused.status_code == 422


def test_a_reader_sees_links_but_changes_nothing(app, tiny):
    token = make().token
    db.session.commit()
    client = signed_in(app, "reader")
    address = f"/staff/links/{token}"
    assert [client.get(each).status_code for each in (address, f"{address}/qr.svg")] == [200, 200]
    assert 'method="post"' not in first(r"<main.*</main>", client.get(address).text)
    assert [
        client.post(f"{address}/{change}").status_code for change in ("pause", "close", "edit")
    ] == [403, 403, 403]
    assert client.get("/staff/links/new").status_code == 403


def test_the_downloads_are_the_code_of_the_address(app, tiny):
    token = make().token
    db.session.commit()
    client = signed_in(app, "reader")
    png = client.get(f"/staff/links/{token}/qr.png")
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(png.data)))
    assert [code.text for code in codes] == [f"http://127.0.0.1:8000/s/{token}"]
    svg = client.get(f"/staff/links/{token}/qr.svg")
    assert [(each.mimetype, each.headers["Content-Disposition"]) for each in (png, svg)] == [
        ("image/png", f'attachment; filename="own-words-{token}.png"'),
        ("image/svg+xml", f'attachment; filename="own-words-{token}.svg"'),
    ]


def test_an_unknown_link_is_not_found(app, context):
    client = signed_in(app)
    addresses = [f"/staff/links/NOLINK{rest}" for rest in ("", "/edit", "/qr.svg", "/qr.png")]
    assert [client.get(each).status_code for each in addresses] == [404] * 4
    assert client.post("/staff/links/NOLINK/pause").status_code == 404


def test_links_are_listed_by_service(app, tiny):
    client = signed_in(app)
    assert "There are no links yet." in client.get("/staff/links").text
    service("Oak View")
    tokens = [make().token, make(service_name="Oak View").token]
    db.session.commit()
    shown = client.get("/staff/links").text
    assert re.findall(r"/staff/links/([0-9A-Z]{6})", shown) == [tokens[1], tokens[0]]


def test_closed_links_come_last_in_the_lists(app, tiny):
    tokens = sorted(make().token for _ in range(3))
    close_link(token=tokens[0], actor=ADMIN)
    db.session.commit()
    client = signed_in(app)
    for url in ("/staff/links", f"/staff/services/{all_services()[0].id}"):
        shown = client.get(url).text
        found = re.findall(r"/staff/links/([0-9A-Z]{6})", shown)
        assert found == [tokens[1], tokens[2], tokens[0]]


# Command line


def test_the_command_line_makes_and_lists_links(app, tiny, runner):
    made = runner(
        *("link", "create", "--survey", "tiny", "--service", "Rose House"),
        *("--audience", "families", "--event", "Fair", "--language", "ur"),
        *(
            "--opens",
            "2020-01-01",
            "--closes",
            "2020-12-31",
            "--kiosk",
            "--pin",
            "407219",
            "--json",
        ),
    )
    assert (made.exit_code, made.stderr) == (0, "")
    printed = json.loads(made.stdout)
    token = printed["token"]
    assert printed == {
        "token": token,
        "url": f"http://127.0.0.1:8000/s/{token}",
        "short_code": f"{token[:3]}-{token[3:]}",
        "survey": "tiny",
        "service": "Rose House",
        "audience": "families",
        "event": "Fair",
        "partner": None,
        "about": None,
        "language": "ur",
        "opens_on": "2020-01-01",
        "closes_on": "2020-12-31",
        "kiosk": True,
        "pin": "407219",
        "cards": False,
        "state": "closed",
    }
    assert json.loads(runner("link", "list", "--json").stdout) == [printed]
    assert runner("link", "list").stdout == (
        f"http://127.0.0.1:8000/s/{token}  {token[:3]}-{token[3:]}  tiny  Rose House  "
        "families  closed\n"
    )


def test_the_command_line_says_that_it_made_a_service(app, tiny, runner):
    arguments = ("link", "create", "--survey", "tiny", "--service", "Oak View", "--json")
    refused = runner(*arguments)
    assert (refused.exit_code, refused.stdout) == (1, "")
    edit_organisation(contacts=CONTACTS)
    db.session.commit()
    made = runner(*arguments)
    assert (made.exit_code, made.stderr) == (
        0,
        "The service 'Oak View' is new, with the organisation-wide contacts.\n",
    )


def test_the_command_line_refuses_a_wrong_date(runner):
    wrong = runner("link", "create", "--survey", "tiny", "--service", "R", "--closes", "31/12/2026")
    assert wrong.exit_code == 2
