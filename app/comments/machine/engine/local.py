"""An encoder of somebody's own, which says the sentiment in place of ours where it was measured.

It is never the default, and nothing of it ships. `ownwords analysis train` makes heads for it, and
tunes it where it can be tuned; `ownwords analysis evaluate` measures what came out. In languages in
which it was measured and is right often enough it says the sentiment; in all others the shipped
model goes on. Themes, harm and likeness stay with the shipped model.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.comments.machine.engine.calibration import Calibration, LanguageFigures
from app.comments.machine.engine.embedding import Encoder
from app.comments.machine.engine.heads import Heads, HeadScores
from app.comments.machine.engine.installed import digest, encoder_in, is_for_transformers
from app.kernel.errors import Refused

FOLDER: Final = "local"
"""Inside the data folder's `model`: what was made for the encoder that somebody installed."""
TRAINED: Final = "trained.json"
MEASURED: Final = "measured.json"
LOCAL_HEADS: Final = "heads.npz"
LOCAL_TUNED: Final = "tuned.npz"
SEEN: Final = "seen.npy"
CARD: Final = "CARD.md"
KEPT: Final = (TRAINED, MEASURED, LOCAL_HEADS, LOCAL_TUNED, SEEN, CARD)
SURELY: Final = 1.0


@dataclass(frozen=True)
class LocalModel:
    """An encoder, the heads that were trained on it, and the languages in which they count."""

    encoder: Encoder
    heads: Heads
    languages: frozenset[str]

    def instead(
        self,
        scores: HeadScores,
        texts: Sequence[str],
        ratings: Sequence[int | None],
        chosen: Sequence[bool],
    ) -> HeadScores:
        """What was said of some comments, with its own sentiments of those that are chosen."""
        rows = np.flatnonzero(chosen)
        if not len(rows):
            return scores
        embeddings = self.encoder.embed([texts[int(row)] for row in rows])
        own = self.heads.read(embeddings, [ratings[int(row)] for row in rows])
        care, public = scores.care.copy(), scores.public.copy()
        care[rows], public[rows] = own.care, own.public
        return replace(scores, care=care, public=public)

    def speaks(self, language: str) -> bool:
        """Whether it was measured in a language, and is right often enough."""
        return language in self.languages


def kept_in(folder: Path) -> Path:
    """Where all is kept that was made for an installed encoder, in the folder of models."""
    return folder / FOLDER


def untrained(folder: Path, kept: Path) -> str | None:
    """Why nothing can be read with the encoder of a folder yet, or None where it can.

    Raises:
        Refused: when there is no such encoder.
    """
    if not folder.is_dir():
        raise Refused(f"OWNWORDS_MODEL: there is no folder {folder}.")
    # Refuses a folder without an encoder.
    is_for_transformers(folder)
    known = _known(kept / TRAINED)
    if known.get("encoder") != digest(folder):
        return f"nothing was trained for {folder}: ownwords analysis train --data DIR"
    return None


def unmeasured(folder: Path, kept: Path) -> str | None:
    """Why what was trained is not believed anywhere, or None where it is.

    Raises:
        Refused: when there is no such encoder.
    """
    problem = untrained(folder, kept)
    if problem:
        return problem
    if not believed(kept):
        return (
            "what was trained is right often enough in no language that was measured: "
            "ownwords analysis evaluate --data DIR"
        )
    return None


def local_model(folder: Path, kept: Path) -> LocalModel:
    """What was trained for the encoder of a folder.

    Raises:
        Refused: when nothing was, or when it cannot be read here.
    """
    problem = untrained(folder, kept)
    if problem:
        raise Refused(f"OWNWORDS_MODEL: {problem}.")
    deltas = {}
    if (kept / LOCAL_TUNED).is_file():
        with np.load(kept / LOCAL_TUNED) as stored:
            deltas = dict(stored)
    heads = Heads.from_files([kept / LOCAL_HEADS])
    return LocalModel(encoder_in(folder, deltas), heads, frozenset(believed(kept)))


def believed(kept: Path) -> dict[str, LanguageFigures]:
    """The languages in which what was trained last is right often enough, and its figures there."""
    measured = _known(kept / MEASURED)
    if measured.get("trained") != _version(kept):
        return {}
    return {
        code: LanguageFigures(each["temperature"], each["threshold"])
        for code, each in measured["languages"].items()
        if each["threshold"] <= SURELY
    }


def calibrated(calibration: Calibration, kept: Path) -> Calibration:
    """The calibration with the languages in which the local model counts, under another version."""
    stored = (kept / MEASURED).read_bytes()
    mark = hashlib.sha256(stored).hexdigest()[:5]
    return replace(
        calibration,
        version=f"{calibration.version}+local-{mark}",
        languages={**calibration.languages, **believed(kept)},
    )


def save_measured(languages: Mapping[str, Mapping[str, Any]], kept: Path) -> None:
    """Keep what was measured of what was trained last, so that it counts from now on."""
    text = json.dumps({"trained": _version(kept), "languages": languages}, indent=1)
    (kept / MEASURED).write_text(text + "\n", encoding="utf-8")


def _version(kept: Path) -> str | None:
    version: str | None = _known(kept / TRAINED).get("version")
    return version


def _known(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found
