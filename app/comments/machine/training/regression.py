"""Multinomial logistic regression with a ridge penalty, and what it says of rows it never saw.

Fitted by Newton's method. Leaving out a few rows moves the optimum a little, so that it is found
again by steps with the same second derivatives (the chord method), until it moves no more: what
comes out is the fit without those rows, and no approximation of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

STEPS: Final = 30
CLOSE: Final = 1e-4
MANY: Final = 0.02
"""Where more rows than this share are left out, the second derivatives are worked out again."""

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Problem:
    """Rows with a last column of ones, the label of each, how much each counts, and the penalty."""

    rows: Matrix
    labels: Labels
    weights: Matrix
    ridge: float

    @property
    def classes(self) -> int:
        """How many labels there are."""
        return int(self.labels.max()) + 1

    @classmethod
    def of(cls, rows: NDArray[np.floating], labels: Labels, ridge: float) -> "Problem":
        """Rare labels count for more, by the root of their share, as for the heads that ship."""
        shares = np.bincount(labels) / len(labels)
        weights = shares**-0.5
        with_ones = np.hstack([rows, np.ones((len(rows), 1))]).astype(np.float64)
        return cls(with_ones, labels, (weights / (weights * shares).sum())[labels], ridge)

    def without(self, chosen: NDArray[np.bool_]) -> "Problem":
        """The same without some rows."""
        return Problem(self.rows, self.labels, np.where(chosen, 0.0, self.weights), self.ridge)


def fitted(problem: Problem) -> Matrix:
    """What each column says for each label."""
    found = np.zeros((problem.rows.shape[1], problem.classes))
    for _ in range(STEPS):
        step = _solved(_curvature(problem, found), _slope(problem, found))
        found -= step
        if np.abs(step).max() < CLOSE:
            break
    return found


def left_out(problem: Problem, groups: Sequence[NDArray[np.int64]]) -> Matrix:
    """Chances of each label for the rows of each group, from a fit that never saw that group.

    Rows of no group get what the fit to all rows says.
    """
    whole = fitted(problem)
    inverse = np.linalg.inv(_curvature(problem, whole)).astype(np.float64)
    chances = _chances(problem.rows, whole)
    for rows in groups:
        chosen = np.zeros(len(problem.rows), bool)
        chosen[rows] = True
        chances[rows] = _chances(problem.rows[rows], _refitted(problem, chosen, whole, inverse))
    return chances


def _refitted(
    problem: Problem, chosen: NDArray[np.bool_], whole: Matrix, inverse: Matrix
) -> Matrix:
    some = problem.without(chosen)
    if chosen.mean() > MANY:
        return fitted(some)
    found = whole.copy()
    for _ in range(STEPS):
        step = (inverse @ _slope(some, found).T.ravel()).reshape(found.T.shape).T
        found -= step
        if np.abs(step).max() < CLOSE:
            return found
    return fitted(some)


def _chances(rows: Matrix, found: Matrix) -> Matrix:
    scores = rows @ found
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _slope(problem: Problem, found: Matrix) -> Matrix:
    """The first derivatives of the penalised loss, a mean over rows."""
    error = _chances(problem.rows, found) - np.eye(problem.classes)[problem.labels]
    weighted = error * problem.weights[:, None]
    return np.asarray(problem.rows.T @ weighted / len(problem.rows) + problem.ridge * found)


def _curvature(problem: Problem, found: Matrix) -> Matrix:
    """The second derivatives, label by label."""
    chances = _chances(problem.rows, found)
    columns, classes = found.shape
    whole = np.empty((classes, columns, classes, columns))
    for one in range(classes):
        for other in range(one, classes):
            share = chances[:, one] * ((one == other) - chances[:, other]) * problem.weights
            block = problem.rows.T @ (problem.rows * share[:, None]) / len(problem.rows)
            if one == other:
                block += problem.ridge * np.eye(columns)
            whole[one, :, other, :] = block
            whole[other, :, one, :] = block.T
    return whole.reshape(classes * columns, classes * columns)


def _solved(curvature: Matrix, slope: Matrix) -> Matrix:
    return np.asarray(np.linalg.solve(curvature, slope.T.ravel()).reshape(slope.T.shape).T)
