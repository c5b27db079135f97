"""Stub."""

from collections.abc import Sequence


def masked(text: str, names: Sequence[str] = ()) -> str:
    return text
