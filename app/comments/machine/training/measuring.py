"""Measuring the model that ships, on labelled comments of somebody's own."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from app.comments.machine.engine.local import SEEN, believed, local_model, save_measured
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
from app.comments.machine.training.examples import Example, other_examples, text_number
from app.comments.machine.training.shipping import kinds, languages
from app.comments.machine.training.theme_figures import english_themes
from app.kernel.errors import Refused


def measure_shipped(*, data: Path, kept: Path, installed: Path | None) -> dict[str, Any]:
    """Figures of the shipped model on every comment of a folder.

    It was trained on the comments that its card names. Only others say how well it reads. Where an
    encoder is installed, it is that one which says the sentiment; comments that trained it are left
    out, and what is measured is kept, and says from then on in which languages it is believed.

    Args:
        data: the folder of labelled comments.
        kept: the folder in which all is kept that was made for an installed encoder.
        installed: the folder of that encoder.

    Raises:
        Refused: when the shipped model, or the installed encoder, cannot be used on this machine,
            or when no comment is left to measure on.
    """
    try:
        encoder = load_encoder(manifest_of())
    except ModelMismatch as unfit:
        raise Refused(str(unfit)) from unfit
    heads, words = heads_of(FOLDER), WordModel.from_file(FOLDER / WORDS)
    local = local_model(installed, kept) if installed else None
    examples = [replace(each, is_held_out=True) for each in other_examples(data)]
    if local:
        examples = _new(examples, kept)
    model = Model(encoder, heads, words, local)
    read = model.read(examples)
    measured = languages(read)
    figures: dict[str, Any] = {
        "kinds": kinds(model, read),
        "languages": measured,
        "themes": english_themes(read),
    }
    if local:
        save_measured(measured, kept)
        figures["believed"] = sorted(believed(kept))
    return figures


def _new(examples: list[Example], kept: Path) -> list[Example]:
    """Those that trained nothing of what was made for an installed encoder."""
    known = set(np.load(kept / SEEN).tolist())
    new = [each for each in examples if text_number(each.text) not in known]
    if not new:
        raise Refused("Every comment there trained the model that is to be measured. Take others.")
    return new
