"""How each theme of a comment is spoken of, which may be otherwise than the comment as a whole.

Multinomial logistic regression on the numbers of the encoder, with a weight that all themes share
and one of each theme's own, added to what the heads say of the whole comment.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.embedding import Floats
from app.comments.machine.engine.heads import SCALE


class Feelings:
    """Weights of every theme, in the order of the themes."""

    def __init__(self, arrays: Mapping[str, NDArray[np.floating]]) -> None:
        self._weights = (arrays["shared"] + arrays["own"]).astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._whole = float(arrays["whole"])

    @classmethod
    def from_file(cls, path: Path) -> "Feelings":
        """Those of a shipped file."""
        with np.load(path) as stored:
            return cls(dict(stored))

    def scores(self, embeddings: Floats, care: Floats) -> Floats:
        """Scores of negative, neutral and positive of each comment and theme, in this order.

        Args:
            embeddings: a row for each comment.
            care: what the heads say of the sentiment of each as a whole.
        """
        moved = np.einsum("tsw,nw->nts", self._weights, embeddings * SCALE) + self._bias
        return np.asarray(moved + self._whole * care[:, None, :], np.float32)
