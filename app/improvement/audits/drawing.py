"""Drawing a random sample of records that anybody can draw again.

The numbers 1 to N are put into the order of SHA-256 of "seed:number", and the first n are the
sample. Which of them are audited twice goes by SHA-256 of "seed:twice:number". Both can be checked
with any tool that knows SHA-256; nothing depends on the version of a library.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

from app.kernel.errors import Refused
from app.statistics.drawing import in_drawn_order

MOST_RECORDS: Final = 100_000
MOST_SAMPLED: Final = 2_000
WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many records there are, how many are drawn, and per cent of those audited twice."""

    population: int
    size: int
    double_share: int = 0

    @property
    def doubles(self) -> int:
        """How many records are audited twice: the share, rounded up."""
        return ceil(self.size * self.double_share / WHOLE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Numbers of records in rising order; `doubles` are those audited twice."""

    numbers: tuple[int, ...]
    doubles: tuple[int, ...]


def checked_sampling(sampling: Sampling) -> Sampling:
    """The same, if such a sample can be drawn.

    Raises:
        Refused: when it cannot; the message says why.
    """
    population, size, share = sampling.population, sampling.size, sampling.double_share
    if not 1 <= population <= MOST_RECORDS:
        raise Refused(
            f"There are {population} records to audit. Type a number from 1 to {MOST_RECORDS}."
        )
    if not 1 <= size <= MOST_SAMPLED:
        raise Refused(
            f"A sample of {size} cannot be audited. Type a number from 1 to "
            f"{min(population, MOST_SAMPLED)}."
        )
    if size > population:
        raise Refused(
            f"{size} records cannot be drawn from {population}. Draw {population} or fewer, or "
            "correct how many records there are."
        )
    if not 0 <= share <= WHOLE:
        raise Refused(f"The share audited twice is from 0 to 100 per cent, not {share}.")
    return sampling


def draw(sampling: Sampling, seed: str) -> Drawn:
    """The sample that this seed gives."""
    numbers = in_drawn_order(range(1, sampling.population + 1), f"{seed}:")[: sampling.size]
    doubles = in_drawn_order(numbers, f"{seed}:twice:")[: sampling.doubles]
    return Drawn(tuple(sorted(numbers)), tuple(sorted(doubles)))
