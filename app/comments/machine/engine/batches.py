"""Texts of about one length are read together, so that little of a table is empty."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def batches(
    lengths: Sequence[int], tokens: int, random: np.random.Generator | None = None
) -> list[NDArray[np.int64]]:
    """Indexes of texts of about one length, at most so many tokens in each batch.

    With `random` both what is put together and the order of the batches are left to chance.
    """
    sizes = np.asarray(lengths, dtype=float)
    jitter = random.uniform(0, 6, len(sizes)) if random is not None else 0
    found: list[NDArray[np.int64]] = []
    current: list[int] = []
    longest = 0
    for index in np.argsort(sizes + jitter, kind="stable").tolist():
        longest = max(longest, lengths[index])
        if current and longest * (len(current) + 1) > tokens:
            found.append(np.array(current))
            current, longest = [], lengths[index]
        current.append(index)
    if current:
        found.append(np.array(current))
    if random is not None:
        random.shuffle(found)
    return found


def padded(
    texts: Sequence[Sequence[int]], fill: int = 1
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Piece numbers as one table, with `fill` where a text has ended, and where they are real."""
    longest = max(map(len, texts))
    ids = np.full((len(texts), longest), fill, np.int64)
    mask = np.zeros((len(texts), longest), bool)
    for row, text in enumerate(texts):
        ids[row, : len(text)], mask[row, : len(text)] = text, True
    return ids, mask
