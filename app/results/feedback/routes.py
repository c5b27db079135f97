"""Pages of a quality report: for the screen, for paper, and as files."""

import uuid

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, reader_id
from app.comments.queue.own_themes import all_themes
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.results.feedback import operations, pages
from app.results.feedback.accuracy import accuracy_page
from app.results.feedback.agreement import agreement_page
from app.results.feedback.behind import comments_page
from app.results.feedback.drawings import drawn, feelings_drawn
from app.results.feedback.files import as_csv, as_xlsx
from app.results.feedback.forms import MergeForm, NameForm
from app.results.feedback.shares import HOW_SHARES_ARE_SAID
from app.results.feedback.similar import operations as similar_operations
from app.results.feedback.similar.saying import ClusterPage, cluster_page, similar_page
from app.statistics.intervals import points
from app.web.access import needs
from app.web.asked import asked, asked_page, sent
from app.web.downloads import download
from app.web.pages import done, form_page, page, redirect, show_or_save
from app.web.wings import RESULTS

blueprint = Blueprint("feedback", __name__, url_prefix=RESULTS)

BREAKDOWN_TITLES = {
    "audience": "By who was asked",
    "language": "By language",
    "helper": "By who helped",
    "service_id": "By service",
}
CHOSEN_BY = ("service", "audience", "period", "theme", "sentiment", "by", "of")


@blueprint.get("")
@needs(Permission.SEE_RESULTS)
def results() -> ResponseReturnValue:
    """What people are saying, for a meeting or a screen."""
    found = _found()
    return page(
        "results/feedback/feedback.html",
        block="results",
        found=found,
        results=found.results,
        trend=drawn(found.results.trend),
        feelings=feelings_drawn(found.results),
        points=points,
        chosen=_chosen(),
        by_name=BREAKDOWN_TITLES,
        how_shares_are_said=HOW_SHARES_ARE_SAID,
    )


@blueprint.get("/similar")
@needs(Permission.SEE_RESULTS)
def similar() -> ResponseReturnValue:
    """What many people say in other words, with a comment in each language."""
    found = similar_page(**_chosen(), reader=reader_id())
    operations.record_opening(actor=actor(), what=found.title)
    return page("results/feedback/similar.html", block="results", found=found, chosen=_chosen())


@blueprint.get("/similar/<uuid:cluster_id>")
@needs(Permission.SEE_RESULTS)
def cluster(cluster_id: uuid.UUID) -> ResponseReturnValue:
    """Similar comments by themselves: what they are called, and what they are shown with."""
    found = cluster_page(cluster_id=cluster_id, reader=reader_id())
    operations.record_opening(actor=actor(), what=f"Similar comments: {cluster_id}")
    return _cluster_page(found)


@blueprint.post("/similar/<uuid:cluster_id>/name")
@needs(Permission.ASSESS)
def rename(cluster_id: uuid.UUID) -> ResponseReturnValue:
    """Give similar comments a name, or let their own words name them again."""
    found = cluster_page(cluster_id=cluster_id, reader=reader_id())
    form = NameForm(data={"name": found.name.given})
    return show_or_save(
        form,
        lambda refused: _cluster_page(found, name=form, refused=refused),
        lambda: similar_operations.rename(
            cluster_id=cluster_id, name=form.name.data, actor=actor()
        ),
        lambda _: done("The name is kept.", "feedback.cluster", cluster_id=cluster_id),
    )


@blueprint.post("/similar/<uuid:cluster_id>/merge")
@needs(Permission.ASSESS)
def merge(cluster_id: uuid.UUID) -> ResponseReturnValue:
    """Show similar comments as part of others."""
    found, form = cluster_page(cluster_id=cluster_id, reader=reader_id()), MergeForm()
    form.offer(found.others)
    words = "They are shown as one. You can take them apart again below."
    return show_or_save(
        form,
        lambda refused: _cluster_page(found, merge=form, refused=refused),
        lambda: similar_operations.merge(cluster_id=cluster_id, into=form.chosen, actor=actor()),
        lambda kept: done(words, "feedback.cluster", cluster_id=kept.id),
    )


@blueprint.post("/similar/<uuid:cluster_id>/apart")
@needs(Permission.ASSESS)
def take_apart(cluster_id: uuid.UUID) -> ResponseReturnValue:
    """Show similar comments by themselves again."""
    similar_operations.take_apart(cluster_id=cluster_id, actor=actor())
    words = "They are shown by themselves again."
    return done(words, "feedback.cluster", cluster_id=cluster_id)


@blueprint.get("/comments")
@needs(Permission.READ)
def comments() -> ResponseReturnValue:
    """The comments behind a figure, without personal details."""
    found = comments_page(
        **_chosen(),
        theme=asked("theme"),
        sentiment=asked("sentiment"),
        group=_group(),
        number=asked_page(),
        reader=reader_id(),
    )
    operations.record_opening(actor=actor(), what=found.title)
    older = {name: value for name in CHOSEN_BY if (value := asked(name))}
    return page(
        "results/feedback/comments.html",
        found=found,
        themes=all_themes(),
        chosen=_chosen(),
        older=older,
    )


@blueprint.get("/agreement")
@needs(Permission.SEE_RESULTS)
def agreement() -> ResponseReturnValue:
    """How far people and the machine agree, and which version of it counts."""
    return page("results/feedback/agreement.html", found=agreement_page())


@blueprint.get("/accuracy")
@needs(Permission.SEE_RESULTS)
def accuracy() -> ResponseReturnValue:
    """How the machine reads those whom people read blind: what it finds and what it misses."""
    return page("results/feedback/accuracy.html", found=accuracy_page())


@blueprint.post("/agreement/switch")
@needs(Permission.SET_STANDARDS)
def switch() -> ResponseReturnValue:
    """Let another version of the machine count, or the earlier one again."""
    operations.switch(version=sent("version") or "", actor=actor())
    return redirect(url_for("feedback.agreement"))


@blueprint.get("/figures.csv")
@needs(Permission.SEE_RESULTS)
def csv_file() -> ResponseReturnValue:
    """Every figure of the results in one table, with how it was made."""
    found = _found()
    return download(as_csv(found), "csv", "review", found.title)


@blueprint.get("/figures.xlsx")
@needs(Permission.SEE_RESULTS)
def xlsx_file() -> ResponseReturnValue:
    """The same as a workbook, each table on a sheet with its notes."""
    found = _found()
    return download(as_xlsx(found), "xlsx", "review", found.title)


def _group() -> tuple[str, str] | None:
    breakdown, key = asked("by"), asked("of")
    return (breakdown, key) if breakdown and key else None


def _cluster_page(
    found: ClusterPage,
    *,
    name: NameForm | None = None,
    merge: MergeForm | None = None,
    refused: Refused | None = None,
) -> ResponseReturnValue:
    """The page with its forms, one of them as it was sent."""
    names = name or NameForm(formdata=None, data={"name": found.name.given})
    merges = merge or MergeForm(formdata=None)
    merges.offer(found.others)
    template = "results/feedback/cluster.html"
    return form_page(template, merge or names, refused, found=found, names=names, merges=merges)


def _found() -> pages.FeedbackPage:
    return pages.feedback_page(**_chosen())


def _chosen() -> dict[str, str | None]:
    return {name: asked(name) for name in ("service", "audience", "period")}
