"""The export for everybody who may see figures: what is released about each service, and no row of
anyone.

Rows would let a comment be joined to all that its writer answered. The figures are those of the
pages, so that a file is no way round what a page hides.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.administration.organisation.queries import all_services
from app.collection.links.audiences import AUDIENCES
from app.collection.responses.export.columns import Cell, Layout, QuestionColumns
from app.collection.responses.export.operations import versions_of, write
from app.collection.responses.export.records import ExportOutcome, Record
from app.collection.responses.tally import QuestionTally
from app.disclosure import PARCEL, Hidden
from app.results.indicators.cuts import Cut, Shape, shape_of
from app.results.indicators.gate import Seen, see
from app.results.indicators.queries import ReleasedSeries, released

ALL: Final = "All services"
COMMENT_WITHHELD: Final = "Withheld: comments are read in Own Words"
THEMSELVES, BY_PROXY = "themselves", "somebody else"
NOTES: Final = f"""\
One row for each service in a series, and one for all services together. Series are versions, \
audiences, and answers given for somebody else; they are never added together.
"people" is how many are released. A question has how many answered it, without \
non-substantive answers, and each answer how many gave it.
Answers are released {PARCEL} people or more at a time in each service, so that nobody can be \
found by comparing two rows or two files. Some may wait for others, and services of fewer wait too.
Where nothing may be released the reason stands in its place.
Comments are withheld: they are read in Own Words, where reading them is recorded.
Equality answers are left out: they are shown in Own Words for all services together.
"""


def export_figures(
    *, survey_id: str, target: Path, file_format: str, version: int | None = None
) -> ExportOutcome:
    """Write what is released about the answers to a survey, all versions or one, to `target`.

    Raises:
        NotFound: when the survey or the version is not published.
        Refused: when the file cannot be written.
    """
    layout = Layout(versions_of(survey_id, version), is_raw=False)
    rows = list(_rows(layout, Cut(survey_id=survey_id, version=version)))
    notes = NOTES.splitlines()
    write(target, file_format, layout, rows, lambda: notes)
    return ExportOutcome(len(rows), notes)


def _rows(layout: Layout, cut: Cut) -> Iterator[Record]:
    services = {each.name: frozenset([each.id]) for each in all_services()}
    for each in released(cut):
        for reporting_group in sorted({*each.services, *each.answered_at}):
            for name, chosen in {**services, ALL: frozenset()}.items():
                shape = shape_of(Cut(services=chosen), reporting_group)
                if each.has_anybody(shape):
                    yield _row(layout, each, shape, name)


def _row(layout: Layout, released: ReleasedSeries, shape: Shape, service: str) -> Record:
    seen = see(released, shape)
    record: dict[str, Cell] = {
        "survey": released.survey.id,
        "version": released.survey.version,
        "service": service,
        "audience": AUDIENCES.get(shape.reporting_group, shape.reporting_group),
        "answered_for": BY_PROXY if released.series.by_proxy else THEMSELVES,
        "people": str(seen.whole) if isinstance(seen.whole, Hidden) else seen.whole.base,
    }
    for columns in layout.questions_of(released.survey.version):
        record |= _cells(columns, seen)
    return record


def _cells(columns: QuestionColumns, seen: Seen) -> dict[str, Cell]:
    question = columns.question
    if question.is_text:
        return {columns.name: COMMENT_WITHHELD}
    cell = seen.cell(question.id)
    if isinstance(cell, Hidden):
        return dict.fromkeys(columns.figures, str(cell))
    tally = seen.tally.questions.get(question.id, QuestionTally())
    counts = {name: tally.chosen[code] for code, name in columns.counts.items()}
    averages = dict.fromkeys(columns.average, f"{tally.total / cell.base:.1f}")
    return {columns.name: cell.base, **counts, **averages}
