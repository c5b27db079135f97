"""The rows of a raw export: every response, whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.collection.responses.export.columns import NOT_COUNTED, Cell, Layout, about
from app.collection.responses.queries import ResponseRow
from app.collection.responses.stray import reason, stray_of

Record = Mapping[str, Cell]


@dataclass
class ExportOutcome:
    """What an export wrote, in responses or rows of figures, and what a reader has to know."""

    written: int = 0
    notes: list[str] = field(default_factory=list)


def raw_records(
    layout: Layout, responses: Iterable[ResponseRow], outcome: ExportOutcome
) -> Iterator[Record]:
    """Every response, whole."""
    for response in responses:
        outcome.written += 1
        record = about(response)
        for columns in layout.questions_of(response.version):
            record |= columns.cells(response.answers.get(columns.question.id))
        yield record | _not_counted(response)


def _not_counted(response: ResponseRow) -> dict[str, Cell]:
    """What is stray: the question, what was written, and why it is not among the answers."""
    notes = [
        f"{name}: {'; '.join(each.written)} ({reason(each)})"
        for name, each in stray_of(response.stray).items()
    ]
    return {NOT_COUNTED: notes} if notes else {}


RAW_NOTES: Final = """\
{written} responses are in this file, raw: every answer and comment as it was given.
What could not be counted stands in the column not_counted, as it was written; no figure holds it.
Keep it as you keep care records.
"""


def raw_notes(outcome: ExportOutcome) -> list[str]:
    """What a reader of the file has to know, in sentences."""
    return RAW_NOTES.format(written=outcome.written).splitlines()
