"""Files to keep: what each kind is, how it is called, and that no browser stores it of itself."""

import io
import re
import unicodedata
from datetime import date
from typing import BinaryIO, Final

from flask import Response, send_file

TYPES: Final = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/jsonl; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What browsers are told of a file, by the end of its name."""

START: Final = "own-words"
LONGEST: Final = 120
UNFIT: Final = re.compile(r"[^A-Za-z0-9]+")


def download(content: bytes | BinaryIO, kind: str, *about: str | date | None) -> Response:
    """A file that the browser keeps under a name that says what is in it.

    Args:
        content: the bytes, or a file that is open to be read.
        kind: the end of its name, one of `TYPES`.
        about: what the name says, in order: what it is, days, the service; None says nothing.
    """
    response = send_file(
        io.BytesIO(content) if isinstance(content, bytes) else content,
        mimetype=TYPES[kind],
        as_attachment=True,
        download_name=f"{file_name(*about)}.{kind}",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def file_name(*about: str | date | None) -> str:
    """What a file is called, without its end: Latin letters and figures, joined by hyphens."""
    words = (_plain(str(each)) for each in about if each is not None)
    return "-".join([START, *filter(None, words)])[:LONGEST].rstrip("-")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return UNFIT.sub("-", letters).strip("-")
