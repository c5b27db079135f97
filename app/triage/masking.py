"""Comments as everybody outside the reading view sees them."""

from collections.abc import Sequence

from app.analysis.engine.personal import mask


def masked(text: str, names: Sequence[str] = ()) -> str:
    """The text without personal details, and without the names that a reader marked."""
    return mask(text, names)
