"""Figures that are kept as shown are brought up to date only when enough people came or went.

Whoever looks before and after could subtract: what is left must be nobody or a whole parcel.
"""

from collections.abc import Iterable

from app.statistics.disclosure.parcels import is_nobody_or_enough


def may_follow(bases: Iterable[int], before: Iterable[int]) -> bool:
    """Whether figures may be brought up to date: each number of people moved by none or by ten.

    Raises:
        ValueError: when the two have not as many numbers.
    """
    moves = (abs(now - then) for now, then in zip(bases, before, strict=True))
    return all(is_nobody_or_enough(move) for move in moves)
