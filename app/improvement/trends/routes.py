"""Staff pages about change: what leaders do, what moved, and how far that is sure."""

import uuid
from typing import Any

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.improvement.trends import files, operations, pages
from app.improvement.trends.choosing import Choices, TrendChoice, choices, chosen
from app.improvement.trends.comparing import SPANS, USUAL_SPAN
from app.improvement.trends.forms import RebaseForm
from app.improvement.trends.paragraphs import paragraphs_of
from app.improvement.trends.wording import months, whose
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.statistics.intervals import points
from app.web.access import needs
from app.web.asked import address_fields, asked, asked_number
from app.web.downloads import download
from app.web.pages import UNPROCESSABLE, done, page, show_or_save
from app.web.wings import IMPROVEMENT

blueprint = Blueprint("trends", __name__, url_prefix=IMPROVEMENT)


@blueprint.record_once
def _name_paragraphs(state: BlueprintSetupState) -> None:
    """The page of results, which lies below and may not import this room, asks by this name."""
    state.app.jinja_env.globals["paragraphs_of"] = paragraphs_of


@blueprint.get("/trends")
@needs(Permission.SEE_RESULTS)
def change() -> ResponseReturnValue:
    """A theme or measure month by month, with activities, before and after one, and limits."""
    return _change_page(RebaseForm(formdata=None))


@blueprint.get("/trends.csv")
@needs(Permission.SEE_RESULTS)
def change_csv() -> ResponseReturnValue:
    """The same as a file."""
    offered, choice = _asked()
    return _file(files.change_csv(_change(choice), choice, offered), "change", offered, choice)


@blueprint.post("/trends/limits")
@needs(Permission.LEAD)
def rebase() -> ResponseReturnValue:
    """Decide that the limits begin again."""
    form = RebaseForm()
    _, choice = _asked()
    return show_or_save(
        form,
        lambda refused: _change_page(form, refused),
        lambda: operations.rebase(
            about=choice.about,
            service=choice.service,
            audience=choice.audience,
            month=form.month.data or "",
            reason=form.reason.data or "",
            actor=actor(),
        ),
        lambda _: done(
            "The limits are recalculated from that month.", "trends.change", **choice.values
        ),
    )


@blueprint.post("/trends/limits/<uuid:rebase_id>/undo")
@needs(Permission.LEAD)
def undo_rebase(rebase_id: uuid.UUID) -> ResponseReturnValue:
    """Take such a decision back."""
    _, choice = _asked()
    operations.undo_rebase(rebase_id=rebase_id, actor=actor())
    return done("The decision is withdrawn.", "trends.change", **choice.values)


@blueprint.get("/gaps")
@needs(Permission.SEE_RESULTS)
def gaps() -> ResponseReturnValue:
    """How groups fare beside everyone else."""
    offered, choice = _asked()
    found = pages.gaps_page(choice, asked("grouping"))
    return _page("improvement/trends/gaps.html", offered, choice, found=found, grouping=_grouping())


@blueprint.get("/gaps.csv")
@needs(Permission.SEE_RESULTS)
def gaps_csv() -> ResponseReturnValue:
    """The same as a file."""
    offered, choice = _asked()
    found = pages.gaps_page(choice, asked("grouping"))
    return download(files.gaps_csv(found, choice, offered), "csv", "gaps")


@blueprint.get("/sides")
@needs(Permission.SEE_RESULTS)
def sides() -> ResponseReturnValue:
    """The same themes as people, families, partners and staff see them."""
    offered, choice = _asked()
    found = pages.sides_page(choice, offered)
    return _page(
        "improvement/trends/sides.html", offered, choice, found=found, sides=_sides(offered)
    )


@blueprint.get("/sides.csv")
@needs(Permission.SEE_RESULTS)
def sides_csv() -> ResponseReturnValue:
    """The same as a file."""
    offered, choice = _asked()
    content = files.sides_csv(pages.sides_page(choice, offered), choice, offered)
    return _file(content, "sides", offered, choice)


def _asked() -> tuple[Choices, TrendChoice]:
    offered = choices()
    return offered, chosen(address_fields(), offered)


def _grouping() -> str:
    return asked("grouping") or ""


def _sides(offered: Choices) -> dict[str, str]:
    return {side: offered.audiences[side] for side in pages.SIDES}


def _change(choice: TrendChoice) -> pages.ChangePage:
    span = asked_number("span") or USUAL_SPAN
    return pages.change_page(choice, act=asked("act"), span=span)


def _change_page(form: RebaseForm, refused: Refused | None = None) -> ResponseReturnValue:
    offered, choice = _asked()
    found = _change(choice)
    form.offer(found.months)
    response = _page(
        "improvement/trends/change.html",
        offered,
        choice,
        found=found,
        form=form,
        refused=refused,
        spans=SPANS,
    )
    response.status_code = UNPROCESSABLE if refused or form.errors else 200
    return response


def _page(template: str, offered: Choices, choice: TrendChoice, **context: Any) -> Response:
    return page(
        template,
        block="shown",
        offered=offered,
        choice=choice,
        kinds=pages.KIND_NAMES,
        whose=whose,
        points=points,
        months=months,
        **context,
    )


def _file(content: bytes, name: str, offered: Choices, choice: TrendChoice) -> Response:
    days, service = (choice.first, "to", choice.last), offered.services.get(choice.service)
    return download(content, "csv", name, *days, service)
