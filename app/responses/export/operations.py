"""Exporting the responses to a survey into a file that appears whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.kernel.errors import NotFound
from app.kernel.files import whole_or_not
from app.publishing.queries import published_versions
from app.questionnaire.definition import Survey
from app.responses.export.batches import release_rows
from app.responses.export.columns import Layout
from app.responses.export.records import GatedRecords, Outcome, Record, notes_of, raw_records
from app.responses.export.writers import write_csv, write_jsonl, write_xlsx
from app.responses.queries import Given, responses_given
from app.responses.tally import count_all

WRITERS: Final = {"csv": write_csv, "jsonl": write_jsonl, "xlsx": write_xlsx}
FORMATS: Final = tuple(WRITERS)


def export_responses(
    *, survey_id: str, target: Path, file_format: str, is_raw: bool, version: int | None = None
) -> Outcome:
    """Write the responses to a survey, all versions or one, to `target`.

    What is not raw has passed the gate, and holds only rows that were released: what is ripe is
    released now, and stays so even where the file cannot be written after all. Whoever asks for
    raw must be allowed to, and is recorded, by the caller: this folder knows nothing of accounts.

    Returns:
        How many responses were written and withheld, and what a reader has to know.

    Raises:
        NotFound: when the survey or the version is not published.
        Refused: when the file cannot be written.
    """
    layout = Layout(_versions(survey_id, version), is_raw=is_raw)
    outcome = Outcome()
    with whole_or_not(target) as draft:
        WRITERS[file_format](
            draft, layout, _records(survey_id, layout, outcome), lambda: notes_of(layout, outcome)
        )
    outcome.notes = notes_of(layout, outcome)
    return outcome


def _records(survey_id: str, layout: Layout, outcome: Outcome) -> Iterator[Record]:
    if layout.is_raw:
        return raw_records(layout, _responses(survey_id, layout), outcome)
    release_rows(layout.surveys)
    counts = count_all(layout.surveys, _responses(survey_id, layout))
    return GatedRecords(layout, counts)(_responses(survey_id, layout), outcome)


def _responses(survey_id: str, layout: Layout) -> Iterator[Given]:
    only = layout.surveys[0].version if len(layout.surveys) == 1 else None
    return responses_given(
        survey_id,
        version=only,
        is_released=not layout.is_raw,
        with_uncounted=layout.is_raw,
    )


def _versions(survey_id: str, version: int | None) -> list[Survey]:
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
