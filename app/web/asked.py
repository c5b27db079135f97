"""What a request asks for and sends: the one place where a request is read outside a form.

A value that was not sent, or is blank, is None; of a value that was sent several times where one is
wanted, the first counts. What cannot be kept is refused before anything is looked for by it.
"""

import uuid
from collections.abc import Iterable

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from app.kernel.errors import Refused
from app.kernel.storable import REFUSAL, is_storable

Fields = MultiDict[str, str]
DIGITS_OF_A_NUMBER = 9
LAST_PAGE = 10_000


def asked(name: str) -> str | None:
    """What the address says under a name.

    Raises:
        Refused: when it holds a character that cannot be kept.
    """
    return _kept(request.args.get(name)) or None


def all_asked(name: str) -> list[str]:
    """Everything that the address says under a name.

    Raises:
        Refused: as `asked`.
    """
    return _all_kept(request.args.getlist(name))


def asked_number(name: str) -> int | None:
    """A whole number in the address; None where there is none of at most nine digits."""
    written = request.args.get(name, "")
    is_number = written.isascii() and written.isdigit() and len(written) <= DIGITS_OF_A_NUMBER
    return int(written) if is_number else None


def asked_page() -> int:
    """Which page of a long list the address names: the first where it names none."""
    return max(1, min(asked_number("page") or 1, LAST_PAGE))


def asked_id(name: str) -> uuid.UUID | None:
    """An id in the address, or None."""
    return _id(request.args.get(name))


def address_fields() -> Fields:
    """Everything that the address says, for a form that is sent as a question."""
    return request.args


def sent(name: str) -> str | None:
    """What was posted under a name.

    Raises:
        Refused: when it holds a character that cannot be kept.
    """
    return _kept(request.form.get(name)) or None


def all_sent(name: str) -> list[str]:
    """Everything that was posted under a name.

    Raises:
        Refused: as `sent`.
    """
    return _all_kept(request.form.getlist(name))


def is_sent(name: str) -> bool:
    """Whether something was posted under a name, be it blank."""
    return name in request.form


def sent_id(name: str) -> uuid.UUID | None:
    """An id that was posted, or None."""
    return _id(request.form.get(name))


def sent_fields() -> Fields:
    """Everything that was posted, as received, for what reads the answers to a survey."""
    return request.form


def sent_file(name: str) -> FileStorage | None:
    """A file that was posted under a name and has a name of its own, or None."""
    file = request.files.get(name)
    return file if file is not None and file.filename else None


def sent_file_names() -> list[str]:
    """What the files that were posted are called."""
    return [file.filename for file in request.files.values() if file.filename]


def _kept(value: str | None) -> str | None:
    if value is not None and not is_storable(value):
        raise Refused(REFUSAL)
    return value


def _all_kept(values: Iterable[str]) -> list[str]:
    return [value for value in values if _kept(value) is not None]


def _id(written: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(written or "")
    except ValueError:
        return None
