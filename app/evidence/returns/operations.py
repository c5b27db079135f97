"""Making returns, and keeping a record of who made one."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from app.administration.accounts.operations import record
from app.evidence.packs.asking import scope_of
from app.evidence.packs.content import Pack
from app.evidence.packs.operations import made_now
from app.evidence.packs.pdf import as_pdf
from app.evidence.packs.queries import services_by_id
from app.evidence.returns.building import return_of
from app.evidence.returns.files import as_csv
from app.evidence.returns.queries import found_for

FORMATS: Final[Mapping[str, Callable[[Pack], bytes]]] = {"csv": as_csv, "pdf": as_pdf}
"""What makes a return in each format."""


def make_return(
    *, first: date, last: date, services: Sequence[str], reader: uuid.UUID | None, actor: str
) -> Pack:
    """The return for some services and dates. What it shows is entered in the register.

    Args:
        first: the first day; the answers of its whole month are released.
        last: the last day, likewise.
        services: names; none for all services.
        reader: who asks, from whom cases that may be about them are kept; None in the terminal.
        actor: who asks, for the audit record.

    Raises:
        NotFound: when there is no such service, or none at all.
        Refused: when the dates are the wrong way round or out of reach.
    """
    scope = scope_of(first=first, last=last, names=services, services=services_by_id())
    found = found_for(scope, reader)
    made = return_of(found)
    record(
        actor=actor,
        action="quality-return",
        subject=f"{first.isoformat()} to {last.isoformat()}",
        detail={"services": scope.services_named, "content": made.digest},
    )
    return replace(made, made=made_now(found.comments))
