"""How far a figure may be from what more comments would have shown: its 95 % interval.

Percentiles over draws with replacement (Efron, Annals of Statistics 7, 1979, 1-26) of whole units:
a made-up writer with all of their comments, since these are alike, or a text. Draws of a few
comments that are all right are all right too, so an interval is never narrower than Wilson's for a
share of that size on as many comments.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.statistics.intervals import wilson

DRAWS: Final = 400
SEED: Final = 20261130
ENDS: Final = (2.5, 97.5)

Rows = NDArray[np.int64]
Figures = Mapping[str, float]


def with_intervals(
    measure: Callable[[Rows], Figures], units: Sequence[Hashable], of: Figures
) -> dict[str, Any]:
    """Figures of some comments, with the interval of each that is named in `of`.

    Args:
        measure: the figures of these rows, which may come more than once.
        units: which unit each comment belongs to.
        of: on how many comments each figure stands.
    """
    figures = measure(np.arange(len(units)))
    drawn = _drawn(measure, units)
    found = {name: [each[name] for each in drawn] for name in of}
    return {
        **rounded(figures),
        "intervals": {name: _hull(figures[name], found[name], of[name]) for name in of},
    }


def rounded(figures: Figures) -> dict[str, Any]:
    """Figures as they are kept."""
    return {name: round(value, 4) for name, value in figures.items()}


def _drawn(measure: Callable[[Rows], Figures], units: Sequence[Hashable]) -> list[Figures]:
    random = np.random.default_rng(SEED)
    of_unit: defaultdict[Hashable, list[int]] = defaultdict(list)
    for row, unit in enumerate(units):
        of_unit[unit].append(row)
    rows = [np.array(each) for each in of_unit.values()]
    return [
        measure(np.concatenate([rows[each] for each in random.integers(len(rows), size=len(rows))]))
        for _ in range(DRAWS if rows else 0)
    ]


def _hull(share: float, drawn: Sequence[float], of: float) -> list[float]:
    """The wider ends of both intervals; everything where there is nothing to say it by."""
    known = [each for each in drawn if not np.isnan(each)]
    plain = None if np.isnan(share) else wilson(share * of, of) if of else None
    if not known or plain is None:
        return [0.0, 1.0]
    low, high = np.percentile(known, ENDS)
    return [round(min(float(low), plain.low), 4), round(max(float(high), plain.high), 4)]
