"""Without script nothing that was typed is lost on the way to another page."""

import re
from html import unescape

import pytest

from app.collection.links.models import Link
from app.extensions import db
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.links import forget_addresses

TYPED = {"happy": "yes", "why": 'They know "my" songs. \u062f\u0644 \u0633\u06d2'}
HELD = re.compile(r'<input type="hidden" class="carried" name="(\w+)" value="([^"]*)"')
AREA = re.compile(r"<textarea[^>]*>\n(.*?)</textarea>", re.DOTALL)


@pytest.fixture
def at(context, client):
    """A link to a survey with a comment, and what a press of one of its buttons answers."""
    link(survey(question("happy", Kind.YES_NO, "yes", "no"), question("why", Kind.COMMENT)))
    forget_addresses()

    def press(action, path="/s/K7QF2M/en", **more):
        return client.post(path, data={**TYPED, "action": action, **more})

    return press


def on_form(page: str) -> dict[str, str]:
    chosen = re.search(r'value="(\w+)"[^>]*checked', page)
    return {"happy": chosen[1] if chosen else "", "why": unescape(AREA.search(page)[1])}


def carried(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in HELD.findall(page)}


@pytest.mark.parametrize("action", ["language", "look"])
def test_the_form_is_shown_in_another_language_with_all_that_was_typed(at, action):
    reply = at(action, "/s/K7QF2M/cy?with=en")
    assert (reply.status_code, reply.headers["Content-Language"]) == (200, "cy")
    assert on_form(reply.text) == TYPED
    assert f'name="language_switches" value="{int(action == "language")}"' in reply.text


def test_so_is_the_check_page_which_stays_the_same_answer(at):
    number = "6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"
    reply = at("language", "/s/K7QF2M/cy", submission_id=number)
    assert (reply.status_code, carried(reply.text)) == (200, TYPED)
    assert f'name="submission_id" value="{number}"' in reply.text
    assert 'data-page="check"' in reply.text


@pytest.mark.parametrize(
    ("number", "back"), [("", "change:"), ("6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10", "look")]
)
def test_who_is_worried_comes_back_to_what_was_typed(at, number, back):
    worried = at("worried", submission_id=number)
    assert "0800 1111" in worried.text
    held = carried(worried.text)
    assert held == TYPED
    assert f'name="action" value="{back}"' in worried.text
    again = at(back, submission_id=number)
    assert (carried(again.text) if number else on_form(again.text)) == TYPED


def test_nothing_is_stored_on_the_way(at, stored):
    for action in ("language", "look", "worried", "change:why", "check"):
        at(action)
    assert stored() == []


def test_back_shows_them_again_but_not_on_a_shared_tablet(at):
    assert at("check").headers["Cache-Control"] == "private, no-cache"
    db.session.execute(db.update(Link).values(is_kiosk=True))
    db.session.commit()
    forget_addresses()
    assert at("check").headers["Cache-Control"] == "no-store"
