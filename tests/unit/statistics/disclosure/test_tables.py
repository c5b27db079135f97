"""Two-way tables: what is hidden, and that nobody works it out from what is shown."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.statistics.disclosure import SPREAD, Hidden, Released, TwoWay, release_table
from tests.unit.statistics.disclosure.attackers import bounds, isolated, solved, view_of

Numbers = Sequence[Sequence[int]]
SIZES = st.one_of(st.integers(0, 12), st.integers(0, 60))


def grids(most: int) -> st.SearchStrategy[Numbers]:
    """Tables of at most so many rows and columns, with many small cells and empty ones."""
    return st.integers(1, most).flatmap(
        lambda width: st.lists(
            st.lists(SIZES, min_size=width, max_size=width), min_size=1, max_size=most
        )
    )


def bases_of(grid: Numbers) -> dict[tuple[str, str], int]:
    return {
        (f"r{row}", f"c{column}"): base
        for row, line in enumerate(grid)
        for column, base in enumerate(line)
    }


def seen(table: TwoWay[str, str]) -> list[list[int | None]]:
    """The table with its totals, None for what is hidden."""
    lines = [[table.cells[row, column] for column in table.columns] for row in table.rows]
    ends = [*table.rows.values(), table.whole]
    return [
        [cell.base if isinstance(cell, Released) else None for cell in (*line, end)]
        for line, end in zip([*lines, [*table.columns.values()]], ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        ([[10]], [[10, 10], [10, 10]]),
        ([[9]], [[None, None], [None, None]]),
        (
            [[20, 0], [30, 40]],
            [[20, None, 20], [30, 40, 70], [50, 40, 90]],
        ),
        (
            [[30, 20, 15, 40], [12, 3, 50, 17], [60, 22, 14, 19], [11, 13, 28, 90]],
            [
                [30, 20, 15, 40, 105],
                [None, None, 50, 17, 82],
                [60, 22, 14, 19, 115],
                [None, None, 28, 90, 142],
                [113, 58, 107, 166, 444],
            ],
        ),
    ],
    ids=["large enough", "too small", "nobody", "one small cell"],
)
def test_a_small_cell_is_hidden_with_the_fewest_people_around_it(
    grid: Numbers, expected: list[list[int | None]]
) -> None:
    assert seen(release_table(bases_of(grid))) == expected


def test_a_group_that_rows_less_columns_would_isolate_is_joined_by_another_cell() -> None:
    """Enough is hidden in each row and column without the 40, but not in them all together.

    The first two rows less the first two columns would be the 1 and the 2: three people.
    """
    grid = [[5, 6, 1, 50], [6, 7, 2, 60], [40, 50, 20, 4], [70, 80, 11, 30]]

    assert seen(release_table(bases_of(grid))) == [
        [None, None, None, 50, 62],
        [None, None, None, 60, 75],
        [None, 50, None, None, 114],
        [70, 80, None, None, 191],
        [121, 143, 34, 144, 442],
    ]


def test_the_grand_total_is_shown_when_it_is_large_enough() -> None:
    assert seen(release_table(bases_of([[2, 1], [3, 2]]), threshold=5))[-1][-1] == 8


def test_a_small_row_hides_its_total_and_that_of_another() -> None:
    assert seen(release_table(bases_of([[2, 3], [30, 40], [50, 60]]))) == [
        [None, None, None],
        [None, None, None],
        [50, 60, 110],
        [82, 103, 185],
    ]


def test_a_pair_that_is_not_named_is_nobody() -> None:
    table = release_table({("a", "x"): 30, ("b", "y"): 40})

    assert table.cells["a", "y"] == Hidden(10)
    assert seen(table) == [[30, None, 30], [None, 40, 40], [30, 40, 70]]


def test_a_table_without_cells_shows_nothing() -> None:
    assert release_table({}) == TwoWay({}, {}, {}, Hidden(10))


def test_a_withheld_cell_is_hidden_with_others() -> None:
    table = release_table(bases_of([[20, 30], [40, 50]]), withheld={("r0", "c0")})

    assert seen(table) == [[None, None, 50], [None, None, 90], [60, 80, 140]]


def test_labels_may_be_none() -> None:
    table = release_table({(None, None): 30, (None, "x"): 3, ("a", None): 20, ("a", "x"): 40})

    assert [str(cell.base) for cell in table.rows.values() if isinstance(cell, Released)] == [
        "33",
        "60",
    ]


@pytest.mark.parametrize(
    ("bases", "threshold", "message"),
    [
        ({("a", "x"): -1}, 10, "fewer people than none"),
        ({("a", "x"): 30}, 4, "the threshold may not be below 5, 4 is"),
        ({}, 4, "the threshold may not be below 5, 4 is"),
    ],
)
def test_what_is_no_table_is_refused(
    bases: dict[tuple[str, str], int], threshold: int, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        release_table(bases, threshold)


@settings(deadline=None)
@given(grid=grids(6), threshold=st.integers(5, 15))
def test_nothing_below_the_threshold_is_shown(grid: Numbers, threshold: int) -> None:
    view = view_of(bases_of(grid), release_table(bases_of(grid), threshold))

    assert [base for base in view.shown.values() if base < threshold] == []
    assert [place for place, base in view.shown.items() if view.truth[place] != base] == []


@settings(deadline=None)
@given(grid=grids(6), threshold=st.integers(5, 15))
def test_what_a_row_or_column_hides_is_nobody_or_several_cells_of_enough_people(
    grid: Numbers, threshold: int
) -> None:
    view = view_of(bases_of(grid), release_table(bases_of(grid), threshold))
    lines = [line for line in view.lines() if line.factors]

    assert [line for line in lines if len(line.factors) < 2] == []
    assert [
        line for line in lines if set(line.factors.values()) == {1} and line.total < threshold
    ] == []


@settings(deadline=None)
@given(grid=grids(6), threshold=st.integers(5, 15))
def test_linear_algebra_recovers_no_hidden_cell(grid: Numbers, threshold: int) -> None:
    view = view_of(bases_of(grid), release_table(bases_of(grid), threshold))

    assert solved(view) == {}


@settings(max_examples=30, deadline=None)
@given(grid=grids(3), threshold=st.integers(5, 15))
def test_adding_and_subtracting_rows_and_columns_isolates_no_small_group(
    grid: Numbers, threshold: int
) -> None:
    view = view_of(bases_of(grid), release_table(bases_of(grid), threshold))

    assert [people for people in isolated(view) if people < threshold] == []


@settings(max_examples=30, deadline=None)
@given(grid=grids(3), threshold=st.integers(5, 15))
def test_no_hidden_cell_is_told_to_within_three_people(grid: Numbers, threshold: int) -> None:
    view = view_of(bases_of(grid), release_table(bases_of(grid), threshold))
    found = bounds(view)

    assert [place for place, (low, high) in found.items() if high - low < SPREAD] == []
    assert [place for place, (low, high) in found.items() if high < threshold] == []
    assert [
        place for place, (low, high) in found.items() if not low <= view.truth[place] <= high
    ] == []


def test_somebody_who_knows_the_rules_cannot_work_out_a_hidden_cell() -> None:
    """Every world of four cells is tried: what is seen must fit several sizes of each cell."""
    worlds: defaultdict[object, list[Sequence[int]]] = defaultdict(list)
    for sizes in worlds_of_four(people=range(5, 19)):
        view = seen(release_table(bases_of([sizes[:2], sizes[2:]]), threshold=5))
        worlds[str(view)].append(sizes)

    assert [
        alike
        for view, alike in worlds.items()
        for cell in range(4)
        if len({sizes[cell] for sizes in alike}) == 1
        if 0 < alike[0][cell] < 5
    ] == []


def worlds_of_four(people: range) -> Iterator[tuple[int, ...]]:
    for total in people:
        for first in product(range(total + 1), repeat=3):
            if sum(first) <= total:
                yield (*first, total - sum(first))
