"""Reading published versions, each document parsed once per process and known by its hash."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select, tuple_

from app.collection.publishing.models import SurveyVersion
from app.extensions import db
from app.surveys.definition import Survey, survey_from_document

_parsed: dict[str, Survey] = {}


def published(survey_id: str, version: int) -> Survey | None:
    """One published version, or None."""
    return _first(_hashes(survey_id, SurveyVersion.version == version))


def current_version(survey_id: str) -> Survey | None:
    """The newest published version of a survey, or None when there is none."""
    return _first(_hashes(survey_id))


def published_versions(survey_id: str) -> list[Survey]:
    """Every published version of a survey, newest first."""
    return _surveys(_hashes(survey_id))


def versions_among(survey_ids: Collection[str]) -> list[Survey]:
    """Every published version of these surveys, by id and newest first, in one query or two."""
    found = (
        select(SurveyVersion.document_hash)
        .where(SurveyVersion.survey_id.in_(survey_ids))
        .order_by(SurveyVersion.survey_id, SurveyVersion.version.desc())
    )
    return _surveys(db.session.execute(found).scalars())


def all_current() -> list[Survey]:
    """The newest published version of each survey, by id."""
    newest = select(SurveyVersion.survey_id, func.max(SurveyVersion.version)).group_by(
        SurveyVersion.survey_id
    )
    rows = db.session.execute(
        select(SurveyVersion.document_hash)
        .where(tuple_(SurveyVersion.survey_id, SurveyVersion.version).in_(newest))
        .order_by(SurveyVersion.survey_id)
    )
    return _surveys(rows.scalars())


def all_published() -> dict[tuple[str, int], Survey]:
    """Every published version of every survey, by its id and version, oldest first."""
    rows = db.session.execute(
        select(SurveyVersion.document_hash).order_by(SurveyVersion.survey_id, SurveyVersion.version)
    )
    return {(survey.id, survey.version): survey for survey in _surveys(rows.scalars())}


def _hashes(survey_id: str, *conditions: object) -> Iterable[str]:
    return db.session.execute(
        select(SurveyVersion.document_hash)
        .where(SurveyVersion.survey_id == survey_id, *conditions)  # type: ignore[arg-type]
        .order_by(SurveyVersion.version.desc())
    ).scalars()


def _first(hashes: Iterable[str]) -> Survey | None:
    first = next(iter(hashes), None)
    return _surveys([first])[0] if first else None


def _surveys(hashes: Iterable[str]) -> list[Survey]:
    wanted = list(hashes)
    _parse(set(wanted) - _parsed.keys())
    return [_parsed[document_hash] for document_hash in wanted]


def _parse(unknown: set[str]) -> None:
    if not unknown:
        return
    rows = db.session.execute(
        select(SurveyVersion.document_hash, SurveyVersion.document).where(
            SurveyVersion.document_hash.in_(unknown)
        )
    )
    for document_hash, document in rows:
        _parsed[document_hash] = survey_from_document(document)


def version_row(survey_id: str, version: int) -> SurveyVersion | None:
    """The stored row of one published version, or None."""
    return db.session.execute(
        select(SurveyVersion).where(
            SurveyVersion.survey_id == survey_id, SurveyVersion.version == version
        )
    ).scalar()
