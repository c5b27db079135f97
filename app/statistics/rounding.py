"""The one way in which shares become whole per cent, and the sentence that says so.

Each share is rounded from its own count, halves up, as official statistics are (GSS guidance on
rounding: round from the unrounded, once). Sharing out what is left of 100 among the answers would
make them add up, but then a share would depend on its neighbours: the same count of the same base
would read 23 % here and 24 % there, and shares that are shown would give away those that are
hidden.
"""

from typing import Final

CENT: Final = 100
ROUNDING: Final = (
    "Each share is worked out from its own count and rounded by itself, halves up. So the shares "
    "of one whole may add up to a little more or less than the whole, and the share of good "
    "answers may differ by 1 from the sum of its parts; the counts always add up."
)
"""What every page, pack and file says of its shares."""


def percent_of(count: int, base: int) -> int:
    """A count as whole per cent of a base, halves up; worked out in whole numbers.

    Below zero halves go away from it, so that a balance and its opposite read alike.

    Raises:
        ZeroDivisionError: when the base is nobody.
    """
    if count < 0:
        return -percent_of(-count, base)
    return (2 * CENT * count + base) // (2 * base)


def whole_percent(proportion: float) -> int:
    """A proportion that is no count of people, such as the end of an interval, in whole per cent.

    Nine decimals are looked at, since 0.285 is a hair less than itself in a computer.
    """
    return int(round(proportion * CENT, 9) + 0.5)
