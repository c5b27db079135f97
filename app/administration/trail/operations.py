"""Handing the audit record out as a file, which is recorded too."""

from dataclasses import asdict
from typing import BinaryIO

from app.administration.accounts.operations import record
from app.administration.trail.queries import Wanted, lines_of
from app.documents.spreadsheet import write_csv


def export_trail(*, actor: str, wanted: Wanted, file: BinaryIO) -> None:
    """Write entries to a file as CSV, and record who had them."""
    write_csv(file, lines_of(wanted))
    asked = {name: str(value) for name, value in asdict(wanted).items() if value}
    record(actor=actor, action="audit-exported", subject="audit record", detail=asked)
