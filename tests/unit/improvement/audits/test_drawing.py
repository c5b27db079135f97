"""Samples are random, without repetition, and can be drawn again from what is kept."""

import hashlib
from collections import Counter

import pytest

from app.improvement.audits.drawing import Drawn, Sampling, checked_sampling, draw
from app.kernel.errors import Refused
from app.statistics.drawing import new_seed


def test_a_seed_gives_the_same_sample_for_ever():
    assert draw(Sampling(40, 6, 34), "seed") == Drawn((7, 12, 16, 18, 23, 27), (12, 16, 23))


def test_anybody_can_draw_it_again_with_sha_256_alone():
    def place(number):
        return hashlib.sha256(f"another:{number}".encode()).hexdigest()

    assert draw(Sampling(500, 20), "another").numbers == tuple(
        sorted(sorted(range(1, 501), key=place)[:20])
    )


def test_numbers_are_drawn_once_and_doubles_are_among_them():
    drawn = draw(Sampling(64, 20, 25), new_seed())
    assert len(set(drawn.numbers)) == 20
    assert set(drawn.numbers) <= set(range(1, 65))
    assert len(set(drawn.doubles)) == 5
    assert set(drawn.doubles) <= set(drawn.numbers)


def test_every_record_is_as_likely_as_another():
    counted = Counter(
        number for seed in range(2000) for number in draw(Sampling(10, 3), str(seed)).numbers
    )
    # 600 expected of each, with a standard deviation of about 20.
    assert {number: 500 < times < 700 for number, times in counted.items()} == dict.fromkeys(
        range(1, 11), True
    )


def test_every_record_may_be_drawn():
    sampling = Sampling(12, 12)
    assert draw(sampling, new_seed()).numbers == tuple(range(1, 13))


@pytest.mark.parametrize(
    ("size", "share", "doubles"), [(20, 0, 0), (20, 10, 2), (7, 10, 1), (1, 1, 1), (9, 100, 9)]
)
def test_a_share_is_rounded_up(size, share, doubles):
    assert Sampling(100, size, share).doubles == doubles


@pytest.mark.parametrize(
    ("sampling", "said"),
    [
        (Sampling(0, 1), "There are 0 records to audit. Type a number from 1 to 100000."),
        (Sampling(20, 0), "A sample of 0 cannot be audited. Type a number from 1 to 20."),
        (
            Sampling(20, 30),
            "30 records cannot be drawn from 20. Draw 20 or fewer, or correct how many records "
            "there are.",
        ),
        (Sampling(20, 10, 101), "The share audited twice is from 0 to 100 per cent, not 101."),
    ],
)
def test_what_cannot_be_drawn_is_refused(sampling, said):
    with pytest.raises(Refused) as refused:
        checked_sampling(sampling)
    assert str(refused.value) == said


def test_two_seeds_are_not_alike():
    assert new_seed() != new_seed()
