"""Does a pack's file still say what it said when it was made?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from app.evidence.frameworks.documents import DocumentFaults, read_json
from app.evidence.packs.content import (
    FORMAT,
    SIGNED_WITH,
    TRAIL_ENTRIES,
    TRAIL_HEAD,
    UNSIGNED_FORMAT,
    sha256,
)
from app.evidence.packs.signatures import is_signed
from app.kernel.errors import Refused

MOST: int = 100_000_000


@dataclass(frozen=True)
class Verified:
    """A pack whose parts fit each other.

    `signed_with`: the public key that it is signed with; empty where it was made before packs were
    signed, so that whoever changed it may have recalculated the hashes.
    """

    title: str
    content_sha256: str
    made: dict[str, str]
    signed_with: str

    @property
    def trail(self) -> tuple[int, str] | None:
        """How many entries the audit record had when the pack was made, and the hash of the last.

        None where it does not say, as packs of earlier versions do not.
        """
        number, head = self.made.get(TRAIL_ENTRIES, ""), self.made.get(TRAIL_HEAD, "")
        return (int(number), head) if number.isdecimal() and head else None


class Changed(Refused):
    """The file is no longer what was made."""


def verify(content: bytes, name: str) -> Verified:
    """Check a pack's JSON file against the hashes and the signature in it.

    Whose the signature is, is for `hold_against` to say.

    Raises:
        Refused: when it is no such file.
        Changed: when something in it was changed, and in which part.
    """
    document = _document(content, name)
    is_new = document["format"] == FORMAT
    signature = document.pop("signature", "") if is_new else ""
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
    public_key = str(document["made"].get(SIGNED_WITH, "")) if is_new else ""
    if is_new and not is_signed(str(stated), str(signature), public_key):
        raise Changed(
            f"{name}: the signature does not belong to what it says. It was changed by somebody "
            "who recalculated the hashes. Do not rely on it; ask for the pack again."
        )
    title = str(document["content"].get("title", ""))
    return Verified(title, document["content_sha256"], document["made"], public_key)


def hold_against(found: Verified, name: str, keys: Collection[str], *, is_recorded: bool) -> None:
    """Hold a pack against the keys of an installation and its audit record.

    Raises:
        Changed: when it was signed with no key of these, or none like it was ever made.
    """
    if found.signed_with and found.signed_with not in keys:
        raise Changed(
            f"{name}: it is signed with the key {found.signed_with}, which is not of this "
            "installation. Verify it where it was made, or look up the key that is printed in the "
            "pack you were handed and give it by --key. If they differ, do not rely on the file."
        )
    if is_recorded:
        return
    if found.signed_with:
        raise Changed(
            f"{name}: it is signed with our key, but the audit record knows of no pack with this "
            "content. Unless the database is an older copy, do not rely on it: make it again."
        )
    raise Changed(
        f"{name}: it has no signature, as packs of earlier versions have none, and the audit "
        "record knows of no pack with this content. Nobody can say whether it is as it was "
        f"made: compare the hash {found.content_sha256} with the one printed in the pack you were "
        "handed."
    )


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
    if document["format"] not in (FORMAT, UNSIGNED_FORMAT):
        raise Refused(
            f"{name}: the format '{str(document['format'])[:60]}' is not known here. Verify it "
            "with the version of Own Words that made it."
        )
    return document
