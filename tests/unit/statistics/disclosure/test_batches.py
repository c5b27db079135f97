"""Figures that were shown stay until enough people are new, so that two looks give nobody away."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.disclosure import (
    FRESH,
    Cut,
    ReleasedCut,
    may_follow,
    next_release,
    next_releases,
    together,
)

START = datetime(2026, 5, 1, tzinfo=UTC)
WHOLE = Cut("whole")
GROUPS = "abc"
Answers = Mapping[str, Counter[str]]
ARRIVALS = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.sampled_from(["good", "poor"]), st.sampled_from([1, -1])),
    max_size=60,
)


def cut(base: int, day: int = 0, good: int = 0, key: str = "a") -> ReleasedCut:
    counts = {"good": good, "poor": base - good}
    return ReleasedCut(Cut(key), base, counts, START + timedelta(days=day))


def test_the_first_figures_are_shown_as_they_are() -> None:
    assert next_release(None, cut(12)) == cut(12)


@pytest.mark.parametrize("base", [16, 19, 21, 24])
def test_figures_stay_while_one_to_four_people_joined_or_left(base: int) -> None:
    assert next_release(cut(20), cut(base, day=1)) == cut(20)


@pytest.mark.parametrize("base", [0, 15, 25, 90])
def test_figures_change_when_five_people_joined_or_left(base: int) -> None:
    assert next_release(cut(20), cut(base, day=1)) == cut(base, day=1)


def test_a_correction_counts_at_once() -> None:
    assert next_release(cut(20, good=8), cut(20, day=1, good=9)) == cut(20, day=1, good=9)


def test_one_cut_does_not_follow_another() -> None:
    with pytest.raises(ValueError, match="'b' cannot follow 'a': they are two cuts"):
        next_release(cut(20), cut(20, key="b"))


def test_a_group_new_among_others_waits_for_five_people() -> None:
    shown = next_releases({Cut("a"): cut(20)}, {Cut("a"): cut(20), Cut("b"): cut(4, key="b")})

    assert {key: each.base for key, each in shown.items()} == {"a": 20, "b": 0}


def test_a_group_that_vanished_goes_when_it_was_five_people() -> None:
    before = {Cut("a"): cut(4), Cut("b"): cut(5, key="b"), Cut("c"): cut(9, key="c")}
    shown = next_releases(before, {Cut("c"): cut(9, key="c")})

    assert {key: each.base for key, each in shown.items()} == {"a": 4, "b": 0, "c": 9}


def test_the_whole_is_counted_from_what_is_shown_of_its_groups() -> None:
    assert together(WHOLE, [cut(20, good=5), cut(10, day=3, good=1, key="b")]) == ReleasedCut(
        WHOLE, 30, {"good": 6, "poor": 24}, START + timedelta(days=3)
    )


def test_there_is_no_whole_of_nothing() -> None:
    with pytest.raises(ValueError, match="empty"):
        together(WHOLE, [])


@given(base=st.integers(0, 60), good=st.integers(0, 60), arrivals=ARRIVALS)
def test_two_looks_at_a_figure_never_differ_by_one_to_four_people(
    base: int, good: int, arrivals: list[tuple[str, str, int]]
) -> None:
    """The attacker looks after every answer that came in or was withdrawn."""
    shown = now = cut(max(base, good), good=good)
    for _, answer, change in arrivals:
        now = changed(now, answer, change)
        before, shown = shown, next_release(shown, now)
        assert abs(shown.base - before.base) not in range(1, FRESH)
        assert shown in (before, now)


@given(arrivals=ARRIVALS)
def test_two_looks_at_groups_and_their_total_never_differ_by_one_to_four_people(
    arrivals: list[tuple[str, str, int]],
) -> None:
    """The attacker takes every choice of groups from the total, at two looks, and compares."""
    now = {Cut(key): cut(12, good=6, key=key) for key in GROUPS}
    shown = next_releases({}, now)
    for key, answer, change in arrivals:
        now = {**now, Cut(key): changed(now[Cut(key)], answer, change)}
        before, shown = shown, next_releases(shown, now)
        moved = {key: shown[key].base - before[key].base for key in shown}
        rest = together(WHOLE, shown.values()).base - together(WHOLE, before.values()).base

        assert [change for change in moved.values() if abs(change) in range(1, FRESH)] == []
        assert rest == sum(moved.values())


@given(arrivals=ARRIVALS, answer=st.sampled_from(["good", "poor"]), key=st.sampled_from(GROUPS))
def test_the_one_person_who_came_between_two_looks_changes_nothing(
    arrivals: list[tuple[str, str, int]], answer: str, key: str
) -> None:
    now = {Cut(each): cut(12, good=6, key=each) for each in GROUPS}
    for each, given_answer, change in arrivals:
        now[Cut(each)] = changed(now[Cut(each)], given_answer, change)
    shown = next_releases({}, now)
    one_more = {**now, Cut(key): changed(now[Cut(key)], answer, 1)}

    assert next_releases(shown, one_more) == shown


def changed(before: ReleasedCut, answer: str, change: int) -> ReleasedCut:
    """One more person who gave an answer, or one fewer if there is one."""
    change = change if before.counts[answer] + change >= 0 else 0
    counts = {**before.counts, answer: before.counts[answer] + change}
    return ReleasedCut(before.key, before.base + change, counts, before.as_of + timedelta(days=1))


@pytest.mark.parametrize(
    ("now", "before", "may"),
    [([10], [10], True), ([15], [10], True), ([14], [10], False), ([6], [10], False),
     ([20, 10], [10, 10], True), ([20, 11], [10, 10], False)],
)  # fmt: skip
def test_figures_of_several_numbers_move_by_none_or_by_five(
    now: list[int], before: list[int], may: bool
) -> None:
    assert may_follow(now, before) is may
