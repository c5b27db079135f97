"""What is never shown of a group, however large: too many dimensions, comments beside labels."""

from collections.abc import Collection
from typing import Final

from app.disclosure.groups import Hidden, Released

MOST_DIMENSIONS: Final = 2
MOST_LABELS: Final = 1


def check_dimensions(dimensions: Collection[str]) -> None:
    """Refuse a cut by more than two dimensions: its cells would be a few people each.

    Raises:
        ValueError: when more than two different dimensions are named.
    """
    named = sorted(set(dimensions))
    if len(named) > MOST_DIMENSIONS:
        raise ValueError(
            f"figures are cut by {MOST_DIMENSIONS} dimensions at most, this cut names "
            f"{len(named)}: {', '.join(named)}; leave out {len(named) - MOST_DIMENSIONS}"
        )


def comments_may_show(group: Released | Hidden, labels: int) -> bool:
    """Whether the comments of a group may be shown to people who are not its readers.

    Args:
        group: the group, as the gate decided of it.
        labels: demographic labels that would stand beside each comment (age band, religion …).
    """
    return isinstance(group, Released) and labels <= MOST_LABELS
