"""What a fit says of rows that it never saw is what a fit without them says."""

import numpy as np
import pytest

from app.comments.machine.training.regression import Problem, fitted, left_out


@pytest.fixture
def problem():
    random = np.random.default_rng(3)
    rows = random.normal(size=(240, 4))
    labels = (rows[:, :3] + random.normal(size=(240, 3))).argmax(axis=1)
    return Problem.of(rows, labels, 0.01)


def chances(problem, rows, found):
    scores = problem.rows[rows] @ found
    powers = np.exp(scores)
    return powers / powers.sum(axis=1, keepdims=True)


def test_the_fit_is_at_its_optimum(problem):
    found = fitted(problem)
    wanted = np.eye(3)[problem.labels]
    error = (chances(problem, slice(None), found) - wanted) * problem.weights[:, None]
    slope = problem.rows.T @ error / len(problem.rows) + problem.ridge * found
    assert np.abs(slope).max() < 1e-8


@pytest.mark.parametrize("size", [3, 60])
def test_left_out_rows_are_read_as_by_a_fit_without_them(problem, size):
    groups = [np.arange(start, start + size) for start in range(0, 240, size)]
    found = left_out(problem, groups)
    for rows in groups[:2]:
        chosen = np.zeros(240, bool)
        chosen[rows] = True
        without = fitted(problem.without(chosen))
        assert found[rows] == pytest.approx(chances(problem, rows, without), abs=1e-4)


def test_rare_labels_count_for_more(problem):
    rare, often = (
        problem.labels == each for each in np.argsort(np.bincount(problem.labels))[[0, 2]]
    )
    assert problem.weights[rare][0] > problem.weights[often][0]
    assert problem.weights.mean() == pytest.approx(1)
