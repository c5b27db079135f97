"""Comments in a CSV file: every row is read or the file is refused, and what is odd is said."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from app.comments.machine.engine.reader import CommentInput
from app.documents.spreadsheet import inert
from app.kernel.errors import Refused

NEEDED: Final = ("id", "text")
KNOWN: Final = (*NEEDED, "question", "rating", "language")
RATINGS: Final = ("1", "2", "3", "4", "5")
LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})([-_][A-Za-z0-9]+)*")
LONGEST_FIELD: Final = 10_000_000
MOST_FAULTS: Final = 20
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS: Final = "Save it as CSV in UTF-8, with commas."


@dataclass(frozen=True)
class FileComment:
    """One comment of a file, and the id under which it is answered."""

    comment_id: str
    asked: CommentInput


@dataclass
class CommentFile:
    """The comments of a file, and what its reader should know: `FILE:LINE: what`."""

    rows: list[FileComment] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_comments(path: Path) -> CommentFile:
    """The comments of a CSV file with the columns id,text[,question][,rating][,language].

    A rating or language that means nothing is remarked on and left out, and so is an id that a
    spreadsheet would calculate, which gets an apostrophe before it.

    Raises:
        Refused: when the file cannot be read, or when a row would be lost: another encoding or
            separator, a quotation mark that is never closed, columns that are missing or there
            twice, rows of another length, ids that are missing or there twice. Each with its line.
    """
    try:
        with path.open("rb") as file:
            if file.read(2) in UTF_16:
                raise Refused(f"{path}:1: the file is in UTF-16. {SAVE_AS}")
        with path.open(encoding="utf-8-sig", newline="") as text:
            return _Reading(path).read(text)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refused(f"{path} is not in UTF-8 (near line {line}). {SAVE_AS}") from error


class _Reading:
    """One file while it is read: its faults, and the line on which each id was first met."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._faults: list[str] = []
        self._lines: dict[str, int] = {}
        self._found = CommentFile()

    def read(self, file: IO[str]) -> CommentFile:
        records = _records(self._path, file)
        _, columns = next(records, (1, []))
        self._check_columns(columns)
        for line, values in records:
            if values:
                self._add(line, columns, values)
            self._refuse(at_least=MOST_FAULTS)
        self._refuse(at_least=1)
        return self._found

    def _check_columns(self, columns: Sequence[str]) -> None:
        for separator, called in ((";", "semicolons"), ("\t", "tabs")):
            if len(columns) == 1 and separator in columns[0]:
                self._fault(1, f"the columns are separated by {called}. {SAVE_AS}")
        self._refuse(at_least=1)
        for name in NEEDED:
            if name not in columns:
                self._fault(
                    1,
                    f"the column '{name}' is missing. The first line must name the columns: "
                    "id,text and, where known, question, rating and language.",
                )
        for name in sorted({each for each in columns if columns.count(each) > 1}):
            self._fault(1, f"the column '{name}' is there twice. Name each column once.")
        self._refuse(at_least=1)

    def _add(self, line: int, columns: Sequence[str], values: Sequence[str]) -> None:
        if len(values) != len(columns):
            self._fault(
                line,
                f"this row has {len(values)} fields where the first line names {len(columns)}. Put "
                "text that has commas or quotation marks into quotation marks.",
            )
            return
        row = dict(zip(columns, values, strict=True))
        comment_id = self._id(line, row["id"])
        self._found.rows.append(
            FileComment(
                comment_id,
                CommentInput(
                    text=row["text"],
                    question=" ".join(row.get("question", "").split()),
                    rating=self._rating(line, row.get("rating", "").strip()),
                    language=self._language(line, row.get("language", "").strip()),
                ),
            )
        )

    def _id(self, line: int, written: str) -> str:
        if not written.strip():
            self._fault(line, "the id is missing. Give each comment an id of its own.")
        elif written in self._lines:
            before = self._lines[written]
            self._fault(line, f"the id '{written[:40]}' is on line {before} too. Use each id once.")
        self._lines.setdefault(written, line)
        shown = inert(written)
        if shown != written:
            self._remark(
                line,
                f"the id '{written[:40]}' would be calculated by a spreadsheet, so it is written "
                "with an apostrophe before it.",
            )
        return shown

    def _rating(self, line: int, written: str) -> int | None:
        if written and written not in RATINGS:
            self._remark(
                line,
                f"the rating '{written[:40]}' is none from 1 (very good) to 5 (very poor), so the "
                "comment is read without it.",
            )
        return int(written) if written in RATINGS else None

    def _language(self, line: int, written: str) -> str | None:
        found = LANGUAGE.fullmatch(written)
        if written and not found:
            self._remark(
                line,
                f"the language '{written[:40]}' is no code such as 'en' or 'cy', so it is found "
                "out from the text.",
            )
        return found[1].lower() if found else None

    def _fault(self, line: int, what: str) -> None:
        self._faults.append(f"{self._path}:{line}: {what}")

    def _remark(self, line: int, what: str) -> None:
        self._found.remarks.append(f"{self._path}:{line}: {what}")

    def _refuse(self, *, at_least: int) -> None:
        if len(self._faults) >= at_least:
            raise Refused("\n".join(self._faults[:MOST_FAULTS]))


def _records(path: Path, file: IO[str]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins; quotation marks must be in order."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(file, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(
                f"{path}:{line}: the record that begins here is not in order: {error}. Is a "
                "quotation mark not closed, or not doubled inside a text?"
            ) from error
        yield line, values
