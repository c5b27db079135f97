"""People are released ten or more at a time, never parted again, and never all of one bad mind."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure import Parcel, Reason, alike, ready, ready_parts, why_hidden

TEN = 10
BAD = ("never",)


def released_by(waiting, released=None, sensitive=BAD):
    return list(ready(released or {}, waiting, Counter.total, sensitive))


def test_ten_people_are_released():
    waiting = {"2026-04": Counter(always=8, never=2)}
    assert released_by(waiting) == [Parcel("2026-04", waiting)]


def test_nine_wait():
    assert released_by({"2026-04": Counter(always=9)}) == []


def test_a_month_with_too_few_is_released_with_the_next():
    waiting = {"2026-04": Counter(always=6), "2026-05": Counter(always=1, never=3)}
    [parcel] = released_by(waiting)
    assert (parcel.month, parcel.shown) == ("2026-05", Counter(always=7, never=3))
    assert parcel.taken == waiting


def test_what_is_left_after_a_parcel_waits_for_another_one():
    [parcel] = released_by({"2026-04": Counter(always=10), "2026-05": Counter(always=9)})
    assert (parcel.month, set(parcel.taken)) == ("2026-04", {"2026-04"})


@pytest.mark.parametrize(("others", "is_released"), [(0, False), (1, False), (2, True)])
def test_people_who_nearly_all_said_one_bad_thing_wait(others, is_released):
    assert bool(released_by({"2026-04": Counter(never=14, always=others)})) == is_released


def test_a_correction_is_released_at_once_where_its_people_are():
    released = {"2026-05": Counter(always=14, never=3)}
    [parcel] = released_by({"2026-04": Counter(always=-1, never=1)}, released)
    assert (parcel.month, parcel.shown) == ("2026-05", Counter(always=-1, never=1))


@pytest.mark.parametrize("more", [{"unsure": 1}, {}], ids=["unsure", "no answer"])
def test_people_beside_the_base_are_released_with_the_next_ten(more):
    def valid_base(codes):
        return codes["always"] + codes["never"]

    def parcels(waiting):
        released = {"2026-05": Counter({":asked": 20, "always": 17, "never": 3})}
        return list(ready(released, waiting, valid_base, BAD, lambda codes: codes[":asked"]))

    alone = Counter({":asked": 1, **more})
    assert parcels({"2026-05": alone}) == []
    ten = Counter({":asked": 10, "always": 10})
    [parcel] = parcels({"2026-05": alone, "2026-06": ten})
    assert (parcel.month, parcel.shown) == ("2026-06", alone + ten)


def test_a_correction_that_would_leave_nearly_all_of_one_bad_mind_waits():
    released = {"2026-05": Counter(always=2, never=10)}
    assert released_by({"2026-05": Counter(always=-1, never=1)}, released) == []


@pytest.mark.parametrize(
    ("gone", "is_released"), [(1, False), (9, False), (10, True), (15, False), (20, True)]
)
def test_people_who_went_leave_nobody_or_enough(gone, is_released):
    released = {"2026-04": Counter(always=20)}
    assert bool(released_by({"2026-04": Counter(always=-gone)}, released)) == is_released


def parts(waiting, whole, released=None):
    found = {name: Counter(people=number) for name, number in waiting.items()}
    before = {name: Counter(people=number) for name, number in (released or {}).items()}
    return ready_parts(before, found, whole, Counter.total)


@pytest.mark.parametrize(
    ("whole", "released"),
    [(10, ["en"]), (13, []), (20, ["en"]), (None, ["en"])],
)
def test_no_group_is_released_that_leaves_a_few_of_the_whole(whole, released):
    assert parts({"en": 10, "ur": 3}, whole) == released


def test_the_largest_groups_are_released_first():
    assert parts({"en": 30, "cy": 12, "ur": 14, "so": 3}, 59) == ["en", "ur"]


def test_a_group_moves_by_ten():
    assert parts({"en": 9}, 100, {"en": 30}) == []
    assert parts({"en": 10}, 100, {"en": 30}) == ["en"]


@pytest.mark.parametrize(
    ("waiting", "why"),
    [
        ([], Reason.TOO_FEW),
        ([9], Reason.TOO_FEW),
        ([6, 3], Reason.TOO_FEW),
        ([6, 6], Reason.WAITING),
        ([12], Reason.ALIKE),
        ([3, 12], Reason.ALIKE),
    ],
)
def test_why_nothing_is_released(waiting, why):
    assert why_hidden(waiting) is why


def test_all_but_one_are_alike_as_all_are():
    assert [alike({"never": n}, 12, BAD) for n in (12, 11, 10)] == [True, True, False]
    assert not alike({"always": 12}, 12, BAD)


months = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=9)


@given(months, months)
def test_every_difference_of_two_spans_and_two_dates_is_nobody_or_ten(first, second):
    released: dict[str, Counter[str]] = {}
    waiting: dict[str, Counter[str]] = {}
    sets: list[Counter[str]] = []
    for answers in (first, second):
        for number, (good, bad) in enumerate(answers):
            waiting.setdefault(f"2026-{number:02d}", Counter()).update(always=good, never=bad)
        for parcel in list(ready(released, waiting, Counter.total, BAD)):
            for month, codes in parcel.taken.items():
                waiting[month].subtract(codes)
            released.setdefault(parcel.month, Counter()).update(parcel.shown)
            sets.append(parcel.shown)
    assert all(each.total() >= TEN for each in sets)
    assert all(each["never"] <= each.total() - 2 for each in sets)
    assert all(each.total() >= TEN for each in released.values())
    left = sum(each.total() for each in waiting.values())
    assert left + sum(each.total() for each in released.values()) == sum(map(sum, first + second))
