"""Reading a form's file, which may be anything: each refusal says why."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert

from app.kernel.errors import Refused

SUFFIXES: Final = (".xlsx", ".xlsm", ".xls", ".csv", ".md")
WORKBOOKS: Final = (".xlsx", ".xlsm")
LARGEST: Final = 10_000_000
LARGEST_UNPACKED: Final = 200_000_000
COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0"
"""How files of old Excel begin, and new ones that a password locks."""
FIRST_ROW: Final = 2
NOT_RECOGNISED: Final = "was not recognized"
"""What pyxform says of a file whose content it cannot tell."""
SPACES: Final = re.compile(r"( )+")
STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True)
class ReadForm:
    """A form as pyxform reads it: `tree` is the form, `rows` in which row each name stands.

    `written` has cells as they were written, where pyxform made quotation marks straight and spaces
    single.
    """

    name: str
    tree: Mapping[str, Any]
    rows: Mapping[str, int]
    written: Mapping[str, str]

    def where(self, name: str) -> str:
        """`row 7, 'age'`."""
        return f"row {self.rows[name]}, '{name}'" if name in self.rows else f"'{name}'"


def read_form(path: Path) -> ReadForm:
    """The form in a file of Excel, a CSV file or a Markdown table.

    Raises:
        Refused: when it is none; the message says why, as pyxform says it where that found it.
    """
    content = _content(path)
    _refuse_unfit(path, content)
    try:
        book = get_xlsform(str(path))
        made = convert(asdict(book), validate=False)
    except PyXFormError as error:
        if NOT_RECOGNISED not in str(error):
            raise Refused(f"{path.name} is no form that can be read: {error}") from error
        raise _damaged(path) from error
    except Exception as error:
        raise _damaged(path) from error
    cells = {
        cell for sheet in (book.survey, book.choices, book.settings)
        for row in sheet or () for cell in row.values() if isinstance(cell, str)
    }  # fmt: skip
    return ReadForm(path.stem, made._pyxform, dict(_numbered(book.survey)), dict(_written(cells)))


def _damaged(path: Path) -> Refused:
    return Refused(
        f"{path.name} cannot be read; it may be damaged. Open it in a spreadsheet, save it as "
        ".xlsx and try again."
    )


def _written(cells: Iterable[str]) -> Iterator[tuple[str, str]]:
    """By what pyxform made of it each cell; nothing where it made the same of two."""
    found = defaultdict(set)
    for cell in cells:
        for cleaned in (cell, SPACES.sub(" ", cell.strip())):
            found[cleaned.translate(STRAIGHT)].add(cell)
    for cleaned, variants in found.items():
        if len(variants) == 1:
            yield cleaned, variants.pop()


def _numbered(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    for number, row in enumerate(rows, start=FIRST_ROW):
        for column, value in row.items():
            if column.strip().casefold() == "name":
                yield str(value), number


def _content(path: Path) -> bytes:
    if path.suffix.lower() not in SUFFIXES:
        raise Refused(f"{path.name} is no XLSForm. Its name ends in one of {', '.join(SUFFIXES)}.")
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(
                f"{path.name} is larger than {LARGEST // 1_000_000} MB. Take out pictures and "
                "sheets that are not part of the form."
            )
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    if not content.strip():
        raise Refused(f"{path.name} is empty.")
    return content


def _refuse_unfit(path: Path, content: bytes) -> None:
    if path.suffix.lower() not in WORKBOOKS:
        return
    if content.startswith(COMPOUND_FILE):
        raise Refused(
            f"{path.name} is protected by a password, or an old .xls file under another name. "
            "Take the password off, or save it as .xlsx."
        )
    try:
        unpacked = sum(each.file_size for each in zipfile.ZipFile(BytesIO(content)).infolist())
    except zipfile.BadZipFile as error:
        raise Refused(
            f"{path.name} is damaged or no Excel file. Save it again as .xlsx."
        ) from error
    if unpacked > LARGEST_UNPACKED:
        raise Refused(f"{path.name} grows to {unpacked // 1_000_000} MB when it is unpacked.")
