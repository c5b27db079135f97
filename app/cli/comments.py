"""`ownwords comments`: reading comments that are in a file, without keeping any of them."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from app.cli.common import refusing
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from app.comments.machine.engine.reader import MachineLabels, Reader
    from app.comments.machine.files import FileComment


COLUMNS: Final = ("id", "language", "sentiment", "confidence", "themes")
PROBABILITIES: Final = ("p_negative", "p_neutral", "p_positive", "harm")
AT_ONCE: Final = 256
MOST_THREADS: Final = 4
MOST_REMARKS: Final = 20


@click.group()
def comments() -> None:
    """Comments: what a machine reads in them."""


@comments.command("analyse")
@click.option("--input", "source", required=True, type=click.Path(path_type=Path))
@click.option("--output", "target", required=True, type=click.Path(path_type=Path))
@click.option(
    "--abstain", is_flag=True, help="Say not_assessed wherever the machine is not sure enough."
)
@click.option(
    "--probabilities", is_flag=True, help="Add how likely each sentiment is, and that it is harm."
)
@refusing
def analyse_command(source: Path, target: Path, abstain: bool, probabilities: bool) -> None:
    """Read language, sentiment and themes of the comments in a CSV file.

    In: id,text and, where known, question, rating (1 very good to 5 very poor) and language. Out:
    id,language,sentiment,confidence,themes, with --probabilities also
    p_negative,p_neutral,p_positive,harm. Nothing is stored and nothing leaves the machine.
    """
    from app.comments.machine.engine.shipped import load_reader
    from app.comments.machine.files import read_comments
    from app.config import load_settings

    found = read_comments(source)
    _say(found.remarks)
    settings = load_settings()
    reader = load_reader(settings.data / "model", installed=settings.model)
    threads = 1 if settings.model else _threads()
    draft = target.with_name(f"{target.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS + (PROBABILITIES if probabilities else ()))
            for row, labels in _labelled(reader, found.rows, threads):
                line = _line(row.comment_id, labels, abstain)
                out.writerow(line + (_chances(labels) if probabilities else ()))
        draft.replace(target)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error


def _say(remarks: Sequence[str]) -> None:
    for remark in remarks[:MOST_REMARKS]:
        click.echo(remark, err=True)
    if len(remarks) > MOST_REMARKS:
        click.echo(f"And {len(remarks) - MOST_REMARKS} more such remarks.", err=True)


def _threads() -> int:
    return min(os.cpu_count() or 1, MOST_THREADS)


def _labelled(
    reader: Reader, rows: Sequence[FileComment], threads: int
) -> Iterator[tuple[FileComment, MachineLabels]]:
    """Each row with what was read, in order, with progress on standard error.

    Two batches side by side are read faster than one after the other on two cores; what reads with
    an installed encoder does not bear it.
    """
    from concurrent.futures import ThreadPoolExecutor

    from app.comments.machine.engine.reader import CommentInput

    def read(some: Sequence[FileComment]) -> list[MachineLabels]:
        return reader.read([row.asked for row in some])

    # What reads is loaded when it is first used, once and not by every thread.
    reader.read([CommentInput("")])
    batches = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
    with (
        click.progressbar(length=len(rows), label="Reading comments", file=sys.stderr) as bar,
        ThreadPoolExecutor(threads) as pool,
    ):
        for some, labels in zip(batches, pool.map(read, batches), strict=True):
            yield from zip(some, labels, strict=True)
            bar.update(len(some))


def _line(comment_id: str, labels: MachineLabels, abstain: bool) -> tuple[str, ...]:
    is_shown = labels.is_sure or not abstain
    return (
        comment_id,
        labels.language,
        labels.sentiment if is_shown else "not_assessed",
        f"{labels.confidence:.3f}",
        ";".join(theme.code for theme in labels.themes if theme.is_assigned),
    )


def _chances(labels: MachineLabels) -> tuple[str, ...]:
    """The probabilities as columns, empty where no machine could read at all."""
    if labels.chances is None:
        return ("",) * len(PROBABILITIES)
    return tuple(f"{each:.4f}" for each in (*labels.chances, labels.harm))
