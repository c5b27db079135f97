"""How two records differ, entry by entry."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

ARROW: Final = " -> "

Moves = Sequence[tuple[str, str]]
"""What stands in the earlier record, and what is wanted in its place since it was renamed."""


def differences(
    before: Mapping[str, str], after: Mapping[str, str], moves: Moves = ()
) -> Iterator[str]:
    """A unified diff of each entry that differs; entries that are in one record only are named.

    Args:
        before: the earlier record: what was seen, by the entry's name.
        after: the later one.
        moves: differences that are wanted throughout, and are no difference here.
    """
    moved = {_moved(name, moves): _moved(text, moves) for name, text in before.items()}
    for name in sorted(moved.keys() | after.keys()):
        if name not in after:
            yield f"only before: {name}"
        elif name not in moved:
            yield f"only after: {name}"
        elif moved[name] != after[name]:
            yield from difflib.unified_diff(
                moved[name].splitlines(),
                after[name].splitlines(),
                f"before: {name}",
                f"after: {name}",
                lineterm="",
                n=1,
            )


def read_moves(path: Path) -> Moves:
    """The moves of a file: `old -> new` on each line, such as `/staff/home -> /staff/`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(ARROW) for line in lines if ARROW in line and line[0] != "#")
    return [(old, new) for old, _, new in pairs]


def _moved(text: str, moves: Moves) -> str:
    for old, new in moves:
        text = text.replace(old, new)
    return text
