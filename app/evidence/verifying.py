"""Does a pack's file still say what it said when it was made?"""

from dataclasses import dataclass
from typing import Any

from app.evidence.content import FORMAT, sha256
from app.frameworks.documents import DocumentFaults, read_json
from app.kernel.errors import Refused

MOST: int = 100_000_000


@dataclass(frozen=True)
class Verified:
    """A pack that is as it was made."""

    title: str
    content_sha256: str
    made: dict[str, str]


class Changed(Refused):
    """The file is no longer what was made."""


def verify(content: bytes, name: str) -> Verified:
    """Check a pack's JSON file against the hashes in it.

    This finds changes by accident and by hand. Who changes the file and works the hashes out anew
    is found by comparing the content hash with the one printed in the pack that was handed over.

    Raises:
        Refused: when it is no such file.
        Changed: when something in it was changed, and in which part.
    """
    document = _document(content, name)
    stated, found = document["sha256"], {k: v for k, v in document.items() if k != "sha256"}
    if sha256(document["content"]) != document["content_sha256"]:
        raise Changed(
            f"{name}: the content was changed after the pack was made. Do not rely on it; ask for "
            "the pack again."
        )
    if sha256(found) != stated:
        raise Changed(
            f"{name}: what it says of when and with what it was made was changed, or something was "
            "added. Do not rely on it; ask for the pack again."
        )
    title = str(document["content"].get("title", ""))
    return Verified(title, document["content_sha256"], document["made"])


def _document(content: bytes, name: str) -> dict[str, Any]:
    try:
        document = read_json(content, name, largest=MOST)
    except DocumentFaults as faults:
        raise Refused(f"{faults} Choose the JSON file of an evidence pack.") from faults
    needed = {"format", "content", "content_sha256", "made", "sha256"}
    if (
        not isinstance(document, dict)
        or not needed <= document.keys()
        or not isinstance(document["content"], dict)
        or not isinstance(document["made"], dict)
    ):
        raise Refused(f"{name}: this is not the JSON file of an evidence pack. Choose another.")
    if document["format"] != FORMAT:
        raise Refused(
            f"{name}: the format '{str(document['format'])[:60]}' is not known here. Verify it "
            "with the version of Own Words that made it."
        )
    return document
