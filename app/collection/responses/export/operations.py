"""Exporting into a file that appears whole or not at all."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from app.collection.publishing.queries import published_versions
from app.collection.responses.export.columns import Layout
from app.collection.responses.export.records import ExportOutcome, Record, raw_notes, raw_records
from app.collection.responses.export.writers import write_csv, write_jsonl, write_xlsx
from app.collection.responses.queries import responses_to_survey
from app.kernel.errors import NotFound
from app.kernel.files import whole_or_not
from app.surveys.definition import Survey

WRITERS: Final = {"csv": write_csv, "jsonl": write_jsonl, "xlsx": write_xlsx}
FORMATS: Final = tuple(WRITERS)


def export_raw(
    *, survey_id: str, target: Path, file_format: str, version: int | None = None
) -> ExportOutcome:
    """Write every response to a survey as it was given, all versions or one, to `target`.

    Whoever asks must be allowed to, and is recorded, by the caller: this folder knows nothing of
    accounts.

    Raises:
        NotFound: when the survey or the version is not published.
        Refused: when the file cannot be written.
    """
    layout = Layout(versions_of(survey_id, version), is_raw=True)
    only = layout.surveys[0].version if len(layout.surveys) == 1 else None
    outcome = ExportOutcome()
    rows = raw_records(
        layout, responses_to_survey(survey_id, version=only, with_uncounted=True), outcome
    )
    write(target, file_format, layout, rows, lambda: raw_notes(outcome))
    outcome.notes = raw_notes(outcome)
    return outcome


def write(
    target: Path,
    file_format: str,
    layout: Layout,
    records: Iterable[Record],
    notes: Callable[[], list[str]],
) -> None:
    """Write records to a file in one of `FORMATS`.

    Raises:
        Refused: when the file cannot be written.
    """
    with whole_or_not(target) as draft:
        WRITERS[file_format](draft, layout, records, notes)


def versions_of(survey_id: str, version: int | None) -> list[Survey]:
    """The versions of a survey that an export is of.

    Raises:
        NotFound: when the survey or the version is not published.
    """
    found = published_versions(survey_id)
    if not found:
        raise NotFound(
            f"There is no published survey '{survey_id}'. See them with: ownwords survey list"
        )
    wanted = [survey for survey in found if version in (None, survey.version)]
    if not wanted:
        known = ", ".join(str(survey.version) for survey in reversed(found))
        raise NotFound(f"There is no version {version} of '{survey_id}', only: {known}.")
    return wanted
