"""Training heads for an encoder that somebody installed, and tuning it where it can be tuned."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.embedding import sha256
from app.comments.machine.engine.heads import Heads
from app.comments.machine.engine.installed import digest, encoder_in, is_for_transformers
from app.comments.machine.engine.local import CARD, LOCAL_HEADS, LOCAL_TUNED, SEEN, TRAINED
from app.comments.machine.training.card import local_card
from app.comments.machine.training.evaluation import Model
from app.comments.machine.training.examples import (
    Example,
    common_themes,
    other_examples,
    own_examples,
    text_number,
)
from app.comments.machine.training.parts import save_tuned
from app.comments.machine.training.shipping import kinds, languages, public, training_data
from app.comments.machine.training.tunable import FrozenEncoder, InstalledTransformer, Tunable
from app.comments.machine.training.tuning import OWN_SHARE, Tuning
from app.kernel.clock import today

RATE: Final = 1e-3


def train_local(
    *, folder: Path, data: Path, target: Path, seed: int, epochs: int
) -> dict[str, Any]:
    """Train on our own comments and others, measure on what was held out; gives what is kept.

    Nothing of it counts before `analysis evaluate` has measured it.

    Args:
        folder: where the encoder lies; nothing in it is changed.
        data: folder of labelled comments beside our own.
        target: where what was trained and its card go.

    Raises:
        Refused: when the encoder cannot be read.
    """
    examples = own_examples() + other_examples(data)
    known = [each for each in examples if each.may_train and not each.is_held_out]
    is_tunable = is_for_transformers(folder)
    sys.stderr.write(f"{len(known)} comments; {'tuning' if is_tunable else 'heads alone'}\n")
    tuning = Tuning(lambda: _begun(folder, is_tunable), known, common_themes(known), seed)
    tuning.run(np.arange(len(known)), epochs=epochs, rate=RATE, own_share=OWN_SHARE)
    target.mkdir(parents=True, exist_ok=True)
    save_tuned(tuning, target / LOCAL_TUNED, target / LOCAL_HEADS)
    np.save(target / SEEN, seen(known))
    held = [each for each in examples if each.is_held_out]
    trained = {
        "version": f"{today():%Y.%m.%d}-{sha256(target / LOCAL_HEADS)[:8]}",
        "encoder": digest(folder),
        "is_tuned": is_tunable,
        "training": training_data(examples, known),
    } | _figures(folder, target, held)
    (target / CARD).write_text(local_card(trained), encoding="utf-8")
    # Written last: what was broken off is nothing.
    (target / TRAINED).write_text(json.dumps(trained, indent=1) + "\n", encoding="utf-8")
    return trained


def _begun(folder: Path, is_tunable: bool) -> Tunable:
    return InstalledTransformer(folder) if is_tunable else FrozenEncoder(folder)


def seen(examples: Iterable[Example]) -> NDArray[np.uint64]:
    """A number for each text that trained, by which it is known and cannot be read."""
    return np.array(sorted({text_number(each.text) for each in examples}), np.uint64)


def _figures(folder: Path, target: Path, held: list[Example]) -> dict[str, Any]:
    with np.load(target / LOCAL_TUNED) as stored:
        encoder = encoder_in(folder, dict(stored))
    model = Model(encoder, Heads.from_files([target / LOCAL_HEADS]))
    read = model.read(held)
    return {"kinds": kinds(model, read), "languages": languages(read), "public": public(read)}
