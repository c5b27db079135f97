"""Making packs, and keeping a record of who made one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import Final

import orjson

from app.administration.accounts.operations import record
from app.administration.trail.queries import trail_head
from app.administration.trail.verifying import hold_to_printed
from app.evidence.frameworks.queries import library
from app.evidence.packs.asking import asked_beside, asked_frameworks, scope_of
from app.evidence.packs.building import pack_of
from app.evidence.packs.comments import CommentCut
from app.evidence.packs.content import SIGNED_WITH, TRAIL_ENTRIES, TRAIL_HEAD, Pack, pack_document
from app.evidence.packs.models import SignatureKey
from app.evidence.packs.page import as_html
from app.evidence.packs.pdf import as_pdf
from app.evidence.packs.queries import (
    PACK_MADE,
    gathered,
    is_recorded,
    services_by_id,
    signature_keys,
)
from app.evidence.packs.signatures import our_address, our_signer
from app.evidence.packs.verifying import Verified, hold_against, verify
from app.evidence.packs.workbook import as_xlsx
from app.extensions import db, insertion
from app.kernel.clock import day_of, here, now, today

SOFTWARE: Final = "own-words"


def make_pack(
    *,
    frameworks: Sequence[str],
    first: date,
    last: date,
    services: Sequence[str],
    actor: str,
) -> Pack:
    """The pack for some frameworks, services and dates. What it shows is entered in the register.

    Args:
        frameworks: ids, or ids with versions as `cqc-saf@2023-11`.
        first: the first day; the answers of its whole month are released.
        last: the last day, likewise.
        services: names; none for all services.
        actor: who asks.

    Raises:
        NotFound: when there is no such framework or service.
        Refused: when the dates are the wrong way round, or a framework has nothing to show yet.
    """
    scope = scope_of(first=first, last=last, names=services, services=services_by_id())
    known, day = library(), min(last, today())
    asked = asked_frameworks(frameworks, known, day)
    found = gathered(scope)
    pack = pack_of(found, asked, asked_beside(asked, known, day))
    record(
        actor=actor,
        action=PACK_MADE,
        subject=", ".join(each.framework.reference for each in asked),
        detail={
            "services": scope.services_named,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "content": pack.digest,
        },
    )
    signed = {SIGNED_WITH: known_key(), "keys_at": our_address()}
    return replace(pack, made={**made_now(found.comments), **signed, **_trail_now()})


def known_key() -> str:
    """The public key that packs are signed with here, entered among those that are known."""
    public_key = our_signer().public_key
    entered = insertion(SignatureKey).values(public_key=public_key, made_at=now())
    db.session.execute(entered.on_conflict_do_nothing())
    return public_key


def as_json(pack: Pack) -> bytes:
    """The pack as JSON with the hashes that hold it, signed."""
    document = pack_document(pack)
    if SIGNED_WITH in pack.made:
        document["signature"] = our_signer().sign(document["sha256"])
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def verify_here(content: bytes, name: str) -> Verified:
    """Check a pack's JSON file by its signature and by what is recorded here of making it.

    Raises:
        Refused: when it is no such file.
        Changed: when something in it was changed, it was signed elsewhere, or none like it was
            ever made here.
        BrokenTrail: when the audit record is not the one that the pack prints the head of.
    """
    found = verify(content, name)
    keys = [key.public_key for key in signature_keys()]
    hold_against(found, name, keys, is_recorded=is_recorded(found.content_sha256))
    if found.trail is not None:
        hold_to_printed(*found.trail)
    return found


FORMATS: Final[Mapping[str, Callable[[Pack], bytes]]] = {
    "html": as_html,
    "pdf": as_pdf,
    "xlsx": as_xlsx,
    "json": as_json,
}
"""What makes a pack in each format."""


def _trail_now() -> dict[str, str]:
    """How far the audit record goes, so that it cannot be written again without this pack."""
    head = trail_head()
    return {
        "trail_at": here(head.at).isoformat(timespec="seconds"),
        TRAIL_ENTRIES: str(head.number),
        TRAIL_HEAD: head.hash,
    }


def made_now(comments: Sequence[CommentCut]) -> dict[str, str]:
    """When and with what something is made, and of when its figures of comments are."""
    known = sorted(day_of(each.as_of).isoformat() for each in comments if each.as_of is not None)
    return {
        "on": today().isoformat(),
        "software": f"Own Words {version(SOFTWARE)}",
        "comments_as_of": f"{known[0]} to {known[-1]}" if known else "",
    }
