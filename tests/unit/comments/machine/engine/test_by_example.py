"""A theme of one's own is found again from twenty examples."""

import numpy as np
import pytest

from app.comments.machine.engine.by_example import likeness


def rows(number, towards, random):
    made = random.normal(0, 0.3, (number, 384))
    made[:, towards] += 3
    return made.astype(np.float32)


def test_comments_like_the_examples_are_found_among_many():
    random = np.random.default_rng(1)
    others = np.vstack([rows(200, 1, random), rows(15, 2, random)])
    found = likeness(rows(20, 2, random), others)
    assert found[200:].min() > 0.5 > found[:200].max()


def test_it_needs_twenty_and_bears_none_to_seek_in():
    random = np.random.default_rng(1)
    with pytest.raises(ValueError, match="from 20 comments, there are 19"):
        likeness(rows(19, 2, random), rows(5, 1, random))
    assert likeness(rows(20, 2, random), rows(0, 1, random)).tolist() == []
