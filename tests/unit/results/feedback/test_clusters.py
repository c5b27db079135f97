"""Comments that mean about the same come together, whatever the language."""

import numpy as np
import pytest

from app.results.feedback.clusters import MOST, clusters


def around(centre, number, random):
    rows = np.zeros((number, 384), np.float32)
    rows[:, centre] = 1
    return rows + random.normal(0, 0.01, rows.shape).astype(np.float32)


def test_groups_are_found_the_largest_first_and_a_language_is_none():
    random = np.random.default_rng(1)
    language = np.zeros(384, np.float32)
    language[300] = 3
    rows = np.vstack([around(1, 12, random), around(2, 8, random), around(3, 2, random)])
    languages = (["en", "ur"] * 11)[: len(rows)]
    rows[1::2] += language
    found = clusters(rows, languages)
    assert [len(each.members) for each in found][:2] == [12, 8]
    assert found[0].members[0] in range(12)


def test_few_or_none_are_no_group():
    assert clusters(np.empty((0, 384), np.float32), []) == ()
    assert clusters(np.eye(2, 384, dtype=np.float32), ["en", "en"]) == ()


def test_too_many_are_refused():
    with pytest.raises(ValueError, match="at most"):
        clusters(np.ones((MOST + 1, 384), np.float32), ["en"] * (MOST + 1))
