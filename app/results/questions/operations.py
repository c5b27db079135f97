"""Handing figures and responses out as files, which is recorded."""

from pathlib import Path

from app.administration.accounts.operations import record
from app.administration.accounts.queries import user_by_email
from app.collection.responses.export.operations import export_raw
from app.collection.responses.export.records import ExportOutcome
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.results.indicators.export import export_figures


def export(
    *,
    actor: str,
    survey_id: str,
    target: Path,
    file_format: str,
    is_raw: bool = False,
    version: int | None = None,
) -> ExportOutcome:
    """Write figures, or raw responses, to a file and record who had them.

    Only admins may have raw responses: the caller has asked `refuse_all_but_admins`, or is the
    command line of the machine itself.

    Raises:
        NotFound: when the survey or version is not published.
        Refused: when the file cannot be written.
    """
    wanted = export_raw if is_raw else export_figures
    outcome = wanted(survey_id=survey_id, target=target, file_format=file_format, version=version)
    record(
        actor=actor,
        action="responses-exported-raw" if is_raw else "responses-exported",
        subject=survey_id,
        detail={
            "format": file_format,
            "version": version or "all",
            "responses" if is_raw else "rows": outcome.written,
        },
    )
    return outcome


def refuse_all_but_admins(email: str) -> str:
    """The address of an admin who may have raw responses.

    Raises:
        Refused: when nobody of that address is an active admin.
    """
    user = user_by_email(email)
    if user is None or not user.is_active or Permission.EXPORT_RAW not in user.permissions:
        raise Refused(f"'{email}' is not an admin. Only admins may have raw responses.")
    return user.email


def record_reading(*, actor: str, survey_id: str, service: str | None, after: str | None) -> None:
    """Record that somebody opened comments."""
    record(
        actor=actor,
        action="comments-opened",
        subject=survey_id,
        detail={"service": service or "all", "from": after or "newest"},
    )
