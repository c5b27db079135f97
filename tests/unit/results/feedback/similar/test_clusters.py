"""Comments that mean about the same come together, whatever the language."""

import numpy as np

from app.results.feedback.similar.clusters import CLOSE, GONE, centred, joined, middles, nearest


def around(centre, number, random):
    rows = np.zeros((number, 384), np.float32)
    rows[:, centre] = 1
    return rows + random.normal(0, 0.01, rows.shape).astype(np.float32)


def test_groups_are_found_from_their_middle_and_a_language_is_none():
    random = np.random.default_rng(1)
    language = np.zeros(384, np.float32)
    language[300] = 3
    rows = np.vstack([around(1, 12, random), around(2, 8, random), around(3, 2, random)])
    rows[1::2] += language
    languages = (["en", "ur"] * 11)[: len(rows)]
    units = centred(rows, languages, middles(rows, languages))
    groups = joined(units)
    assert sorted(map(sorted, groups)) == [
        list(range(12)), list(range(12, 20)), [20, 21],
    ]  # fmt: skip
    [largest] = [each for each in groups if len(each) == 12]
    likeness = (units @ units.T)[np.ix_(largest, largest)].mean(axis=1)
    assert list(likeness) == sorted(likeness, reverse=True)


def one_after_another(rows):
    """Join the two nearest of all until none are near enough: slow, and beyond doubt."""
    groups = [[place] for place in range(len(rows))]
    alike = rows @ rows.T
    while len(groups) > 1:
        pairs = [
            (alike[np.ix_(one, other)].mean(), i, j)
            for i, one in enumerate(groups)
            for j, other in enumerate(groups[:i])
        ]
        near, i, j = max(pairs)
        if near < CLOSE:
            break
        groups[j] += groups.pop(i)
    return sorted(map(sorted, groups))


def test_chains_of_neighbours_give_what_joining_the_two_nearest_gives():
    random = np.random.default_rng(7)
    rows = random.normal(size=(60, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert sorted(map(sorted, joined(rows))) == one_after_another(rows)
    assert 1 < len(one_after_another(rows)) < 30


def test_a_later_comment_is_nearest_to_the_cluster_whose_members_it_is_like_on_average():
    centres = np.array([[0.75, 0.25], [0.0, 0.5]], np.float32)
    best, alike = nearest(np.array([[0.0, 1.0], [1.0, 0.0]], np.float32), centres)
    assert (best.tolist(), alike.tolist()) == ([1, 0], [0.5, 0.75])


def test_none_and_those_without_a_meaning_are_alike_to_nothing():
    assert joined(np.empty((0, 4), np.float32)) == []
    assert joined(np.zeros((2, 4), np.float32)) == [[0], [1]]
    assert GONE < -1
