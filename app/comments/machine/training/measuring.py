"""Measuring the model that ships, on labelled comments of somebody's own."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from app.comments.machine.engine.local import LocalModel, save_figures
from app.comments.machine.engine.shipped import (
    FOLDER,
    WORDS,
    ModelMismatch,
    heads_of,
    load_encoder,
    manifest_of,
)
from app.comments.machine.engine.words import WordModel
from app.comments.machine.training.evaluation import Model
from app.comments.machine.training.examples import other_examples
from app.comments.machine.training.shipping import english_themes, kinds, languages
from app.kernel.errors import Refused


def measure_shipped(*, data: Path, folder: Path, transformer: Path | None) -> dict[str, Any]:
    """Figures of the shipped model on every comment of a folder.

    It was trained on the comments that its card names. Only others say how well it reads. What is
    measured of a local model is kept, and says from then on in which languages it is believed.

    Raises:
        Refused: when the shipped model, or the local one, cannot be used on this machine.
    """
    try:
        encoder = load_encoder(manifest_of())
    except ModelMismatch as unfit:
        raise Refused(str(unfit)) from unfit
    heads, words = heads_of(FOLDER), WordModel.from_file(FOLDER / WORDS)
    local = LocalModel(transformer) if transformer else None
    model = Model(encoder, heads, words, local)
    read = model.read([replace(each, is_held_out=True) for each in other_examples(data)])
    measured = languages(read)
    if local:
        save_figures(local.version, measured, folder)
    return {
        "kinds": kinds(model, read),
        "languages": measured,
        "themes": english_themes(read),
    }
