"""Pages on which staff see the answers."""

import tempfile
from pathlib import Path

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, reader_id
from app.kernel.clock import today
from app.kernel.permissions import Permission
from app.results.questions import operations, queries
from app.results.questions.forms import ExportForm
from app.web.access import needs
from app.web.asked import asked, asked_number
from app.web.downloads import download
from app.web.pages import page
from app.web.wings import RESULTS

blueprint = Blueprint("questions", __name__, url_prefix=RESULTS)


@blueprint.get("/surveys")
@needs(Permission.SEE_RESULTS)
def surveys() -> ResponseReturnValue:
    """Every survey, each with its results, comments and export."""
    return page("results/questions/surveys.html", titles=queries.survey_titles())


@blueprint.get("/surveys/<survey_id>")
@needs(Permission.SEE_RESULTS)
def results(survey_id: str) -> ResponseReturnValue:
    """What the answers to a survey say."""
    found = queries.results_page(
        survey_id=survey_id,
        version=_version(),
        audience=asked("audience"),
        service=asked("service"),
        by_proxy=asked("by") == "another",
    )
    return page(
        "results/questions/results.html", block="results", found=found, results=found.results
    )


@blueprint.get("/surveys/<survey_id>/comments")
@needs(Permission.READ)
def comments(survey_id: str) -> ResponseReturnValue:
    """What people wrote; opening it is recorded."""
    service, after = asked("service"), asked("after")
    found = queries.comments_page(
        survey_id=survey_id, reader=reader_id(), service=service, after=after
    )
    operations.record_reading(actor=actor(), survey_id=survey_id, service=service, after=after)
    return page(
        "results/questions/comments.html", found=found, survey_id=survey_id, service=service
    )


@blueprint.get("/surveys/<survey_id>/export")
@needs(Permission.SEE_RESULTS)
def export(survey_id: str) -> ResponseReturnValue:
    """Choose a file."""
    return _export_page(survey_id, _export_form(survey_id))


@blueprint.post("/surveys/<survey_id>/export")
@needs(Permission.SEE_RESULTS)
def export_gated(survey_id: str) -> ResponseReturnValue:
    """The file that passed the gate."""
    return _exported(survey_id, is_raw=False)


@blueprint.post("/surveys/<survey_id>/export/raw")
@needs(Permission.EXPORT_RAW)
def export_raw(survey_id: str) -> ResponseReturnValue:
    """Everything, for admins."""
    return _exported(survey_id, is_raw=True)


def _exported(survey_id: str, *, is_raw: bool) -> ResponseReturnValue:
    form = _export_form(survey_id)
    if not form.validate_on_submit():
        response = _export_page(survey_id, form)
        response.status_code = 422
        return response
    file_format = form.file_format.data
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"answers.{file_format}"
        operations.export(
            actor=actor(),
            survey_id=survey_id,
            target=target,
            file_format=file_format,
            is_raw=is_raw,
            version=form.chosen_version,
        )
        # The open file outlives its name, so that nothing stays on the disk.
        content = target.open("rb")
    return download(content, file_format, survey_id, "raw" if is_raw else "figures", today())


def _export_form(survey_id: str) -> ExportForm:
    form = ExportForm()
    form.offer_versions(queries.version_numbers(survey_id))
    return form


def _export_page(survey_id: str, form: ExportForm) -> Response:
    title = queries.survey_title(survey_id)
    return page("results/questions/export.html", form=form, survey_id=survey_id, title=title)


def _version() -> int | None:
    return asked_number("version")
