"""What is never shown of a group, however large: comments beside several labels."""

from typing import Final

from app.disclosure.groups import Hidden, Released

MOST_LABELS: Final = 1


def comments_may_show(group: Released | Hidden, labels: int) -> bool:
    """Whether the comments of a group may be shown to people who are not its readers.

    Args:
        group: the group, as the gate decided of it.
        labels: demographic labels that would stand beside each comment (age band, religion …).
    """
    return isinstance(group, Released) and labels <= MOST_LABELS
