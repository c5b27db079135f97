"""Somebody looks at the results after every single answer, and tries to work one person out."""

import re

import pytest

from app.collection.matched.time_points import TimePoint
from tests.integration.improvement.training.conftest import Room, end_all, foreign, lost
from tests.staff import signed_in

WORDS = re.compile(
    r"(\d+) linked staff: (\d+) rated themselves higher, (\d+) lower, (\d+) the same"
)


@pytest.fixture
def databases(sqlite_databases):
    """One database is enough: what is told is the same on each."""
    return sqlite_databases


def test_no_two_looks_differ_as_answers_come_in(app, client, programme):
    room, reader = Room(client, programme, 22), signed_in(app, "reader")
    room.rates(TimePoint.BEFORE, [3] * 22, room.cards)
    looks: list[tuple[int, ...] | None] = []

    def look():
        page = reader.get(f"/staff/improvement/training/{programme.id}/results").text
        found = WORDS.search(" ".join(page.split()))
        looks.append(tuple(map(int, found.groups())) if found else None)

    for place, card in enumerate(room.cards):
        room.rates(TimePoint.AFTER, [4 if place % 3 else 2], [card])
        look()
    assert looks == [None] * 22

    end_all(programme)
    look()
    room.rates(TimePoint.AFTER, [1], [foreign()])
    look()
    assert looks[22:] == [(22, 14, 8, 0)] * 2


def test_who_is_in_one_comparison_and_not_in_the_other_is_no_handful(app, client, programme):
    """Thirty answer before; twenty are linked after, and three of those leave before the end."""
    room, reader = Room(client, programme, 30), signed_in(app, "reader")
    room.rates(TimePoint.BEFORE, [5, 1] * 15, room.cards)
    room.rates(TimePoint.AFTER, [5, 1, 4] * 10, [*room.cards[:20], *lost(10)])
    room.rates(TimePoint.LATER, [5, 1, 4] * 9, [*room.cards[:17], *lost(10)])
    end_all(programme)
    after, later = (
        part.split("<h2")[0]
        for part in reader.get(f"/staff/improvement/training/{programme.id}/results").text.split(
            '<h2 id="late-'
        )[1:]
    )
    assert ("20 linked staff" in after, "17 linked staff" in later) == (True, True)
    assert ("Not the same people" in after, "About sure?" in after) == (True, True)
    assert "(5 of 10)" in after
    assert not re.search(r"of 13\)", later)


def test_nothing_of_a_single_answer_is_on_any_page_of_a_programme(app, client, programme):
    room, reader = Room(client, programme, 12), signed_in(app, "reader")
    room.rates(TimePoint.BEFORE, [3] * 12, room.cards)
    room.rates(TimePoint.AFTER, [5] * 11 + [1], room.cards)
    pages = [
        reader.get(f"/staff/improvement/training/{programme.id}{part}").text
        for part in ("", "/results")
    ]
    publishing = [*room.cards, *(f"{card[:4]}-{card[4:]}" for card in room.cards)]
    assert [word for word in publishing for page in pages if word in page] == []
