"""From values to a PDF file: typst sets a template of this folder.

What people typed is handed over as JSON and never becomes part of the template's code, so that no
character of it can mean anything there.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

from app.kernel.errors import Refused
from app.printing.fonts import fonts, printable

TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
NO_ROOM: Final = "no-room"
"""What a template panics with when its words do not fit at the smallest size."""

ACCESSIBLE: Final = "ua-1"


class NoRoom(Refused):
    """The words do not fit on the sheet at a size that can be read."""


def typeset(
    template: str, words: Mapping[str, Any], pictures: Mapping[str, str] | None = None
) -> bytes:
    """The template filled in, as an accessible PDF (PDF/UA-1).

    Args:
        template: its name in the folder of templates, without the ending.
        words: values, texts and lists of them.
        pictures: SVG by the names that `words` call them.

    Raises:
        NoRoom: when the words do not fit.
        Refused: when there is no font for some of them.
    """
    inputs = {"words": json.dumps(_printable(words)), "pictures": json.dumps(pictures or {})}
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            format="pdf",
            pdf_standards=ACCESSIBLE,
        )
    except typst.TypstError as error:
        if NO_ROOM in error.message:
            raise NoRoom("The words do not fit on this sheet at a size that can be read.") from None
        raise


def _printable(value: Any) -> Any:
    """The same values with every text held against the fonts."""
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {name: _printable(each) for name, each in value.items()}
        case list() | tuple():
            return [_printable(each) for each in value]
    return value
