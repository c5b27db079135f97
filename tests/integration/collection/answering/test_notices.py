"""The privacy notice and the accessibility statement: linked from everywhere, and true."""

import re
from datetime import timedelta

import pytest

from app.administration.organisation.operations import edit_organisation
from app.collection.responses.models import Comment, Response
from app.extensions import db
from app.kernel.clock import today
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.links import forget_addresses
from tests.notices import ways

LANGUAGES = ("en", "cy", "ur")
NOTICES = ("privacy", "accessibility")
KEPT = {
    "id": None,
    "answers": "your answers, and the words you write",
    "stray": "your answers, and the words you write",
    "link_token": "which survey it was, and the link or poster you used",
    "survey_id": "which survey it was, and the link or poster you used",
    "version": "which survey it was, and the link or poster you used",
    "content_hash": "which survey it was, and the link or poster you used",
    "locale": "the language, and how often you changed it",
    "language_switches": "the language, and how often you changed it",
    "week": "the week, but not the day or the time",
    "notes": "a note if something stands out, for example if many answers came at once",
    "held": None,
    "is_counted": None,
}
"""What the notice says of each column; None of those that say nothing of a person."""
KEPT_OF_COMMENTS = {
    "id": None,
    "response_id": None,
    "question_id": None,
    "received_on": "the day a comment came, only until we have read it and done what it needs",
    "is_read": None,
    "signal": None,
}


@pytest.fixture
def shown(context):
    link(survey(question("happy", Kind.YES_NO, "yes", "no"), question("why", Kind.COMMENT)))
    forget_addresses()


def of_link(language):
    return [f"/s/K7QF2M/{language}/{each}" for each in NOTICES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "/thanks", "/worried", "/interview", "/privacy"])
def test_every_page_of_a_link_leads_to_both(client, shown, page, language):
    assert ways(client.get(f"/s/K7QF2M/{language}{page}").text) == of_link(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/", "/?code=N0NE99", "/s/N0NE99", "/privacy/{}", "/d/N0NE99", "/p/N0NE99", "/nowhere"]
)
def test_so_do_pages_without_a_survey(client, context, path, language):
    html = client.get(path.format(language), headers={"Accept-Language": language}).text
    assert ways(html) == [f"/{each}/{language}" for each in NOTICES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "state", [{"is_paused": True}, {"closes_on": today() - timedelta(days=1)}, {"is_kiosk": True}]
)
def test_so_do_a_closed_link_and_a_shared_tablet(client, context, state, language):
    link(**state)
    forget_addresses()
    assert ways(client.get(f"/s/K7QF2M/{language}").text) == of_link(language)
    assert len(ways(client.get("/s/K7QF2M").text)) == len(NOTICES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("from_check", [False, True])
def test_without_script_what_was_typed_comes_along_and_goes_back(
    client, shown, notice, language, from_check
):
    address = f"/s/K7QF2M/{language}"
    form = {"survey_version": "1", "language_switches": "0", "why": "Lovely songs"}
    if from_check:
        form["submission_id"] = "6f1c7c1e-5f0e-4b8e-9d53-9a1f7a1c2b3d"
    page = client.post(address, data=form | {"action": notice})
    assert page.status_code == 200
    assert 'name="why" value="Lovely songs"' in page.text
    back = client.post(address, data=form | {"action": "look" if from_check else "change:"})
    assert "Lovely songs" in back.text
    assert db.session.query(Response).count() == 0


def test_what_it_says_of_what_is_kept_is_what_the_tables_hold(client, shown):
    assert set(Response.__table__.columns.keys()) == set(KEPT)
    assert set(Comment.__table__.columns.keys()) == set(KEPT_OF_COMMENTS)
    said = re.findall(r"<li>([^<]+)</li>", client.get("/s/K7QF2M/en/privacy").text)
    told = {line for line in (KEPT | KEPT_OF_COMMENTS).values() if line}
    assert {line.strip() for line in said} & told == told


def test_it_names_who_is_responsible_and_does_without_who_is_not_known(client, shown):
    unknown = client.get("/s/K7QF2M/en/privacy").text
    assert "The organisation that runs <bdi>The Example House</bdi> is responsible" in unknown
    assert "The organisation that runs the service" in client.get("/privacy/en").text
    edit_organisation(name="Example Care", contacts={"help_phone": "01632 960009"})
    db.session.commit()
    forget_addresses()
    known = [client.get(each).text for each in ("/s/K7QF2M/en/privacy", "/privacy/en")]
    assert ["<bdi>Example Care</bdi> is responsible" in each for each in known] == [True, True]
    assert [each.count("tel:01632960009") for each in known] == [3, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_to_complain_in_every_language(client, shown, language):
    page = client.get(f"/s/K7QF2M/{language}/privacy").text
    assert all(each in page for each in ("30", "tel:03031231113", "ico.org.uk"))
    assert "tel:08088000082" in client.get(f"/s/K7QF2M/{language}/accessibility").text


def test_there_is_none_in_a_language_that_there_is_not(client, shown):
    found = [client.get(each).status_code for each in ("/privacy/xx", "/s/K7QF2M/xx/privacy")]
    assert found == [404, 404]
