"""What a device keeps of a link: every page in every language, and all that they load."""

import hashlib
import re
from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.collection.sealing.operations import make_key
from app.extensions import db
from app.kernel.clock import today
from app.surveys.loader import load_survey, survey_files
from tests.factories import CONTACTS, in_chinese, link, survey
from tests.links import forget_addresses

SURVEYS = Path(__file__).resolve().parents[4] / "surveys"


@pytest.fixture
def bundle(context, client):
    """The bundle of the link, with what its device makes of it: the page shown, and the style."""

    def read(shown="en", before=""):
        forget_addresses()
        kept = client.get(f"/s/K7QF2M/offline.json?shown={shown}&kept={before}").json
        mould = client.get(kept["shown"]).text
        assert hashlib.sha256(mould.encode()).hexdigest() == kept["digest"]
        style = re.search(r"<style>.*?</style>", mould, re.DOTALL)[0]
        filled = {a: h.replace("<style></style>", style) for a, h in kept["pages"].items()}
        return kept | {"pages": {**filled, kept["shown"]: mould}, "sent": kept["pages"]}

    return read


@pytest.mark.parametrize(
    ("pinned", "shown", "before", "languages"),
    [
        (None, "en", "", ["en"]),
        (None, "cy", "ur,en,xx", ["en", "cy", "ur"]),
        ("ur", "en", "", ["en", "ur"]),
    ],
)
def test_it_holds_every_page_in_the_languages_that_are_likely_wanted(
    bundle, pinned, shown, before, languages
):
    link(survey(title=survey().title), language=pinned)
    kept = bundle(shown, before)
    assert set(kept["pages"]) == {
        *(
            f"/s/K7QF2M/{language}{page}"
            for language in languages
            for page in ("", "/thanks", "/worried")
        ),
        *(f"/?language={language}" for language in languages),
    }
    front = {f"/s/K7QF2M?language={each}": f"/s/K7QF2M/{each}" for each in languages}
    assert kept["same"] == {
        "/?language=any": "/?language=en",
        "/s/K7QF2M?language=any": f"/s/K7QF2M/{pinned or 'en'}",
        **({} if pinned else front),
    }


def test_a_tablet_that_is_handed_round_holds_every_language(bundle):
    link(event="Open day")
    kept = bundle()["pages"]
    assert [each for each in ("en", "cy", "ur") if f"/s/K7QF2M/{each}" not in kept] == []


def test_a_browser_that_names_a_country_finds_a_language_with_its_script(bundle):
    link(in_chinese())
    assert bundle("zh-Hans")["same"]["/s/K7QF2M?language=zh"] == "/s/K7QF2M/zh-Hans"


def test_the_page_that_is_shown_and_the_style_are_not_sent_again(bundle):
    link()
    sent = bundle("cy")["sent"]
    assert "/s/K7QF2M/cy" not in sent
    assert [address for address, html in sent.items() if "<style></style>" not in html] == []


def test_its_pages_are_the_pages(bundle, client):
    link()
    kept = bundle()
    for address, html in kept["pages"].items():
        if not address.startswith("/?"):
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
    assert bundle()["same"]["/s/K7QF2M?language=any"] == "/s/K7QF2M/cy"


def test_a_shared_tablet_keeps_the_chooser_and_the_interview(bundle):
    link(is_kiosk=True, pin="407219")
    kept = bundle()
    assert "Start here" in kept["pages"]["/s/K7QF2M?language=any"]
    assert list(kept["same"]) == ["/?language=any"]
    assert "/s/K7QF2M/cy/interview" in kept["pages"]
    assert "ico.org.uk" in kept["pages"]["/s/K7QF2M/ur/privacy"]
    assert "WCAG" in kept["pages"]["/s/K7QF2M/cy/accessibility"]
    assert kept["later"] == ""


def test_notices_come_later_on_a_device_of_ones_own_and_are_the_pages(bundle, client):
    link(survey(title=survey().title))
    later = bundle("ur")["later"]
    assert later.startswith("/s/K7QF2M/notices.json?kept=en,ur&state=")
    pages = client.get(later).json["pages"]
    assert set(pages) == {
        f"/s/K7QF2M/{language}/{notice}"
        for language in ("en", "ur")
        for notice in ("privacy", "accessibility")
    }
    for address, html in pages.items():
        shown = client.get(address).text
        style = re.search(r"<style>.*?</style>", shown, re.DOTALL)[0]
        assert html.replace("<style></style>", style) == shown


def test_another_notice_is_another_state(bundle, monkeypatch):
    link()
    first = bundle()
    monkeypatch.setattr("app.collection.answering.delivery._cache", OrderedDict())
    monkeypatch.setattr("app.collection.answering.offline.NOTICES", ("privacy",))
    second = bundle()
    assert (first["later"] == second["later"], first["stamp"] == second["stamp"]) == (False, False)


@pytest.mark.parametrize("state", [{"is_paused": True}, {"closes_on": today() - timedelta(days=1)}])
def test_a_link_that_is_not_open_gives_nothing_new_to_keep(client, context, state):
    link(**state)
    reply = client.get("/s/K7QF2M/offline.json")
    assert (reply.status_code, reply.json) == (404, {"status": "no survey here now"})
    assert client.get("/s/K7QF2M/notices.json").status_code == 404


def test_there_is_none_for_a_link_that_does_not_exist(client, context):
    assert client.get("/s/K7QF2M/offline.json").status_code == 404


def test_the_worker_is_asked_for_again_each_time(client):
    reply = client.get("/worker.js")
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-cache")
    assert "offline.json" in reply.text


def test_switched_off_the_worker_takes_itself_away(app, client, monkeypatch):
    # Another test's pages may still be at hand.
    monkeypatch.setattr("app.collection.answering.delivery._cache", OrderedDict())
    app.config["OWNWORDS"].offline = False
    assert "unregister" in client.get("/worker.js").text
    link_page = client.get("/").text
    assert "data-worker" not in link_page


def test_the_first_visit_to_the_longest_survey_keeps_to_its_budget_in_every_language(
    context, client, best_compression
):
    """45 KB with headers and the first pictures, which take about 5 of them (DESIGN.md §3)."""
    shipped = load_survey(survey_files(SURVEYS / "people-supported")[-1])
    link(shipped)
    forget_addresses()

    def weight(address: str) -> int:
        return len(client.get(address, headers={"Accept-Encoding": "br"}).data)

    page = client.get("/s/K7QF2M/en").text
    script = re.search(r'src="(/static/dist/answering.*?)"', page)[1]
    shared = weight(script) + weight("/worker.js")
    visits = {
        each: shared + weight(f"/s/K7QF2M/{each}") + weight(f"/s/K7QF2M/offline.json?shown={each}")
        for each in shipped.languages
    }
    assert {each: total for each, total in visits.items() if total > 40 * 1024} == {}


MARKS = re.compile("[\u2066-\u2069]")
SHIPPED = sorted({path.parent.parent.name for path in survey_files(SURVEYS)})


@pytest.mark.parametrize("name", SHIPPED)
def test_no_page_has_invisible_marks_or_the_services_english_in_another_language(bundle, name):
    shipped = load_survey(survey_files(SURVEYS / name)[-1])
    # Three of its languages: placeholders are filled alike in all of them.
    link(replace(shipped, languages=("en", "cy", "ur")), is_kiosk=True, event="Open day")
    pages = bundle()["pages"]
    assert [address for address, html in pages.items() if MARKS.search(html)] == []
    others = {
        each: html for each, html in pages.items() if not re.search("/en|language=(en|any)", each)
    }
    english = (CONTACTS["hours"], CONTACTS["reading"])
    assert [each for each, html in others.items() if any(said in html for said in english)] == []
    assert len(others) > 6
