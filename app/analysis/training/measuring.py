"""Measuring the model that ships, on comments that it was not trained on."""

from pathlib import Path
from typing import Any

from app.analysis.engine.heads import Heads
from app.analysis.engine.shipped import FOLDER, HEADS, Unfit, load_encoder, manifest_of
from app.analysis.training.evaluation import scored
from app.analysis.training.examples import other_examples, own_examples
from app.analysis.training.shipping import kinds, languages, signal, themes
from app.kernel.errors import Refused


def measure_shipped(*, data: Path, kept_in: Path) -> dict[str, Any]:
    """The figures of the manifest, measured again.

    Raises:
        Refused: when the shipped model cannot be used on this machine.
    """
    try:
        encoder = load_encoder(manifest_of(), kept_in, threads=2)
    except Unfit as unfit:
        raise Refused(str(unfit)) from unfit
    examples = own_examples() + other_examples(data)
    held = [each for each in examples if each.is_held_out]
    measured = scored(encoder, Heads.from_file(FOLDER / HEADS), held)
    return {
        "kinds": kinds(measured),
        "languages": languages(measured),
        "themes": themes(measured),
        "signal": signal(measured),
    }
