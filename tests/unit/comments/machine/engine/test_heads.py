"""Heads: of two tunings, the mean of what both say counts."""

import numpy as np
import pytest

from app.comments.machine.engine.heads import SCALE, Heads, gelu
from tests.engine import TOPS


def member(*, care):
    """Heads on rows of two numbers that say the first shared number times `care` of the poles."""
    weights = {
        "shared.weight": np.concatenate([np.eye(2), np.zeros((2, 5))], axis=1),
        "shared.bias": np.zeros(2),
        "topics.weight": np.eye(2),
        "topics.bias": np.zeros(2),
    }
    for name, width in TOPS.items():
        weights |= {
            f"tops.{name}.weight": np.zeros((width, 2)),
            f"tops.{name}.bias": np.zeros(width),
        }
    weights["tops.care.weight"][2, 0] = care
    return weights


def test_each_reads_its_own_rows_as_long_as_they_were_when_it_was_trained():
    side_by_side = np.array([[1, 0, 0, 1]], np.float32) / 2**0.5
    heads = Heads([member(care=1), member(care=5)])
    assert heads.hidden(side_by_side, [None]) == pytest.approx(
        np.concatenate([gelu(np.array([[SCALE, 0]])), gelu(np.array([[0, SCALE]]))], axis=1)
    )
    assert heads.read(side_by_side, [None]).care[0] == pytest.approx([0, 0, SCALE / 2])


def test_a_rating_beyond_the_scale_is_none():
    heads = Heads([member(care=1)])
    rows = np.zeros((3, 2), np.float32)
    said = heads.read(rows, [0, None, 6])
    assert said.care.tolist() == [[0, 0, 0]] * 3
