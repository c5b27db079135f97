"""The gate: what it hides, what it shows, and whether what it hides can be worked out."""

from collections import defaultdict
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure import Hidden, Released, release, release_total

BASES = st.dictionaries(st.integers(0, 20), st.integers(0, 60), max_size=9)


def shown(bases: dict[str, int], threshold: int = 10, **options: object) -> dict[str, int]:
    """The groups that were released, with their bases."""
    cells = release(bases, threshold, **options)  # type: ignore[arg-type]
    return {group: cell.base for group, cell in cells.items() if isinstance(cell, Released)}


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ({}, {}),
        ({"a": 9}, {}),
        ({"a": 10}, {"a": 10}),
        ({"a": 0, "b": 40}, {"b": 40}),
        ({"a": 9, "b": 40}, {}),
        ({"a": 9, "b": 40, "c": 12}, {"b": 40}),
        ({"a": 9, "b": 40, "c": 1}, {"b": 40}),
        ({"a": 4, "b": 40, "c": 5, "d": 30}, {"b": 40}),
        ({"a": 5, "b": 40, "c": 5, "d": 30}, {"b": 40, "d": 30}),
    ],
)
def test_small_groups_and_what_would_give_them_away_are_hidden(
    bases: dict[str, int], expected: dict[str, int]
) -> None:
    assert shown(bases) == expected


def test_the_words_say_why_and_how_few() -> None:
    assert [str(cell) for cell in release({"a": 3}).values()] == [
        "Hidden to protect people (fewer than 10)"
    ]
    assert str(release_total(4, 5)) == "Hidden to protect people (fewer than 5)"


def test_the_threshold_is_never_below_five() -> None:
    with pytest.raises(ValueError, match="the threshold may not be below 5, 4 is"):
        release({"a": 30}, 4)


def test_a_negative_base_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer people than none"):
        release({"a": -1})


def test_a_group_withheld_for_its_answers_cannot_be_got_by_subtraction() -> None:
    bases = {"a": 12, "b": 40, "c": 30, "d": 0}

    assert shown(bases, withheld={"a"}) == {"b": 40}


@given(bases=BASES, threshold=st.integers(5, 15))
def test_no_group_below_the_threshold_is_shown(bases: dict[int, int], threshold: int) -> None:
    cells = release(bases, threshold)

    assert cells.keys() == bases.keys()
    assert [
        cell.base for cell in cells.values() if isinstance(cell, Released) and cell.base < threshold
    ] == []


@given(bases=BASES, threshold=st.integers(5, 15))
def test_subtracting_what_is_shown_never_leaves_one_group_or_a_small_rest(
    bases: dict[int, int], threshold: int
) -> None:
    total = release_total(sum(bases.values()), threshold)
    cells = release(bases, threshold)
    rest = sum(bases.values()) - sum(
        cell.base for cell in cells.values() if isinstance(cell, Released)
    )
    hidden_people = [bases[g] for g, cell in cells.items() if isinstance(cell, Hidden) and bases[g]]

    if isinstance(total, Released):
        assert rest == 0 or (rest >= threshold and len(hidden_people) >= 2)
    else:
        assert rest == sum(bases.values())


@given(bases=BASES)
def test_taking_one_shown_group_from_the_total_never_leaves_a_small_rest(
    bases: dict[int, int],
) -> None:
    total = sum(bases.values())

    assert [
        cell.base
        for cell in release(bases).values()
        if isinstance(cell, Released) and 0 < total - cell.base < 10
    ] == []


def test_somebody_who_knows_the_rules_cannot_work_out_a_hidden_group() -> None:
    """Every world of three groups is tried: what is seen must fit several sizes of each group.

    Groups of one size may be hidden in either order, so each world is seen in every order.
    """
    worlds: dict[object, set[tuple[int, ...]]] = defaultdict(set)
    for bases in product(range(15), repeat=3):
        for view in views_of(bases, threshold=5):
            worlds[view].add(bases)

    worked_out = [
        (sorted(alike), group)
        for (_, *cells), alike in worlds.items()  # type: ignore[misc]
        for group in range(3)
        if cells[group] is None and len({bases[group] for bases in alike}) == 1
        if next(iter(alike))[group] > 0
    ]
    assert worked_out == []


def views_of(bases: tuple[int, ...], threshold: int) -> set[tuple[int | None, ...]]:
    """What may be seen: the total, then each group, with None for what is hidden."""
    found = set()
    for order in permutations(range(len(bases))):
        cells = release({group: bases[group] for group in order}, threshold)
        seen = [release_total(sum(bases), threshold), *(cells[group] for group in sorted(cells))]
        found.add(tuple(cell.base if isinstance(cell, Released) else None for cell in seen))
    return found
