"""The one gate that every figure passes, so that nobody can be found in it.

Pages, charts, exports and descriptions of charts get their figures here. A `Figure` cannot be made
anywhere else, so what is hidden has no number that a template could print by mistake.

The rules (GP Patient Survey threshold; complement as for two-way tables of official statistics):

1. A group of fewer than `threshold` people is hidden (`groups`).
2. The total is shown, so what is hidden together must be nobody, or at least two groups of at
   least `threshold` people; the next smallest group is hidden until that is so. In a two-way table
   this holds for whatever can be got by adding and subtracting rows and columns (`tables`).
3. Where all of a group gave the same sensitive answer, it reads "more than 90 %" (`figures`).
4. A figure that was shown stays until at least 5 more people are in it or have left it (`batches`).
5. A filter is refused when it differs from filters shown before by a few people (`overlaps`).
6. Comments are withheld with their group, and beside two demographic labels; nothing is told by
   more than two dimensions (`limits`).

A hidden group does not say which rule hid it: to tell would be to tell how large it is.
"""

from app.statistics.disclosure.batches import (
    FRESH,
    Cut,
    ReleasedCut,
    may_follow,
    next_release,
    next_releases,
    together,
)
from app.statistics.disclosure.figures import (
    SMALLEST_PERCENT_BASE,
    Cell,
    Code,
    Figure,
    Masked,
    figure,
    figures,
    small_counts_hidden,
    unanimous,
)
from app.statistics.disclosure.groups import (
    LOWEST_THRESHOLD,
    THRESHOLD,
    Group,
    Hidden,
    Released,
    is_safe_size,
    leaves_few,
    release,
    release_total,
)
from app.statistics.disclosure.limits import check_dimensions, comments_may_show
from app.statistics.disclosure.overlaps import Cells, conflicts
from app.statistics.disclosure.tables import SPREAD, TwoWay, release_table

__all__ = [
    "FRESH",
    "LOWEST_THRESHOLD",
    "SMALLEST_PERCENT_BASE",
    "SPREAD",
    "THRESHOLD",
    "Cell",
    "Cells",
    "Code",
    "Cut",
    "Figure",
    "Group",
    "Hidden",
    "Masked",
    "Released",
    "ReleasedCut",
    "TwoWay",
    "check_dimensions",
    "comments_may_show",
    "conflicts",
    "figure",
    "figures",
    "is_safe_size",
    "leaves_few",
    "may_follow",
    "next_release",
    "next_releases",
    "release",
    "release_table",
    "release_total",
    "small_counts_hidden",
    "together",
    "unanimous",
]
