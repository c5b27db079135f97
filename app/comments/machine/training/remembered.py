"""The numbers of texts, kept beside what was trained: most of measuring is reading them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from app.comments.machine.engine.embedding import Encoder, Floats
from app.comments.machine.training.examples import text_number

FILE: Final = "numbers.npz"
AT_ONCE: Final = 256


class Remembering:
    """An encoder that reads each text once, in this process and in later ones.

    `version` says what the numbers are of: others in the file are forgotten.
    """

    def __init__(self, encoder: Encoder, file: Path, version: str) -> None:
        self._encoder, self._file, self._version = encoder, file, version
        self._rows: dict[int, Floats] = {}
        if file.is_file():
            with np.load(file) as stored:
                if str(stored["version"]) == version:
                    self._rows = dict(zip(stored["texts"].tolist(), stored["rows"], strict=True))

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        numbers = [text_number(text) for text in texts]
        new = {
            number: text
            for number, text in zip(numbers, texts, strict=True)
            if number not in self._rows
        }
        for start in range(0, len(new), AT_ONCE):
            some = dict(list(new.items())[start : start + AT_ONCE])
            rows = self._encoder.embed(list(some.values())).astype(np.float16)
            self._rows.update(zip(some, rows, strict=True))
        return np.stack([self._rows[number] for number in numbers]).astype(np.float32)

    def save(self) -> None:
        """Keep what was read for another time."""
        texts = np.array(list(self._rows), np.uint64)
        rows = np.stack(list(self._rows.values()))
        np.savez(self._file, version=self._version, texts=texts, rows=rows)
