"""Somebody looks at the results after every single answer, and tries to work one person out."""

import re

import pytest

from app.pairing.moments import Moment
from tests.integration.training.conftest import Room
from tests.staff import signed_in

WORDS = re.compile(
    r"(\d+) linked staff: (\d+) rated themselves higher, (\d+) lower, (\d+) the same"
)
FRESH = 10


@pytest.fixture
def database_url(tmp_path, sqlite_databases):
    """One database is enough: what is told is the same on each."""
    with sqlite_databases.fresh(tmp_path) as address:
        yield address


def test_no_two_looks_differ_by_one_to_nine_people(app, client, programme):
    room, reader = Room(client, programme, 22), signed_in(app, "reader")
    room.rates(Moment.BEFORE, [3] * 22, room.cards)
    looks = []
    for place, card in enumerate(room.cards):
        room.rates(Moment.AFTER, [4 if place % 3 else 2], [card])
        page = reader.get(f"/staff/lead/training/{programme.id}/results").text
        found = WORDS.search(" ".join(page.split()))
        looks.append(tuple(map(int, found.groups())) if found else None)

    assert looks[:9] == [None] * 9
    shown = list(dict.fromkeys(look for look in looks if look))
    assert [look[0] for look in shown] == [10, 20]
    assert all(later[0] - early[0] >= FRESH for early, later in zip(shown, shown[1:], strict=False))


def test_nothing_of_a_single_answer_is_on_any_page_of_a_programme(app, client, programme):
    room, reader = Room(client, programme, 12), signed_in(app, "reader")
    room.rates(Moment.BEFORE, [3] * 12, room.cards)
    room.rates(Moment.AFTER, [5] * 11 + [1], room.cards)
    pages = [
        reader.get(f"/staff/lead/training/{programme.id}{part}").text for part in ("", "/results")
    ]
    telling = [*room.cards, *(f"{card[:4]}-{card[4:]}" for card in room.cards)]
    assert [word for word in telling for page in pages if word in page] == []
