"""Comments that mean about the same come together, in any language. Plain numpy.

Agglomerative clustering with average linkage on embeddings, each centred on the mean of its
language so that a language is no cluster. A later comment joins the kept cluster that it is
nearest to by the same measure: its mean likeness to those who are in it.

Groups are joined along chains of nearest neighbours (Murtagh 1983), which gives what joining the
two nearest of all gives, in time and memory that grow with the square of the comments.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

CLOSE: Final = 0.5
"""Mean likeness (cosine) from which comments say about the same."""

FEWEST_TO_CENTRE: Final = 10
GONE: Final = -2.0
"""Less alike than any two comments are: a comment and itself, and what was joined away."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Middles:
    """The mean embedding of all comments, and of each language that has ten or more."""

    common: Floats
    languages: Mapping[str, Floats]


def middles(embeddings: Floats, languages: Sequence[str]) -> Middles:
    """Where the middle of each language lies.

    Args:
        embeddings: a row for each comment, at least one.
        languages: the language of each.
    """
    names = np.asarray(languages)
    return Middles(
        embeddings.mean(axis=0),
        {
            language: embeddings[names == language].mean(axis=0)
            for language in set(languages)
            if (names == language).sum() >= FEWEST_TO_CENTRE
        },
    )


def centred(embeddings: Floats, languages: Sequence[str], around: Middles) -> Floats:
    """Rows of length one, less the middle of their language, or of all where it has too few."""
    rows = embeddings - np.array([around.languages.get(each, around.common) for each in languages])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)


def joined(rows: Floats) -> list[list[int]]:
    """The positions of rows in groups whose members are alike, each group from its middle outward.

    Args:
        rows: of length one.
    """
    alike = rows @ rows.T
    groups = _chained(alike)
    return [_from_the_middle(group, alike) for group in groups]


def nearest(rows: Floats, centres: Floats) -> tuple[NDArray[np.intp], Floats]:
    """For each row the cluster that it is most like, and how much it is like those in it.

    Args:
        rows: of length one.
        centres: the mean row of each cluster, at least one.
    """
    alike = rows @ centres.T
    best = alike.argmax(axis=1)
    return best, np.asarray(alike[np.arange(len(rows)), best], np.float32)


def _chained(alike: Floats) -> list[list[int]]:
    """Join nearest neighbours of each other until none are near enough."""
    nearness = alike.copy()
    np.fill_diagonal(nearness, GONE)
    groups = {place: [place] for place in range(len(nearness))}
    unsettled = dict.fromkeys(groups)
    chain: list[int] = []
    while unsettled:
        chain = chain or [next(iter(unsettled))]
        here, best = chain[-1], int(nearness[chain[-1]].argmax())
        if nearness[here, best] < CLOSE:
            # Whatever the others come to, nothing will be near enough to this one.
            nearness[here] = nearness[:, here] = GONE
            del unsettled[here]
            chain = []
        elif len(chain) > 1 and nearness[here, chain[-2]] >= nearness[here, best]:
            _join(nearness, groups, chain[-2], here)
            del unsettled[here]
            chain = chain[:-2]
        else:
            chain.append(best)
    return list(groups.values())


def _join(nearness: Floats, groups: dict[int, list[int]], one: int, other: int) -> None:
    """The second group joins the first, which is as near to the others as both are on average."""
    sizes = len(groups[one]), len(groups[other])
    mean = (sizes[0] * nearness[one] + sizes[1] * nearness[other]) / sum(sizes)
    mean[(nearness[one] <= GONE) | (nearness[other] <= GONE)] = GONE
    nearness[one] = nearness[:, one] = mean
    nearness[other] = nearness[:, other] = GONE
    groups[one] += groups.pop(other)


def _from_the_middle(group: list[int], alike: Floats) -> list[int]:
    within = alike[np.ix_(group, group)].mean(axis=1)
    return [group[place] for place in np.argsort(-within, kind="stable")]
