"""Publishing: freezing a version of a survey, for good."""

from dataclasses import dataclass, replace

from app.collection.publishing.models import SurveyVersion
from app.collection.publishing.queries import published_versions, version_row
from app.extensions import db
from app.kernel.errors import Conflict
from app.surveys.definition import Survey, survey_document


@dataclass(frozen=True)
class Publication:
    """What publishing did: `is_new` is False where this very version was published before."""

    survey_id: str
    version: int
    content_hash: str
    is_new: bool


def publish(*, survey: Survey) -> Publication:
    """Freeze a version by its content hash; publishing the same content again changes nothing.

    Only the signing-off of a translation may be added to a version that is published.

    Raises:
        Conflict: when the version is published with other content, or a question changed its kind.
    """
    digest = frozen_hash(survey)
    row = version_row(survey.id, survey.version)
    if row is None:
        _refuse_changed_kinds(survey)
        db.session.add(_row(survey, digest))
    elif row.content_hash != digest:
        raise Conflict(
            f"{survey.id} version {survey.version} is already published with other content. "
            f"A published version is never edited: put your change in "
            f"{survey.id}/{published_versions(survey.id)[0].version + 1} as a new version."
        )
    else:
        row.document, row.document_hash = survey_document(survey), survey.content_hash
    db.session.flush()
    return Publication(survey.id, survey.version, digest, is_new=row is None)


def frozen_hash(survey: Survey) -> str:
    """SHA-256 (hex) of all of a survey but who signed its translations off."""
    return replace(survey, translations={}).content_hash


def _row(survey: Survey, digest: str) -> SurveyVersion:
    return SurveyVersion(
        survey_id=survey.id,
        version=survey.version,
        content_hash=digest,
        document_hash=survey.content_hash,
        document=survey_document(survey),
    )


def _refuse_changed_kinds(survey: Survey) -> None:
    """A column that changed its meaning would spoil every export made before."""
    kinds = {question.id: question.kind for question in survey.questions}
    for other in published_versions(survey.id):
        for question in other.questions:
            kind = kinds.get(question.id, question.kind)
            if kind != question.kind:
                raise Conflict(
                    f"{survey.id} version {survey.version}: question '{question.id}' is of kind "
                    f"{kind}, but was {question.kind} in version {other.version}. "
                    "Give the new question an id of its own."
                )
