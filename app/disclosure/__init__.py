"""The one gate that every figure passes, so that nobody can be found in it.

Pages, charts, exports and descriptions of charts get their figures here. A `Figure` cannot be made
anywhere else, so what is hidden has no number that a template could print by mistake.

The rules (`docs/decisions/0030-parcels.md` argues them):

1. A group of fewer than `threshold` people is hidden (`groups`).
2. People are released in parcels of ten or more that are never parted again, and every figure is a
sum
   of whole parcels, so that no difference of figures, however they are cut and whenever they were
   shown, is a handful (`parcels`).
3. Groups that stand beside their total leave nobody, or ten people at least (`parcels`, `groups`).
4. Where all of a group gave the same sensitive answer, or all but one, it waits for others
   (`parcels`); where figures are kept otherwise it reads "more than 90 %" (`figures`).
5. A figure that is corrected for the machine's error is worked out from what is shown alone
   (`figures`).
6. Comments are withheld with their group, and beside two demographic labels; nothing is released by
   more than two dimensions (`limits`).

A hidden group says why, in words that stand at `Reason` and do not give its size away.
"""

from app.disclosure.figures import (
    SMALLEST_PERCENT_BASE,
    Cell,
    Code,
    Estimated,
    Figure,
    Masked,
    estimated,
    figure,
    figures,
    small_counts_hidden,
    unanimous,
)
from app.disclosure.groups import (
    LOWEST_THRESHOLD,
    THRESHOLD,
    TO_LOOK_AT,
    Group,
    Hidden,
    Reason,
    Released,
    is_safe_size,
    release,
    release_total,
)
from app.disclosure.limits import comments_may_show
from app.disclosure.parcels import (
    PARCEL,
    Codes,
    Parcel,
    alike,
    is_nobody_or_enough,
    ready,
    ready_parts,
    released_next,
    together,
    why_hidden,
)

__all__ = [
    "LOWEST_THRESHOLD",
    "PARCEL",
    "SMALLEST_PERCENT_BASE",
    "THRESHOLD",
    "TO_LOOK_AT",
    "Cell",
    "Code",
    "Codes",
    "Estimated",
    "Figure",
    "Group",
    "Hidden",
    "Masked",
    "Parcel",
    "Reason",
    "Released",
    "alike",
    "comments_may_show",
    "estimated",
    "figure",
    "figures",
    "is_nobody_or_enough",
    "is_safe_size",
    "ready",
    "ready_parts",
    "release",
    "release_total",
    "small_counts_hidden",
    "together",
    "released_next",
    "unanimous",
    "why_hidden",
]
