"""Filters that overlap: one more is refused where it would single out a few people."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.statistics.disclosure import Cells, conflicts, tilings

FEW = 5
CELLS = "abcdefg"
SIZES = st.fixed_dictionaries({cell: st.integers(0, 9) for cell in CELLS})
CUTS = st.frozensets(st.sampled_from(CELLS), min_size=1)


def cells(names: str) -> Cells:
    return frozenset(names)


@pytest.mark.parametrize(
    ("asked", "released", "expected"),
    [
        ("a", "", False),
        ("x", "", True),
        ("xy", "", False),
        ("ab", "a", False),
        ("ax", "a", True),
        ("a", "ax", True),
        ("a", "ab", False),
        ("axy", "a", False),
        ("a", "a", False),
        ("ao", "a", False),
        ("a", "b c abcx", True),
        ("a", "b c abcxy", False),
        ("c", "a b abcx", True),
        ("abcx", "a b c", True),
        ("abcdx", "ab bc cd a d", True),
        ("abcd", "ab bc cd a d", False),
        ("abx", "a b", True),
        ("bcx", "ab abcx", False),
        ("bx", "ax abx", True),
        ("ab", "abx", True),
        ("abx", "ax bx", True),
    ],
)
def test_a_filter_is_refused_when_it_leaves_a_few_people(
    asked: str, released: str, expected: bool
) -> None:
    """The x and the y are three people each, the o is nobody, the others ten."""
    sizes = {**dict.fromkeys("abcd", 10), "x": 3, "y": 3, "o": 0}

    assert conflicts(cells(asked), [*map(cells, released.split())], sizes, FEW) is expected


def test_a_cell_without_a_size_is_nobody() -> None:
    assert not conflicts(cells("ao"), [cells("ap")], {"a": 10}, FEW)


def test_the_threshold_is_never_below_five() -> None:
    with pytest.raises(ValueError, match="the threshold may not be below 5, 4 is"):
        conflicts(cells("a"), [], {"a": 10}, 4)


def test_large_filters_are_told_apart_by_a_sample_and_compared_in_full() -> None:
    sizes = dict.fromkeys(range(2000), 1)
    whole = frozenset(range(2000))

    assert not conflicts(whole - {*range(12)}, [whole], sizes)
    assert conflicts(whole - {*range(9)}, [whole], sizes)
    assert conflicts(whole, [whole - {*range(1991, 2000)}], sizes)


def test_a_filter_that_takes_too_long_to_check_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {**dict.fromkeys("abc", 10), "x": 3}
    released = [cells("ax"), cells("bx"), cells("cx")]

    assert not conflicts(cells("abcx"), released, sizes, FEW)
    monkeypatch.setattr(tilings, "MOST_STEPS", 1)
    assert conflicts(cells("abcx"), released, sizes, FEW)


@settings(max_examples=400, deadline=None)
@given(asked=CUTS, released=st.lists(CUTS, max_size=6), sizes=SIZES)
def test_exactly_the_filters_that_isolate_somebody_are_refused(
    asked: Cells, released: list[Cells], sizes: dict[str, int]
) -> None:
    assert conflicts(asked, released, sizes, FEW) is any(
        0 < people < FEW for people in derived(asked, released, sizes)
    )


@settings(deadline=None)
@given(asked=st.lists(CUTS, max_size=12), sizes=SIZES)
def test_filters_asked_one_after_another_never_isolate_a_few_people(
    asked: list[Cells], sizes: dict[str, int]
) -> None:
    """The attacker asks for many filters and combines those that were shown."""
    shown: list[Cells] = []
    for cut in asked:
        if not conflicts(cut, shown, sizes, FEW):
            shown.append(cut)

    assert [
        people for cut in shown for people in derived(cut, shown, sizes) if 0 < people < FEW
    ] == []


def derived(asked: Cells, released: Sequence[Cells], sizes: Mapping[str, int]) -> Iterator[int]:
    """People in every group that follows from the asked filter and the others, by trying all."""
    populated = frozenset(cell for cell, people in sizes.items() if people)
    asked &= populated
    others = {cut & populated for cut in released} - {asked}
    yield weight(asked, sizes)
    for number in (1, 2):
        for cuts in combinations(others, number):
            yield from added_and_subtracted([asked, *cuts], sizes)
    for group in [asked, *(cut - asked for cut in others if asked <= cut)]:
        yield from tiled(group, others - {frozenset()}, sizes)


def added_and_subtracted(cuts: Sequence[Cells], sizes: Mapping[str, int]) -> Iterator[int]:
    for signs in product((-1, 1), repeat=len(cuts)):
        times = [
            sum(sign for sign, cut in zip(signs, cuts, strict=True) if cell in cut)
            for cell in sizes
        ]
        if set(times) <= {0, 1}:
            yield sum(time * people for time, people in zip(times, sizes.values(), strict=True))


def tiled(group: Cells, tiles: set[Cells], sizes: Mapping[str, int]) -> Iterator[int]:
    """What each choice of tiles that share nobody leaves of a group."""
    yield weight(group, sizes)
    for tile in tiles:
        if tile <= group:
            yield from tiled(group - tile, tiles, sizes)


def weight(group: Cells, sizes: Mapping[str, int]) -> int:
    return sum(people for cell, people in sizes.items() if cell in group)
