"""Walk O4: fourteen care workers before and after a training, with lost cards, a slip and leavers.

The twelve who answer both times rate as in the vector file, so that every figure is known.
"""

import json
from pathlib import Path

import pytest

from app.collection.links.cards import printed
from app.collection.matched.queries import cards_of
from app.collection.matched.time_points import TimePoint
from app.extensions import db
from tests.integration.improvement.training.conftest import end_all, lost
from tests.staff import signed_in

VECTOR = json.loads(
    (Path(__file__).parents[3] / "vectors" / "statistics.json").read_text(encoding="utf-8")
)["pairedOrdinal"]
LEAVERS = [3, 2]


@pytest.fixture
def results(app, programme):
    """The words of the results page, as a reader sees them now."""
    reader = signed_in(app, "reader")

    def read():
        end_all(programme)
        page = reader.get(f"/staff/improvement/training/{programme.id}/results")
        assert page.status_code == 200
        return " ".join(page.text.split())

    return read


def before(room):
    """All fourteen answer with their cards; the last two will have left by the second time."""
    room.rates(TimePoint.BEFORE, [*VECTOR["pre"], *LEAVERS], room.cards)


def test_with_three_cards_lost_nine_are_linked_and_no_figure_is_told(room, results):
    before(room)
    room.rates(TimePoint.LATER, VECTOR["post"], [*room.cards[:9], *lost(3)])

    page = results()
    assert "14 answered before, 12 some weeks later, 9 could be linked by their cards" in page
    assert "9 could be linked. Below 10 no figures are shown" in page
    assert ("rated themselves" in page, "Wilcoxon signed-rank (" in page) == (False, False)
    assert "Not the same people" in page
    assert "Those who answered, linked or not" in page


def test_a_mistyped_code_is_caught_and_nothing_is_lost(room):
    right = room.cards[0]
    slipped = right[:3] + ("2" if right[3] != "2" else "3") + right[4:]
    refused = room.says(TimePoint.BEFORE, slipped, sure="two")
    assert (refused.status_code, refused.json["problems"]) == (
        422,
        {"card": "There is a slip in the code. Look at your card and type it again."},
    )
    assert room.says(TimePoint.BEFORE, printed(right).lower(), sure="two").status_code == 201
    db.session.rollback()
    assert len(cards_of(room.programme_id).by_time_point[TimePoint.BEFORE]) == 1


def test_with_every_card_the_figures_are_those_of_the_vector(room, results):
    before(room)
    room.rates(TimePoint.LATER, VECTOR["post"], room.cards[:12])

    page = results()
    assert "14 answered before, 12 some weeks later, 12 could be linked by their cards" in page
    assert "12 linked staff: 9 rated themselves higher, 1 lower, 2 the same." in page
    assert page.index("12 linked staff: 9") < page.index("Wilcoxon signed-rank (exact")
    assert f"10 pairs that differ): p = {VECTOR['exactPermutationP']:.3f}" in page
    assert f"Rank-biserial correlation: {VECTOR['rankBiserial']:+.2f}" in page
    assert f"Hedges&#39; correction): {VECTOR['dav'] * VECTOR['hedgesJ']:+.2f}" in page
    assert "because of" not in page


def test_two_leavers_are_nobodys_business(room, results):
    """The two who left are two answers before: fewer than ten, so nothing is told of them."""
    before(room)
    room.rates(TimePoint.LATER, VECTOR["post"], room.cards[:12])
    assert "Not the same people" not in results()


def test_nobody_can_be_picked_out_as_answers_come_in(app, room, programme, results):
    before(room)
    room.rates(TimePoint.LATER, VECTOR["post"][:10], room.cards[:10])
    while_open = signed_in(app).get(f"/staff/improvement/training/{programme.id}/results").text
    assert "released once, when the links of both time points are closed" in " ".join(
        while_open.split()
    )
    assert "rated themselves" not in while_open

    room.rates(TimePoint.LATER, VECTOR["post"][10:], room.cards[10:12])
    assert "12 linked staff: 9 rated themselves higher, 1 lower, 2 the same." in results()
