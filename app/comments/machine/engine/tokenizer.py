"""Text to numbers of pieces of words, as multilingual-e5 was trained to read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

SPACE: Final = "\u2581"
PREFIX: Final = "passage: "
UNREACHED: Final = -1e30


@dataclass(frozen=True)
class Tokenizer:
    """Unigram pieces (Kudo, Subword regularization, 2018), chosen by the likeliest path.

    `pieces` gives the number of each, `scores` the logarithm of how likely each number is, `normal`
    what a character is replaced by first. `unknown` is read where no piece fits.
    """

    pieces: Mapping[str, int]
    scores: Sequence[float]
    normal: Mapping[int, str]
    unknown: int
    unknown_score: float
    begin: int
    end: int
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest", max(map(len, self.pieces)))

    def ids(self, text: str, limit: int) -> list[int]:
        """Piece numbers of a passage, at most `limit` with begin and end."""
        return self.windows(text, limit)[0]

    def windows(self, text: str, limit: int) -> list[list[int]]:
        """The same of the whole passage, one part after another."""
        path, size = self._path(self._spaced(PREFIX + text)), limit - 2
        return [
            [self.begin, *path[start : start + size], self.end]
            for start in range(0, len(path), size)
        ]

    def _spaced(self, text: str) -> str:
        text = text.translate(self.normal)
        while "  " in text:
            text = text.replace("  ", " ")
        return (text if text.startswith(" ") else f" {text}").replace(" ", SPACE)

    def _path(self, text: str) -> list[int]:
        """The pieces on the likeliest way through a text (Viterbi's method)."""
        size = len(text)
        best = [0.0] + [UNREACHED] * size
        piece, start = [0] * (size + 1), [0] * (size + 1)
        for here in range(size):
            for there, number, score in self._steps(text, here):
                if best[here] + score > best[there]:
                    best[there], piece[there], start[there] = best[here] + score, number, here
        path = []
        while size > 0:
            path.append(piece[size])
            size = start[size]
        return path[::-1]

    def _steps(self, text: str, here: int) -> Iterator[tuple[int, int, float]]:
        """Where one piece leads from here, its number and its score."""
        for there in range(here + 1, min(len(text), here + self.longest) + 1):
            number = self.pieces.get(text[here:there], self.unknown)
            if number != self.unknown:
                yield there, number, self.scores[number]
        yield here + 1, self.unknown, self.unknown_score
