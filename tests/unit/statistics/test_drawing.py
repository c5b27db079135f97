"""A draw that can be made again, and a sample shared out so that small groups are in it."""

import hashlib

import pytest

from app.statistics.drawing import allocated, in_drawn_order


def test_the_order_is_that_of_the_hashes_of_prefix_and_name():
    things = ["a", "b", "c", "d"]
    order = in_drawn_order(things, "seed:")
    hashes = [hashlib.sha256(f"seed:{each}".encode()).hexdigest() for each in order]
    assert (sorted(order), hashes) == (things, sorted(hashes))
    assert in_drawn_order(reversed(things), "seed:") == order


@pytest.mark.parametrize(
    ("sizes", "wanted", "drawn"),
    [
        # 50 each, 9 where there are no more; the 41 left by 900, 50 and 10 who are left there.
        ({"en": 950, "ur": 100, "pl": 60, "cy": 9}, 200, {"en": 89, "ur": 52, "pl": 50, "cy": 9}),
        ({"en": 1000, "cy": 20}, 40, {"en": 20, "cy": 20}),
        ({"en": 30, "cy": 4}, 100, {"en": 30, "cy": 4}),
        # With fewer than one for each, in proportion alone; 1.875, 0.075 and 0.05 of 2.
        ({"en": 75, "cy": 3, "ur": 2}, 2, {"en": 2, "cy": 0, "ur": 0}),
        ({"en": 1}, 1, {"en": 1}),
        ({}, 10, {}),
    ],
)  # fmt: skip
def test_a_sample_is_shared_out(sizes, wanted, drawn):
    assert allocated(sizes, wanted, 50) == drawn


def test_nobody_is_forgotten_and_nobody_drawn_twice():
    for wanted in range(1, 90):
        sizes = {"en": 50, "ur": 17, "pl": 13, "cy": 1}
        found = allocated(sizes, wanted, 10)
        assert sum(found.values()) == min(wanted, 81)
        assert all(0 <= found[each] <= sizes[each] for each in sizes)
