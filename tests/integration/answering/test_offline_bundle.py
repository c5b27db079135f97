"""What a device keeps of a link: every page in every language, and all that they load."""

from collections import OrderedDict
from datetime import timedelta

import pytest

from app.answering.address import forget_addresses
from app.extensions import db
from app.kernel.clock import today
from app.sealing.operations import make_key
from tests.factories import link, survey


@pytest.fixture
def bundle(context, client):
    """The bundle of the link."""

    def read():
        forget_addresses()
        return client.get("/s/K7QF2M/offline.json").json

    return read


def test_it_holds_every_page_in_every_language(bundle):
    link(survey(title=survey().title))
    kept = bundle()
    assert set(kept["pages"]) == {
        f"/s/K7QF2M/{language}{page}"
        for language in ("en", "cy", "ur")
        for page in ("", "/thanks", "/worried")
    }
    assert (set(kept["fronts"]["/"]), set(kept["fronts"]["/s/K7QF2M"])) == (
        {"any", "en", "cy", "ur"},
        {"any", "en", "cy", "ur"},
    )


def test_its_pages_are_the_pages(bundle, client):
    link()
    kept = bundle()
    for address, html in kept["pages"].items():
        assert client.get(address).text == html
    assert (
        client.get("/s/K7QF2M").headers["Content-Security-Policy"]
        == (kept["headers"]["Content-Security-Policy"])
    )


def test_all_that_the_pages_load_is_in_it(bundle, client):
    link()
    kept = bundle()
    for piece in kept["pieces"]:
        with client.get(piece) as reply:
            assert (piece, reply.status_code) == (piece, 200)
    assert any("answering" in piece for piece in kept["pieces"])
    assert all(drawing.lstrip().startswith("<svg") for drawing in kept["pictures"].values())


def test_helplines_are_in_every_kept_page(bundle):
    link()
    pages = {a: html for a, html in bundle()["pages"].items() if a.endswith(("thanks", "worried"))}
    assert [address for address, html in pages.items() if "999" not in html] == []


def test_its_stamp_changes_with_the_content_and_with_the_key_only(bundle):
    made = link()
    first = bundle()["stamp"]
    assert bundle()["stamp"] == first
    make_key()
    second = bundle()["stamp"]
    made.closes_on = today() + timedelta(days=40)
    db.session.commit()
    assert len({first, second, bundle()["stamp"]}) == 3


def test_a_pinned_link_opens_in_its_language(bundle):
    link(language="cy")
    kept = bundle()
    assert kept["fronts"]["/s/K7QF2M"] == {"any": kept["pages"]["/s/K7QF2M/cy"]}


def test_a_shared_tablet_keeps_the_chooser_and_the_interview(bundle):
    link(is_kiosk=True, pin="407219")
    kept = bundle()
    assert "Start here" in kept["fronts"]["/s/K7QF2M"]["any"]
    assert "/s/K7QF2M/cy/interview" in kept["pages"]


@pytest.mark.parametrize("state", [{"is_paused": True}, {"closes_on": today() - timedelta(days=1)}])
def test_a_link_that_is_not_open_gives_nothing_new_to_keep(client, context, state):
    link(**state)
    reply = client.get("/s/K7QF2M/offline.json")
    assert (reply.status_code, reply.json) == (404, {"status": "no survey here now"})


def test_there_is_none_for_a_link_that_does_not_exist(client, context):
    assert client.get("/s/K7QF2M/offline.json").status_code == 404


def test_the_worker_is_asked_for_anew_each_time(client):
    reply = client.get("/worker.js")
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-cache")
    assert "offline.json" in reply.text


def test_switched_off_the_worker_takes_itself_away(app, client, monkeypatch):
    # Another test's pages may still be at hand.
    monkeypatch.setattr("app.answering.delivery._kept", OrderedDict())
    app.config["OWNWORDS"].offline = False
    assert "unregister" in client.get("/worker.js").text
    link_page = client.get("/").text
    assert "data-worker" not in link_page
