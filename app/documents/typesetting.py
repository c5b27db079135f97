"""From values to a PDF file: typst sets a template of this folder.

What people typed is handed over as JSON and never becomes part of the template's code, so that no
character of it can mean anything there.
"""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from app.documents.fonts import BUILT, font_folders, printable
from app.documents.own_lines import on_own_lines
from app.documents.text_layer import by_lines, with_marks
from app.documents.whole_words import PIECES, put_whole_words
from app.kernel.errors import Refused

HERE: Final = Path(__file__).resolve().parent
NO_ROOM: Final = "no-room"
"""What a template panics with when its words do not fit at the smallest size."""

LONGEST_SECONDS: Final = 60


class NoRoom(Refused):
    """The words do not fit on the sheet at a size that can be read."""


class Spoilt(Exception):
    """The typesetter failed: a fault of a template, not of what was asked for."""


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
        Spoilt: when the typesetter fails.
    """
    said = _printable(words)
    path = HERE / "templates" / f"{template}.typ"
    with TemporaryDirectory(prefix="own-words-fonts-") as folder:
        whole = put_whole_words(said, BUILT, Path(folder))
        inputs = {
            "words": json.dumps(said),
            "pictures": json.dumps(pictures or {}),
            "whole": json.dumps({"scripts": whole, "pieces": PIECES}),
        }
        fonts = [*font_folders(), folder]
        pdf = _pressed({"template": str(path), "fonts": fonts, "inputs": inputs})
    stand_ins = {mark: letter for each in whole for mark, letter in each["stand_ins"].items()}
    return by_lines(with_marks(pdf, stand_ins))


def _pressed(job: Mapping[str, Any]) -> bytes:
    done = subprocess.run(  # noqa: S603 - our own program, with nothing that people typed
        [sys.executable, "-I", str(HERE / "press.py")],
        input=json.dumps(job).encode(),
        capture_output=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    if done.returncode == 0:
        return done.stdout
    problem = done.stderr.decode(errors="replace")
    if NO_ROOM in problem:
        raise NoRoom("The words do not fit on this sheet at a size that can be read.")
    raise Spoilt(problem)


def _printable(value: Any) -> Any:
    """The same values with every text held against the fonts, composed, and in lines."""
    match value:
        case str():
            return on_own_lines(unicodedata.normalize("NFC", printable(value)))
        case Mapping():
            return {name: _printable(each) for name, each in value.items()}
        case list() | tuple():
            return [_printable(each) for each in value]
    return value
