"""Whether filters that share nobody can be taken out of a group so that a few people are left.

Cells that lie in the same filters are one piece. Pieces are numbered, so that a set of them is one
whole number, a bit for each: then thousands of ways to take out filters are tried in milliseconds.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

Cells = frozenset[Hashable]
MOST_STEPS: Final = 400


class Tilings:
    """Tries to take filters (tiles) out of groups around them, `MOST_STEPS` steps in all."""

    def __init__(self, sizes: Mapping[Hashable, int], threshold: int) -> None:
        self._sizes = sizes
        self._threshold = threshold
        self._steps = MOST_STEPS

    def leave_few(self, group: Cells, tiles: Sequence[Cells]) -> bool:
        """Whether taking out tiles can leave 1 to threshold - 1 people, or steps run out."""
        loose = group.difference(*tiles)
        if not tiles or len(loose) >= self._threshold:
            return False
        search = _Search(*_in_pieces(group, tiles, self._sizes), self._threshold, self._steps)
        found = search.leaves_few()
        self._steps = search.steps
        return found


def _in_pieces(
    group: Cells, tiles: Sequence[Cells], sizes: Mapping[Hashable, int]
) -> tuple[list[int], list[int]]:
    """The people in each piece of the group, and each tile as the set of its pieces."""
    tiles_of = dict.fromkeys(group, 0)
    for number, tile in enumerate(tiles):
        for cell in tile:
            tiles_of[cell] |= 1 << number
    people: Counter[int] = Counter()
    for cell, signature in tiles_of.items():
        people[signature] += sizes[cell]
    in_order = sorted(people)
    pieces = [0] * len(tiles)
    for piece, signature in enumerate(in_order):
        for number in _bits(signature):
            pieces[number] |= 1 << piece
    return [people[signature] for signature in in_order], pieces


class _Search:
    """Takes out tiles, piece by piece: a piece is in one of its tiles, or among those left.

    Pieces have one order in every process, so that running out of steps is the same in each.
    """

    def __init__(self, people: list[int], tiles: list[int], threshold: int, steps: int) -> None:
        self._people = people
        self._tiles = tiles
        self._threshold = threshold
        self._small = sum(1 << piece for piece, base in enumerate(people) if base < threshold)
        self._failed: set[tuple[int, int]] = set()
        self.steps = steps

    def leaves_few(self) -> bool:
        return self._from((1 << len(self._people)) - 1, 0, self._tiles)

    def _from(self, rest: int, left: int, tiles: Iterable[int]) -> bool:
        if (rest, left) in self._failed:
            return False
        self.steps -= 1
        if self.steps < 0 or self._leads_to_few(rest, left, tiles):
            return True
        self._failed.add((rest, left))
        return False

    def _leads_to_few(self, rest: int, left: int, tiles: Iterable[int]) -> bool:
        inside = [tile for tile in tiles if tile & rest == tile]
        covered, twice = _coverage(inside)
        left += self._weight(rest & ~covered)
        rest &= covered
        if left >= self._threshold or not (left or rest & self._small):
            return False
        return not rest or self._splits(rest, left, inside, _lowest(rest & ~twice or rest))

    def _splits(self, rest: int, left: int, tiles: Sequence[int], piece: int) -> bool:
        """Try every tile of the piece that has the fewest, then to leave the piece."""
        fitting = (tile for tile in tiles if tile & piece)
        if any(self._from(rest & ~tile, left, tiles) for tile in fitting):
            return True
        left += self._weight(piece)
        return left < self._threshold and self._from(rest & ~piece, left, tiles)

    def _weight(self, pieces: int) -> int:
        """People in the pieces; the threshold where they are that many or more."""
        if pieces.bit_count() >= self._threshold:
            return self._threshold
        return sum(self._people[piece] for piece in _bits(pieces))


def _coverage(tiles: Iterable[int]) -> tuple[int, int]:
    """The pieces that lie in a tile, and those that lie in two or more."""
    once = twice = 0
    for tile in tiles:
        twice |= once & tile
        once |= tile
    return once, twice


def _lowest(pieces: int) -> int:
    return pieces & -pieces


def _bits(number: int) -> Iterable[int]:
    while number:
        lowest = _lowest(number)
        yield lowest.bit_length() - 1
        number ^= lowest
