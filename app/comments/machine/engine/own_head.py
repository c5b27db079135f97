"""An organisation's own head: what its readers' corrections add to the shipped one.

Multinomial logistic regression on the shared layers, added to the shipped head's scores and held
close to nothing by a ridge penalty, so that a few dozen corrections move it and do not break it.
It is kept only where a frozen fifth of the corrections, never trained on, is read better by it.
"""

import hashlib
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.heads import SENTIMENTS, Floats, softmax

FEWEST: Final = 50
FOLDS: Final = 5
RIDGE: Final = 0.02
STEPS: Final = 400
RATE: Final = 0.5

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class OwnHead:
    """What is added to the shipped scores: `weight` is 3 × 256, `bias` 3."""

    weight: Floats
    bias: Floats

    def added(self, hidden: Floats) -> Floats:
        """The scores to add, a row for each row of the shared layers."""
        return np.asarray(hidden @ self.weight.T + self.bias, np.float32)

    def packed(self) -> bytes:
        """The head as it is stored."""
        file = io.BytesIO()
        np.savez(file, weight=self.weight, bias=self.bias)
        return file.getvalue()

    @classmethod
    def unpacked(cls, stored: bytes) -> "OwnHead":
        """The head that was stored."""
        with np.load(io.BytesIO(stored)) as arrays:
            return cls(arrays["weight"], arrays["bias"])


@dataclass(frozen=True)
class Trial:
    """A head that was trained, and how the frozen fold is read without it and with it."""

    head: OwnHead
    trained_on: int
    measured_on: int
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        """Whether it is worth keeping."""
        return self.after > self.before


def train(
    comment_ids: Sequence[uuid.UUID], hidden: Floats, scores: Floats, labels: Sequence[str]
) -> Trial:
    """Train on the corrections outside the frozen fold and measure on those inside.

    Args:
        comment_ids: which comments were corrected; they decide the fold, whenever it is trained.
        hidden: the shared layers of each.
        scores: what the shipped head says of each, before any calibration.
        labels: what a person said of each.

    Raises:
        ValueError: when there are fewer than 50, or one of the folds is empty.
    """
    if len(labels) < FEWEST:
        raise ValueError(f"an own head needs {FEWEST} corrections, there are {len(labels)}")
    wanted = np.array([SENTIMENTS.index(label) for label in labels], np.int64)
    is_frozen = np.array([in_frozen_fold(each) for each in comment_ids])
    if is_frozen.all() or not is_frozen.any():
        raise ValueError("one of the folds has no correction")
    head = _fitted(hidden[~is_frozen], scores[~is_frozen], wanted[~is_frozen])
    held, ratings = wanted[is_frozen], scores[is_frozen]
    return Trial(
        head=head,
        trained_on=int((~is_frozen).sum()),
        measured_on=int(is_frozen.sum()),
        before=_macro_f1(ratings, held),
        after=_macro_f1(ratings + head.added(hidden[is_frozen]), held),
    )


def in_frozen_fold(comment_id: uuid.UUID) -> bool:
    """Whether a correction of this comment is only ever measured on."""
    return hashlib.sha256(comment_id.bytes).digest()[0] % FOLDS == 0


def _fitted(hidden: Floats, scores: Floats, wanted: Labels) -> OwnHead:
    """Gradient descent on a convex loss: the same corrections always give the same head."""
    spread = hidden.std() or 1.0
    rows = (hidden / spread).astype(np.float64)
    weight = np.zeros((len(SENTIMENTS), rows.shape[1]))
    bias = np.zeros(len(SENTIMENTS))
    target = np.eye(len(SENTIMENTS))[wanted]
    rate = RATE / max(1.0, float((rows**2).sum(axis=1).mean()) / 4)
    for _ in range(STEPS):
        error = softmax(np.asarray(scores + rows @ weight.T + bias, np.float32)) - target
        weight -= rate * (error.T @ rows / len(rows) + RIDGE * weight)
        bias -= rate * error.mean(axis=0)
    return OwnHead((weight / spread).astype(np.float32), bias.astype(np.float32))


def _macro_f1(scores: Floats, wanted: Labels) -> float:
    ratings = scores.argmax(axis=1)
    each = []
    for label in sorted(set(wanted.tolist())):
        both = int(((ratings == label) & (wanted == label)).sum())
        each.append(2 * both / int((ratings == label).sum() + (wanted == label).sum()))
    return float(np.mean(each))
