"""Staff pages of audit rounds, with one table of their addresses."""

import uuid

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, reader_id
from app.administration.organisation.queries import all_services, get_service
from app.collection.links.qr import inline_svg
from app.collection.links.queries import get_link
from app.collection.links.views import link_views
from app.improvement.audits import operations, queries
from app.improvement.audits.answers import RecordPart, Twice
from app.improvement.audits.forms import (
    ActionForm,
    DrawAgainForm,
    EditRoundForm,
    FindingForm,
    ReconcileForm,
    RoundForm,
)
from app.improvement.audits.notes import notes_of
from app.improvement.audits.queries import Finding, RoundLine, sampling_of
from app.improvement.audits.results import sampling_note
from app.improvement.audits.timeline import timeline
from app.improvement.audits.tools import ANSWERS
from app.improvement.audits.views import ROLES, compared, phase_of, short_id
from app.kernel.clock import weeks_in_words
from app.kernel.errors import NotFound, require
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import asked
from app.web.fields import Choices, names_by_id
from app.web.pages import done, page, show_or_save, shown
from app.web.wings import IMPROVEMENT

BOTH = ("GET", "POST")


@needs(Permission.AUDIT)
def rounds() -> ResponseReturnValue:
    """All rounds, and the tools that there are."""
    lines = queries.all_rounds()
    return page(
        "improvement/audits/rounds.html",
        lines=lines,
        phase_of=phase_of,
        tools=list(queries.current_tools().values()),
        series=list({(each.service.id, each.tool.id): each for each in lines}.values()),
    )


@needs(Permission.LEAD)
def plan() -> ResponseReturnValue:
    """Plan a round."""
    form = RoundForm()
    form.offer(tools=_tools(), services=names_by_id(all_services()), rounds=_rounds())
    if request.method == "GET":
        _follow(form)
    return show_or_save(
        form,
        shown("improvement/audits/plan.html", form),
        lambda: operations.plan_round(
            survey_id=form.tool.data,
            service_id=uuid.UUID(form.service.data),
            plan=form.plan,
            follows_id=uuid.UUID(form.follows.data) if form.follows.data else None,
            actor=actor(),
        ),
        lambda planned: _to_round(f"{planned.name} is planned. Draw its sample next.", planned.id),
    )


@needs(Permission.AUDIT)
def audit_round(round_id: uuid.UUID) -> ResponseReturnValue:
    """One round: its sample, answers and findings."""
    line = queries.round_line(round_id)
    link = get_link(line.round.link_token)
    [view] = link_views([(link, line.service)])
    return page(
        "improvement/audits/round.html",
        line=line,
        phase=phase_of(line),
        link=view,
        picture=inline_svg(view.url),
        earlier=compared(line),
        sampling_note=sampling_note,
        answers=ANSWERS,
    )


@needs(Permission.LEAD)
def edit(round_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is planned."""
    line = queries.round_line(round_id)
    form = EditRoundForm(obj=line.round)
    if line.draw is not None:
        form.fix_sampling(sampling_of(line.draw))
    return show_or_save(
        form,
        shown("improvement/audits/edit.html", form, line=line),
        lambda: operations.edit_round(round_id=round_id, plan=form.plan, actor=actor()),
        lambda _: _to_round("Your changes are saved.", round_id),
    )


@needs(Permission.LEAD)
def draw(round_id: uuid.UUID) -> ResponseReturnValue:
    """Draw the sample."""
    drawn = operations.draw_sample(round_id=round_id, actor=actor())
    return _to_round(
        f"{drawn.sample_size} of {drawn.population} records are drawn.", round_id, "sample"
    )


@needs(Permission.LEAD)
def draw_again(round_id: uuid.UUID) -> ResponseReturnValue:
    """Draw another sample, for a reason."""
    line = queries.round_line(round_id)
    form = DrawAgainForm(obj=line.draw, reason="")
    return show_or_save(
        form,
        shown("improvement/audits/draw_again.html", form, line=line),
        lambda: operations.draw_again(
            round_id=round_id, sampling=form.sampling, reason=form.reason.data, actor=actor()
        ),
        lambda _: _to_round(
            "Another sample is drawn. The earlier one stays on record.", round_id, "sample"
        ),
    )


@needs(Permission.AUDIT)
def sheet(round_id: uuid.UUID) -> ResponseReturnValue:
    """The list of drawn numbers that the auditors work from."""
    line = queries.round_line(round_id)
    [view] = link_views([(get_link(line.round.link_token), line.service)])
    return page("improvement/audits/sheet.html", line=line, link=view, picture=inline_svg(view.url))


@needs(Permission.AUDIT)
def notes(round_id: uuid.UUID) -> ResponseReturnValue:
    """What auditors wrote, once it was read."""
    line = queries.round_line(round_id)
    found = notes_of(line.tools, line.received, reader_id())
    return page(
        "improvement/audits/notes.html",
        line=line,
        notes=found,
        criteria=_criteria(line),
        roles=ROLES,
    )


@needs(Permission.AUDIT)
def reconcile(round_id: uuid.UUID, number: int, role: str) -> ResponseReturnValue:
    """Say which of several answers about a record counts."""
    line = queries.round_line(round_id)
    twice = _twice(line, RecordPart(number, role))
    form = ReconcileForm()
    form.answer.choices = {
        str(each.response_id): f"Answer {short_id(each.response_id)}. {weeks_in_words(each.week)}"
        for each in twice.answers
    }
    return show_or_save(
        form,
        shown(
            "improvement/audits/reconcile.html",
            form,
            line=line,
            twice=twice,
            answers=ANSWERS,
            roles=ROLES,
            short_id=short_id,
        ),
        lambda: operations.reconcile(
            round_id=round_id,
            place=twice.place,
            response_id=uuid.UUID(form.answer.data),
            reason=form.reason.data,
            actor=actor(),
        ),
        lambda _: _to_round(
            f"Recorded which answer about record {number} counts.", round_id, "came"
        ),
    )


@needs(Permission.AUDIT)
def finding(round_id: uuid.UUID) -> ResponseReturnValue:
    """Write a finding."""
    line = queries.round_line(round_id)
    form = FindingForm()
    form.offer(_criteria(line))
    if request.method == "GET":
        form.criterion.data = asked("criterion") or ""
    return show_or_save(
        form,
        shown("improvement/audits/finding.html", form, line=line),
        lambda: operations.write_finding(
            round_id=round_id,
            criterion=form.criterion.data or None,
            found=form.found.data,
            seriousness=form.seriousness.data,
            actor=actor(),
        ),
        lambda _: _to_round(
            "The finding is written down. Make an action of it, so that somebody decides.",
            round_id,
            "findings",
        ),
    )


@needs(Permission.ACT)
def act(finding_id: uuid.UUID) -> ResponseReturnValue:
    """Make an action of a finding."""
    found = queries.get_finding(finding_id)
    line = queries.round_line(found.round_id)
    form = ActionForm(heard=_wording(line, found))
    return show_or_save(
        form,
        shown("improvement/audits/act.html", form, line=line, finding=found),
        lambda: operations.act_on_finding(
            finding_id=finding_id, heard=form.heard.data or "", actor=actor()
        ),
        lambda action_id: done(
            "The action is made. Decide what will be done, or why not.",
            "actions.action",
            action_id=action_id,
        ),
    )


@needs(Permission.AUDIT)
def remove_finding(finding_id: uuid.UUID) -> ResponseReturnValue:
    """Take a finding back."""
    of_round = queries.get_finding(finding_id).round_id
    operations.remove_finding(finding_id=finding_id, actor=actor())
    return _to_round("The finding has been removed.", of_round, "findings")


@needs(Permission.LEAD)
def remove(round_id: uuid.UUID) -> ResponseReturnValue:
    """Remove a round without answers."""
    name = queries.get_round(round_id).name
    operations.remove_round(round_id=round_id, actor=actor())
    return done(f"{name} is removed, and its link is closed.", "audits.rounds")


@needs(Permission.AUDIT)
def over_time(service_id: uuid.UUID, survey_id: str) -> ResponseReturnValue:
    """The rounds of a tool at a service, one after another."""
    service = get_service(service_id)
    lines = queries.rounds_at(service_id, survey_id)
    if not lines:
        raise NotFound(f"No round of such a tool was planned at {service.name}.")
    criteria = {each.id: each.text for each in lines[0].tool.criteria}
    chosen = asked("criterion")
    if chosen is not None and chosen not in criteria:
        raise NotFound("The tool has no such criterion.")
    return page(
        "improvement/audits/over_time.html",
        service=service,
        tool=lines[0].tool,
        lines=lines,
        criteria=criteria,
        chosen=chosen,
        found=timeline(lines, chosen),
    )


def _wording(line: RoundLine, found: Finding) -> str:
    """What an action made of a finding begins with; a person reads it over before it is kept."""
    criterion = line.tool.criterion(found.criterion)
    about = f" “{criterion.text}”" if criterion else ""
    return f"{line.tool.title}, {line.round.name}.{about} {found.found}"


def _twice(line: RoundLine, place: RecordPart) -> Twice:
    return require(
        next((each for each in line.received.twice if each.place == place), None),
        f"There is nothing to resolve about record {place.number} in this round.",
    )


def _follow(form: RoundForm) -> None:
    """Begin with what an earlier round was, where this one is to be compared with it."""
    wanted = asked("follows")
    lines = queries.all_rounds()
    earlier = next((each for each in lines if str(each.round.id) == wanted), None)
    if earlier is None:
        return
    form.follows.data = str(earlier.round.id)
    form.tool.data, form.service.data = earlier.round.survey_id, str(earlier.service.id)
    for name in ("population", "sample_size", "double_share", "auditor", "second_auditor"):
        form[name].data = getattr(earlier.round, name)


def _to_round(words: str, round_id: uuid.UUID, part: str | None = None) -> ResponseReturnValue:
    return done(words, "audits.audit_round", round_id=round_id, _anchor=part)


def _tools() -> Choices:
    return {tool.id: tool.title for tool in queries.current_tools().values()}


def _rounds() -> Choices:
    return {
        str(line.round.id): f"{line.round.name}, {line.service.name}: {line.tool.title}"
        for line in queries.all_rounds()
    }


def _criteria(line: RoundLine) -> Choices:
    return {each.id: each.text for each in line.tool.criteria}


blueprint = Blueprint("audits", __name__, url_prefix=f"{IMPROVEMENT}/audits")

for _rule, _methods, _handler in (
    ("", ("GET",), rounds),
    ("/new", BOTH, plan),
    ("/<uuid:round_id>", ("GET",), audit_round),
    ("/<uuid:round_id>/edit", BOTH, edit),
    ("/<uuid:round_id>/draw", ("POST",), draw),
    ("/<uuid:round_id>/draw-again", BOTH, draw_again),
    ("/<uuid:round_id>/sheet", ("GET",), sheet),
    ("/<uuid:round_id>/notes", ("GET",), notes),
    ("/<uuid:round_id>/reconcile/<int:number>/<role>", BOTH, reconcile),
    ("/<uuid:round_id>/finding", BOTH, finding),
    ("/<uuid:round_id>/remove", ("POST",), remove),
    ("/findings/<uuid:finding_id>/action", BOTH, act),
    ("/findings/<uuid:finding_id>/remove", ("POST",), remove_finding),
    ("/over-time/<uuid:service_id>/<survey_id>", ("GET",), over_time),
):
    blueprint.add_url_rule(_rule, methods=_methods, view_func=_handler)
