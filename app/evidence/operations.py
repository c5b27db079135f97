"""Making packs, and keeping a record of who made one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import Final

import orjson

from app.accounts.operations import record
from app.evidence.asking import asked_beside, asked_frameworks, scope_of
from app.evidence.building import pack_of
from app.evidence.comments import CommentCut
from app.evidence.content import Pack, pack_document
from app.evidence.page import as_html
from app.evidence.pdf import as_pdf
from app.evidence.queries import gathered, services_by_id
from app.evidence.workbook import as_xlsx
from app.frameworks.queries import library
from app.kernel.clock import day_of, today

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
        first: the first day; the answers of its whole month are told.
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
        action="evidence-pack",
        subject=", ".join(each.framework.reference for each in asked),
        detail={
            "services": scope.services_named,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "content": pack.digest,
        },
    )
    return replace(pack, made=made_now(found.comments))


def as_json(pack: Pack) -> bytes:
    """The pack as JSON with the hashes that hold it."""
    return orjson.dumps(pack_document(pack), option=orjson.OPT_INDENT_2)


FORMATS: Final[Mapping[str, tuple[Callable[[Pack], bytes], str]]] = {
    "html": (as_html, "text/html; charset=utf-8"),
    "pdf": (as_pdf, "application/pdf"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
}
"""Each format's maker and media type."""


def made_now(comments: Sequence[CommentCut]) -> dict[str, str]:
    """When and with what something is made, and of when its figures of comments are."""
    known = sorted(day_of(each.as_of).isoformat() for each in comments if each.as_of is not None)
    return {
        "on": today().isoformat(),
        "software": f"Own Words {version(SOFTWARE)}",
        "comments_as_of": f"{known[0]} to {known[-1]}" if known else "",
    }
