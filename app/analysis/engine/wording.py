"""How a comment and what was asked are put together for the encoder."""

from typing import Final

LONGEST: Final = 2000
"""Characters of a comment that are read: more than the encoder's 512 pieces ever hold."""


def with_question(text: str, question: str) -> str:
    """The question before the comment, since "nothing" says different things to different ones."""
    text = text[:LONGEST]
    return f"{question} {text}" if question else text
