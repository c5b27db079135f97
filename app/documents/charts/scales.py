"""From values to places in a drawing, and to words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, log10
from typing import Final

MOST_STEPS: Final = 5
NICE: Final = (1, 2, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` laid out from `start` to `end`, per cent of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value, to a hundredth of a per cent."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def holds(self, value: float) -> bool:
        """Whether the value lies in the drawing."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Measure:
    """What values are of: their unit, the least and most they can be, and decimals to show.

    A drawing reaches over `span` at least, so that a small change does not look like a large one.
    """

    unit: str = ""
    floor: float | None = None
    ceiling: float | None = None
    decimals: int = 0
    span: float = 1

    def in_words(self, value: float) -> str:
        """The value in words, rounded half up as a person would."""
        return f"{Decimal(str(value)).quantize(self.smallest, ROUND_HALF_UP)}{self.unit}"

    @property
    def smallest(self) -> Decimal:
        """The smallest difference that is shown."""
        return Decimal(1).scaleb(-self.decimals)

    def clamped(self, value: float) -> float:
        """The value, or the least or most that there can be."""
        above = value if self.floor is None else max(self.floor, value)
        return above if self.ceiling is None else min(self.ceiling, above)


PERCENT: Final = Measure(unit=" %", floor=0, ceiling=100, span=20)


def ticks(values: Iterable[float], measure: Measure) -> tuple[float, ...]:
    """Round numbers in even steps, six at most, that reach around all values.

    Values beyond what the measure can be are not drawn, and so need no room.
    """
    low, high = _reach([measure.clamped(value) for value in values], measure)
    step = max(_step(low, high), measure.smallest)
    first, last = _first(low, step), _last(high, step)
    return tuple(float(number * step) for number in range(first, last + 1))


def _reach(values: Sequence[float], measure: Measure) -> tuple[float, float]:
    low, high = min(values), max(values)
    more = max(0.0, measure.span - (high - low)) / 2
    return measure.clamped(low - more), measure.clamped(high + more)


def _step(low: float, high: float) -> Decimal:
    """1, 2 or 5 times a power of ten, so that the steps from below to above are few."""
    power = Decimal(10) ** floor(log10((high - low) / MOST_STEPS))
    steps = (power * nice for nice in NICE)
    return next(step for step in steps if _last(high, step) - _first(low, step) <= MOST_STEPS)


def _first(low: float, step: Decimal) -> int:
    return floor(Decimal(str(low)) / step)


def _last(high: float, step: Decimal) -> int:
    return ceil(Decimal(str(high)) / step)
