"""`ownwords comments`: reading comments that are in a file, without keeping any of them."""

import csv
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import click

from app.analysis.engine.reader import Asked, Heard, Reader
from app.analysis.engine.shipped import load_reader
from app.cli.common import refusing
from app.config import load_settings
from app.kernel.errors import Refused

COLUMNS: Final = ("id", "language", "sentiment", "confidence", "themes")
NEEDED: Final = ("id", "text")
AT_ONCE: Final = 256
MOST_THREADS: Final = 4
LONGEST_FIELD: Final = 10_000_000
RATINGS: Final = ("1", "2", "3", "4", "5")

Rows = list[dict[str, str]]


@click.group()
def comments() -> None:
    """Comments: what a machine reads in them."""


@comments.command("analyse")
@click.option("--input", "source", required=True, type=click.Path(path_type=Path))
@click.option("--output", "target", required=True, type=click.Path(path_type=Path))
@click.option(
    "--abstain", is_flag=True, help="Say not_assessed wherever the machine is not sure enough."
)
@refusing
def analyse_command(source: Path, target: Path, abstain: bool) -> None:
    """Read language, sentiment and themes of the comments in a CSV file.

    In: id,text and, where known, question and rating (1 very good to 5 very poor). Out:
    id,language,sentiment,confidence,themes. Nothing is stored and nothing leaves the machine.
    """
    rows = _rows(source)
    settings = load_settings()
    reader = load_reader(
        settings.data / "model",
        transformer=settings.transformer,
        # What is said of a theme's own sentiment is no column of the file.
        by_sentence=False,
    )
    draft = target.with_name(f"{target.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            for row, heard in _heard(reader, rows, 1 if settings.transformer else _threads()):
                out.writerow(_line(row["id"], heard, abstain))
        draft.replace(target)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error


def _rows(source: Path) -> Rows:
    """The comments in a file.

    Raises:
        Refused: when it cannot be read, is no CSV in UTF-8, or lacks a column.
    """
    csv.field_size_limit(LONGEST_FIELD)
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise Refused(
                    f"{source}:1: the column '{missing[0]}' is missing. The first line must name "
                    "the columns: id,text and, where known, question and rating."
                )
            return list(reader)
    except OSError as error:
        raise Refused(f"{source} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Refused(
            f"{source} is not in UTF-8 (byte {error.start}). Save it as UTF-8."
        ) from error
    except csv.Error as error:
        raise Refused(f"{source}:{reader.line_num}: not a line of a CSV file: {error}.") from error


def _threads() -> int:
    return min(os.cpu_count() or 1, MOST_THREADS)


def _heard(reader: Reader, rows: Rows, threads: int) -> Iterator[tuple[dict[str, str], Heard]]:
    """Each row with what was read, in order, with progress on standard error.

    Two batches side by side are read faster than one after the other on two cores; `transformers`
    does not bear it.
    """

    def read(some: Rows) -> list[Heard]:
        return reader.read([_asked(row) for row in some])

    # What reads is loaded when it is first used, once and not by every thread.
    read([{"text": ""}])
    batches = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
    with (
        click.progressbar(length=len(rows), label="Reading comments", file=sys.stderr) as bar,
        ThreadPoolExecutor(threads) as pool,
    ):
        for some, heard in zip(batches, pool.map(read, batches), strict=True):
            yield from zip(some, heard, strict=True)
            bar.update(len(some))


def _asked(row: dict[str, str]) -> Asked:
    rating = (row.get("rating") or "").strip()
    return Asked(
        text=row["text"],
        question=" ".join((row.get("question") or "").split()),
        rating=int(rating) if rating in RATINGS else None,
    )


def _line(comment_id: str, heard: Heard, abstain: bool) -> tuple[str, ...]:
    is_said = heard.is_sure or not abstain
    return (
        comment_id,
        heard.language,
        heard.sentiment if is_said else "not_assessed",
        f"{heard.confidence:.3f}",
        ";".join(theme.code for theme in heard.themes if theme.is_assigned),
    )
