"""Themes of one's own: named, given by people, suggested from twenty comments on."""

import numpy as np
import pytest

from app.comments.machine.engine.reader import packed
from app.comments.machine.models import Reading
from app.comments.queue.corrections import toggle_theme
from app.comments.queue.own_themes import add_theme, all_themes, own_theme, suggestions
from app.extensions import db
from app.kernel.errors import Conflict, NotFound, Refused
from tests.comments import comment, count_views, people
from tests.staff import signed_in, user

THEMES = "/staff/comments/themes"


def towards(made, place):
    random = np.random.default_rng(place)
    for each in made:
        row = random.normal(0, 0.05, 8).astype(np.float32)
        row[place] += 1
        db.session.get(Reading, (each.id, "test")).embedding = packed(row)
    db.session.commit()


@pytest.fixture
def amal(context):
    return user("reader", name="Amal", email="amal@example.org")


def test_from_twenty_comments_on_others_are_suggested(amal):
    garden, others = people(24, "positive"), people(40, "negative")
    towards(garden, 1)
    towards(others, 2)
    unread, without = people(1, "positive")[0], comment("Nobody has read this one yet")
    assert db.session.get(Reading, (unread.id, "test")).embedding is None
    assert db.session.get(Reading, (without.id, "test")) is None
    code = add_theme(name=" The  garden ", actor="amal")
    assert all_themes()[code] == "The garden"
    for each in garden[:19]:
        toggle_theme(comment_id=each.id, theme=code, reader=amal.id)
    assert (own_theme(code).missing, suggestions(code, amal.id)) == (1, [])
    toggle_theme(comment_id=garden[19].id, theme=code, reader=amal.id)
    found = suggestions(code, amal.id)
    assert {each.comment_id for each in found} == {each.id for each in garden[20:]}


def test_it_counts_in_the_figures_once_people_gave_it(app, amal):
    code = add_theme(name="The garden", actor="amal")
    for each in people(12, "positive"):
        toggle_theme(comment_id=each.id, theme=code, reader=amal.id)
    count_views()
    assert "The garden" in signed_in(app).get("/staff/results").text


@pytest.mark.parametrize(
    ("name", "fault"), [(" ", Refused), ("x" * 81, Refused), ("FOOD", Conflict)]
)
def test_a_name_that_does_not_do_is_refused(context, name, fault):
    with pytest.raises(fault):
        add_theme(name=name, actor="amal")


def test_a_theme_that_is_none_is_not_found(context):
    with pytest.raises(NotFound):
        own_theme("food")


def test_the_pages_name_list_and_accept(app, context):
    client = signed_in(app, "reader")
    assert client.post(THEMES, data={"name": ""}).status_code == 422
    place = client.post(THEMES, data={"name": "The garden"}).location
    assert "20 more are needed" in client.get(place).text
    [made] = people(1, "positive")
    code = place.rsplit("/", 1)[1]
    reply = client.post(f"/staff/comments/{made.id}/correct", data={"theme": code, "back": code})
    assert reply.location == place
    assert "1 comment has this theme." in client.get(place).text
    assert "19 more are needed" in client.get(THEMES).text
    assert client.get(f"{THEMES}/zero").status_code == 404
