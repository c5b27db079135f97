"""The reading clock counts working days, bank holidays of the nation left out."""

from datetime import date

import pytest

from app.comments.queue.clock import due_before, is_working_day, part_due, working_days_between

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def test_weekends_and_bank_holidays_do_not_count():
    days = [FRIDAY, SATURDAY, MONDAY, date(2026, 12, 25), date(2026, 12, 28)]
    assert [is_working_day(day) for day in days] == [True, False, True, False, False]


def test_bank_holidays_are_those_of_the_nation():
    saint_andrew, summer = date(2026, 11, 30), date(2026, 8, 31)
    assert [is_working_day(day, "Scotland") for day in (saint_andrew, summer)] == [False, True]
    assert [is_working_day(day, "Wales") for day in (saint_andrew, summer)] == [True, False]


@pytest.mark.parametrize(
    ("until", "passed"), [(FRIDAY, 0), (SATURDAY, 0), (MONDAY, 1), (TUESDAY, 2)]
)
def test_the_clock_runs_from_the_day_after(until, passed):
    assert working_days_between(FRIDAY, until) == passed


@pytest.mark.parametrize(
    ("as_of", "part"),
    [(FRIDAY, "reader"), (MONDAY, "reader"), (TUESDAY, "deputy"), (WEDNESDAY, "nominated")],
)
def test_more_than_one_day_is_the_deputys_and_more_than_two_the_nominated_individuals(as_of, part):
    assert part_due(FRIDAY, as_of) == part


def test_a_forgotten_day_is_nobodys_delay():
    assert part_due(None, FRIDAY) == "reader"


@pytest.mark.parametrize("part", ["deputy", "nominated"])
def test_what_came_by_that_day_is_due_and_what_came_later_is_not(part):
    order = ["reader", "deputy", "nominated"]
    last = due_before(part, WEDNESDAY)
    day_after = date.fromordinal(last.toordinal() + 1)
    assert order.index(part_due(last, WEDNESDAY)) >= order.index(part)
    assert order.index(part_due(day_after, WEDNESDAY)) < order.index(part)
