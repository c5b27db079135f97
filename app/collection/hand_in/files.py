"""The file that a device saves its waiting answers to, sealed as they are."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ValidationError

from app.kernel.database import from_json
from app.kernel.errors import Refused

MOST = 5000


class HandedInEntry(BaseModel):
    """One sealed answer, and the address it was to be posted to."""

    id: UUID
    address: str
    sealed: str


class OutboxFile(BaseModel):
    """The whole file; each of its entries is read for itself, so that one stops no other."""

    format: Literal["own-words-outbox"]
    version: Literal[1]
    server: str
    entries: list[Any]


def read_file(content: bytes) -> OutboxFile:
    """Read the file.

    Raises:
        Refused: when it is no such file, and in which place it differs.
    """
    try:
        read = OutboxFile.model_validate(from_json(content.decode()))
    except ValidationError as error:
        raise _other_file(_fault(error)) from None
    except (ValueError, RecursionError):
        raise _other_file("the file: it is no JSON") from None
    if len(read.entries) > MOST:
        raise Refused(f"The file holds {len(read.entries)} answers; at most {MOST} fit in one.")
    return read


def read_entry(entry: Any) -> HandedInEntry:
    """One entry of a file.

    Raises:
        Refused: when it is none, and in which place it differs.
    """
    try:
        return HandedInEntry.model_validate(entry)
    except ValidationError as error:
        raise Refused(f"This is no sealed answer: {_fault(error)}.") from None


def _fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return f"{'.'.join(str(part) for part in fault['loc']) or 'the file'}: {fault['msg']}"


def _other_file(fault: str) -> Refused:
    return Refused(
        f"This is not a file of answers saved from a device: {fault}. "
        "Choose the file named own-words-answers-….json."
    )
