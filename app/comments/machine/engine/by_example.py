"""Finding comments that are like some examples: a theme of one's own, from twenty comments.

A ridge-penalised logistic regression on the embeddings, examples against everything else. What else
there is was never looked at by anybody, so much of it may belong to the theme: each half of it is
scored by what was fitted against the other half, never by what took it for a counterexample.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.heads import logistic

FEWEST: Final = 20
STEPS: Final = 300
RATE: Final = 2.0
RIDGE: Final = 0.002

Floats = NDArray[np.float32]


def likeness(examples: Floats, others: Floats) -> Floats:
    """How much each other comment is like the examples, from 0 to 1.

    Args:
        examples: a row of an embedding for each comment of the theme, 20 at least.
        others: the same for the comments that are sought in.

    Raises:
        ValueError: when there are fewer examples.
    """
    if len(examples) < FEWEST:
        raise ValueError(f"a theme is learned from {FEWEST} comments, there are {len(examples)}")
    found = np.zeros(len(others), np.float32)
    halves = np.arange(len(others)) % 2
    for half in (0, 1):
        against, sought = others[halves != half], others[halves == half]
        if len(against) and len(sought):
            found[halves == half] = _fitted(examples, against, sought)
    return found


def _fitted(examples: Floats, against: Floats, sought: Floats) -> Floats:
    middle = against.mean(axis=0)
    rows = np.vstack([examples, against]) - middle
    spread = float(np.linalg.norm(rows, axis=1).mean()) or 1.0
    rows = rows / spread
    wanted = np.concatenate([np.ones(len(examples)), np.zeros(len(against))])
    # Both sides weigh the same, however many comments there are.
    weights = np.where(wanted == 1, 0.5 / len(examples), 0.5 / len(against))
    slope, offset = np.zeros(rows.shape[1]), 0.0
    for _ in range(STEPS):
        error = weights * (1 / (1 + np.exp(-(rows @ slope + offset))) - wanted)
        slope -= RATE * (rows.T @ error + RIDGE * slope)
        offset -= RATE * float(error.sum())
    scores = np.asarray((sought - middle) / spread @ slope + offset, np.float32)
    return logistic(scores)
