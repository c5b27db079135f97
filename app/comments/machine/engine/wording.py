"""How a comment and what was asked are put together for the encoder."""

from typing import Final

LONGEST: Final = 2000
"""Characters of a comment that are read: it takes a second for the longest."""

LONGEST_QUESTION: Final = 300
"""Characters of what was asked that are read with the comment, lest it push the comment out."""

UNSEEN: Final = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
)
"""What has no width and joins no letters, or only turns the direction of writing."""


def seen(text: str) -> str:
    """What a reader sees of a text, as far as it is read: nothing hides inside a word."""
    return text[:LONGEST].translate(UNSEEN)


def with_question(text: str, question: str) -> str:
    """The question before the comment, since "nothing" says different things to different ones."""
    text = seen(text)
    return f"{question[:LONGEST_QUESTION]} {text}" if question else text
