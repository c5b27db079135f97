"""The file that a device saves its waiting answers to, sealed as they are."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ValidationError

from app.kernel.errors import Refused

MOST = 5000


class Entry(BaseModel):
    """One sealed answer, and the address it was to be posted to."""

    id: UUID
    address: str
    sealed: str


class OutboxFile(BaseModel):
    """The whole file."""

    format: Literal["own-words-outbox"]
    version: Literal[1]
    server: str
    entries: list[Entry]


def read_file(content: bytes) -> OutboxFile:
    """Read the file.

    Raises:
        Refused: when it is no such file, and in which place it differs.
    """
    try:
        read = OutboxFile.model_validate_json(content)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise Refused(
            "This is not a file of answers saved from a device: "
            f"{place}: {fault['msg']}. Choose the file named own-words-answers-….json."
        ) from None
    if len(read.entries) > MOST:
        raise Refused(f"The file holds {len(read.entries)} answers; at most {MOST} fit in one.")
    return read
