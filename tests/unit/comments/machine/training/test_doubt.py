"""The interval of a figure says how far more comments could have moved it."""

import numpy as np
import pytest

from app.comments.machine.training.doubt import with_intervals
from app.statistics.intervals import wilson


def shares(flags):
    return lambda rows: {"share": float(np.array(flags)[rows].mean())}


def test_a_figure_of_single_comments_has_about_the_interval_of_a_share():
    found = with_intervals(shares([1, 0] * 50), range(100), {"share": 100})
    plain = wilson(50, 100)
    assert found["share"] == 0.5
    assert found["intervals"]["share"] == pytest.approx([plain.low, plain.high], abs=0.02)


def test_comments_of_one_writer_say_less_than_as_many_of_several():
    flags = [1] * 10 + [0] * 10
    alone = with_intervals(shares(flags * 5), range(100), {"share": 100})
    together = with_intervals(shares(flags * 5), np.arange(100) // 10, {"share": 100})
    widths = [np.ptp(each["intervals"]["share"]) for each in (alone, together)]
    assert widths[1] > 2 * widths[0]


def test_a_few_that_are_all_right_are_not_right_for_certain():
    found = with_intervals(shares([1, 1, 1]), range(3), {"share": 3})
    assert found["intervals"]["share"] == [round(wilson(3, 3).low, 4), 1.0]


def test_where_there_is_nothing_everything_may_be():
    found = with_intervals(lambda rows: {"share": float("nan")}, [], {"share": 0})
    assert found["intervals"]["share"] == [0.0, 1.0]
