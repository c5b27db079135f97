"""Simulated years: corrected shares hold the truth, and uncorrected ones do not."""

import numpy as np

from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.year import YEARS, simulated


def comments(share, found, false, number=1000):
    """Comments of which a share has each theme; of these so many are found, of others so many."""
    random = np.random.default_rng(1)
    has = random.random((number, len(THEMES))) < share
    said = random.random(has.shape) < np.where(has, found, false)
    return said, has


def test_shares_of_a_machine_that_misses_half_are_corrected():
    said, has = comments(0.3, 0.5, 0.02)
    found = simulated({"cy": said}, {"cy": has})
    figures = found["languages"]["cy"]
    assert figures["n"] == YEARS * len(THEMES)
    assert figures["corrected"] == 1.0
    assert figures["within"] > 0.94 > 0.05 > figures["within_uncorrected"]
    assert figures["off"] < 0.1 < figures["off_uncorrected"]
    assert {each["language"] for each in found["one"]} == {"cy"}
    assert len(found["one"]) == len(THEMES)


def test_a_theme_that_few_spoke_of_is_not_corrected():
    said, has = comments(0.02, 0.5, 0.0)
    found = simulated({"cy": said}, {"cy": has})
    assert (found["languages"]["cy"]["corrected"] < 0.01, found["one"]) == (True, [])
