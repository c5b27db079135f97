"""Pages of links: made, paused, edited, closed, and shown with their codes."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

from app.administration.organisation.queries import all_services
from app.collection.links.operations import close_link
from app.collection.publishing.operations import publish
from app.extensions import db
from tests.factories import service, survey
from tests.integration.collection.links.conftest import ADMIN, WITH_TEXT, make
from tests.links import all_links
from tests.reading import first
from tests.staff import recorded, signed_in


def chosen(**more):
    """A form filled in."""
    return {"survey": "tiny", "service": "Rose House", **more}


def test_an_admin_makes_a_link_and_sees_how_people_reach_it(app, tiny):
    client = signed_in(app)
    made = client.post(
        "/staff/collection/links/new", data=chosen(event="Fair", closes_on="2030-01-31")
    )
    token = all_links()[0].token
    assert made.location == f"/staff/collection/links/{token}"
    shown = client.get(made.location).text
    assert f'<a href="http://127.0.0.1:8000/s/{token}">' in shown
    assert f'<dd class="code">{token[:3]}-{token[3:]}</dd>' in shown
    assert '<time datetime="2030-01-31">31 January 2030</time>' in shown
    assert re.findall(r'<td class="number">(.*?)</td>', shown) == [
        *("40 cm", "40 mm", "60 cm", "60 mm", "150 cm", "150 mm"),
    ]
    assert recorded("link-created")[0][0] == ADMIN


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"closes_on": "2026-01-31"}, "its last day, 31 January 2026, is past"),
        ({"opens_on": "2090-02-01"}, "The link takes answers from 1 February 2090 on."),
        ({}, "The link is ready."),
    ],
)
def test_a_link_is_called_ready_only_where_somebody_can_answer(app, tiny, days, said):
    client = signed_in(app)
    made = client.post("/staff/collection/links/new", data=chosen(**days))
    assert said in client.get(made.location).text


def test_the_form_offers_what_there_is(app, tiny):
    shown = signed_in(app).get("/staff/collection/links/new?service=Rose+House").text
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
    assert "No survey is published yet." in client.get("/staff/collection/links/new").text
    publish(survey=survey())
    db.session.commit()
    assert (
        'href="/staff/administration/services/new"'
        in client.get("/staff/collection/links/new").text
    )


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
    answer = signed_in(app).post("/staff/collection/links/new", data=chosen(**typed))
    assert answer.status_code == 422
    assert re.findall(r'<a href="#\w+">(.*)</a>', answer.text) == [problem]
    assert all_links() == []


def test_the_form_leads_to_the_contacts_that_are_missing(app, tiny):
    publish(survey=survey(WITH_TEXT, survey_id="wordy"))
    db.session.commit()
    answer = signed_in(app).post("/staff/collection/links/new", data=chosen(survey="wordy"))
    address = f"/staff/administration/services/{all_services()[0].id}/edit"
    assert answer.status_code == 422
    assert f'<a href="{address}">Add what is missing at Rose House</a>' in answer.text


def test_an_admin_pauses_edits_and_closes_a_link(app, tiny):
    client = signed_in(app)
    client.post("/staff/collection/links/new", data=chosen())
    address = f"/staff/collection/links/{all_links()[0].token}"
    states = []
    for change in ("pause", "resume", "close"):
        client.post(f"{address}/{change}")
        states.append(first(r'class="state[^"]*">(.*?)<', client.get(address).text))
    assert states == ["Paused", "Open", "Closed"]
    edited = client.post(f"{address}/edit", data={"event": "Market", "is_kiosk": "y"})
    assert edited.location == address
    assert first(r'<a href="([^"]+)">Market</a>', client.get(address).text) == (
        "/staff/collection/events/named?service=Rose+House&amp;name=Market"
    )
    refused = client.post(f"{address}/edit", data={"language": "pl"})
    assert refused.status_code == 422


def test_a_reader_sees_links_but_changes_nothing(app, tiny):
    token = make().token
    db.session.commit()
    client = signed_in(app, "reader")
    address = f"/staff/collection/links/{token}"
    assert [client.get(each).status_code for each in (address, f"{address}/qr.svg")] == [200, 200]
    assert 'method="post"' not in first(r"<main.*</main>", client.get(address).text)
    assert [
        client.post(f"{address}/{change}").status_code for change in ("pause", "close", "edit")
    ] == [403, 403, 403]
    assert client.get("/staff/collection/links/new").status_code == 403


def test_the_downloads_are_the_code_of_the_address(app, tiny):
    token = make().token
    db.session.commit()
    client = signed_in(app, "reader")
    png = client.get(f"/staff/collection/links/{token}/qr.png")
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(png.data)))
    assert [code.text for code in codes] == [f"http://127.0.0.1:8000/s/{token}"]
    svg = client.get(f"/staff/collection/links/{token}/qr.svg")
    assert [(each.mimetype, each.headers["Content-Disposition"]) for each in (png, svg)] == [
        ("image/png", f"attachment; filename=own-words-{token}.png"),
        ("image/svg+xml", f"attachment; filename=own-words-{token}.svg"),
    ]


def test_an_unknown_link_is_not_found(app, context):
    client = signed_in(app)
    addresses = [
        f"/staff/collection/links/NOLINK{rest}" for rest in ("", "/edit", "/qr.svg", "/qr.png")
    ]
    assert [client.get(each).status_code for each in addresses] == [404] * 4
    assert client.post("/staff/collection/links/NOLINK/pause").status_code == 404


def test_links_are_listed_by_service(app, tiny):
    client = signed_in(app)
    assert "There are no links yet." in client.get("/staff/collection/links").text
    service("Oak View")
    tokens = [make().token, make(service_name="Oak View").token]
    db.session.commit()
    shown = client.get("/staff/collection/links").text
    assert re.findall(r"/staff/collection/links/([0-9A-Z]{6})", shown) == [tokens[1], tokens[0]]


def test_closed_links_come_last_in_the_lists(app, tiny):
    tokens = sorted(make().token for _ in range(3))
    close_link(token=tokens[0], actor=ADMIN)
    db.session.commit()
    client = signed_in(app)
    for url in (
        "/staff/collection/links",
        f"/staff/administration/services/{all_services()[0].id}",
    ):
        shown = client.get(url).text
        found = re.findall(r"/staff/collection/links/([0-9A-Z]{6})", shown)
        assert found == [tokens[1], tokens[2], tokens[0]]
