"""Drawing at random so that anybody can draw again, and sharing out a sample over groups.

Things are put into the order of SHA-256 of a prefix that holds the seed, followed by their name,
and the first are the sample. It can be checked with any tool that knows SHA-256; nothing depends on
the version of a library.
"""

import hashlib
import secrets
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Thing = TypeVar("Thing")
Group = TypeVar("Group", bound=Hashable)


def new_seed() -> str:
    """A seed that nobody chose."""
    return secrets.token_hex(16)


def in_drawn_order(things: Iterable[Thing], prefix: str) -> list[Thing]:
    """All of them, in the order in which this prefix draws them."""
    return sorted(things, key=lambda each: hashlib.sha256(f"{prefix}{each}".encode()).hexdigest())


def allocated(sizes: Mapping[Group, int], wanted: int, least: int) -> dict[Group, int]:
    """How many are drawn from each group, so that small groups are in the sample.

    Each group first gets the same number, `least` at most; what is left is shared out in proportion
    to who is left in the groups, by largest remainder. The sum is `wanted`, or everybody.
    """
    if not sizes:
        return {}
    wanted = min(wanted, sum(sizes.values()))
    each = min(least, wanted // len(sizes))
    drawn = {group: min(size, each) for group, size in sizes.items()}
    left = wanted - sum(drawn.values())
    others = {group: size - drawn[group] for group, size in sizes.items()}
    everybody = sum(others.values())
    if not left:
        return drawn
    for group, size in others.items():
        drawn[group] += left * size // everybody
    missing = wanted - sum(drawn.values())
    remainder = {group: left * size % everybody for group, size in others.items()}
    for group in sorted(others, key=lambda one: (-remainder[one], str(one)))[:missing]:
        drawn[group] += 1
    return drawn
