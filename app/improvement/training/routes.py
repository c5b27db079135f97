"""Staff pages of training, with one table of their addresses."""

import uuid

from flask import Blueprint, current_app, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.administration.organisation.queries import all_services
from app.collection.links.audiences import AUDIENCES
from app.collection.links.views import locale_name, title_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.queries import all_current
from app.comments.queue.own_themes import all_themes
from app.improvement.training import operations, queries
from app.improvement.training.findings import SHIFT
from app.improvement.training.forms import (
    DoneForm,
    EditProgrammeForm,
    FollowUpForm,
    LinkingCardsForm,
    ProgrammeForm,
    SessionForm,
)
from app.improvement.training.plans import PEOPLE, ROLES
from app.improvement.training.views import ProgrammeView, programme_view, results_view
from app.kernel.errors import NotFound, Refused
from app.kernel.permissions import Permission
from app.results.indicators.choices import measures_asked
from app.web.access import needs
from app.web.downloads import download
from app.web.fields import names_by_id
from app.web.pages import done, form_page, page, redirect, show_or_save, shown
from app.web.wings import IMPROVEMENT

BOTH = ("GET", "POST")


@needs(Permission.SEE_RESULTS)
def programmes() -> ResponseReturnValue:
    """All programmes, and what is overdue in supervision."""
    return page(
        "improvement/training/programmes.html",
        lines=queries.all_programmes(),
        overdue=queries.overdue_follow_ups(),
    )


@needs(Permission.LEAD)
def start() -> ResponseReturnValue:
    """Start a programme."""
    form = ProgrammeForm()
    _offer(form)
    form.survey.choices = {
        survey.id: title_of(survey)
        for survey in all_current()
        if survey.audience == operations.STAFF
    }
    return show_or_save(
        form,
        shown("improvement/training/start.html", form),
        lambda: operations.start_programme(
            plan=form.plan, survey_id=form.survey.data, actor=actor()
        ),
        lambda started: _to_programme(
            "The programme is ready. Print cards before the first session.", started.id
        ),
    )


@needs(Permission.SEE_RESULTS)
def programme(programme_id: uuid.UUID) -> ResponseReturnValue:
    """One programme: aims, links, cards, sessions, and what is taken up in supervision."""
    view = _view(programme_id)
    return _programme_page(view, _cards_form(view), FollowUpForm())


@needs(Permission.LEAD)
def edit(programme_id: uuid.UUID) -> ResponseReturnValue:
    """Change a programme."""
    line = queries.programme_line(programme_id)
    form = EditProgrammeForm(obj=line.programme)
    _offer(form)
    if request.method == "GET":
        form.services.data = [str(each) for each in line.services]
    return show_or_save(
        form,
        shown("improvement/training/edit.html", form, line=line),
        lambda: operations.edit_programme(programme_id=programme_id, plan=form.plan, actor=actor()),
        lambda _: _to_programme("Your changes are saved.", programme_id),
    )


@needs(Permission.LEAD)
def cards(programme_id: uuid.UUID) -> ResponseReturnValue:
    """Cards as a PDF file, with codes that are shown this once."""
    view = _view(programme_id)
    form = _cards_form(view)
    if not form.validate_on_submit():
        return _programme_page(view, form, FollowUpForm())
    try:
        sheet = operations.print_cards(
            programme_id=programme_id,
            number=form.number.data or 0,
            service_id=uuid.UUID(form.service.data),
            locale=form.language.data,
            base_url=current_app.config["OWNWORDS"].base_url,
            actor=actor(),
        )
    except Refused as refused:
        return _programme_page(view, form, FollowUpForm(), refused=refused)
    return download(sheet, "pdf", "training-cards", view.line.programme.name)


@needs(Permission.LEAD)
def close_time_point(programme_id: uuid.UUID, time_point: str) -> ResponseReturnValue:
    """Close the links of a time point."""
    if time_point not in {each.value for each in TimePoint}:
        raise NotFound("There is no such time point in a programme.")
    operations.close_time_point(
        programme_id=programme_id, time_point=TimePoint(time_point), actor=actor()
    )
    return _to_programme("Its links are closed.", programme_id, "links")


@needs(Permission.SEE_RESULTS)
def results(programme_id: uuid.UUID) -> ResponseReturnValue:
    """What staff said of themselves before and after."""
    view = results_view(queries.programme_line(programme_id))
    return page("improvement/training/results.html", view=view, shift=SHIFT, audiences=AUDIENCES)


@needs(Permission.LEAD)
def close(programme_id: uuid.UUID) -> ResponseReturnValue:
    """Close a programme for good."""
    line = queries.programme_line(programme_id)
    if request.method == "GET":
        return page("improvement/training/close.html", line=line)
    operations.close_programme(programme_id=programme_id, actor=actor())
    return done(
        "The programme is closed. The key of its cards has been destroyed.",
        "training.results",
        programme_id=programme_id,
    )


@needs(Permission.ACT)
def add_session(programme_id: uuid.UUID) -> ResponseReturnValue:
    """Record a session."""
    line = queries.programme_line(programme_id)
    form = SessionForm()
    form.offer({str(each): name for each, name in line.services.items()})
    return show_or_save(
        form,
        shown("improvement/training/session.html", form, line=line, session=None),
        lambda: operations.hold_session(programme_id=programme_id, plan=form.plan, actor=actor()),
        lambda _: _to_programme("The session is recorded.", programme_id, "sessions"),
    )


@needs(Permission.ACT)
def edit_session(session_id: uuid.UUID) -> ResponseReturnValue:
    """Correct a session and attendance."""
    session = queries.get_session(session_id)
    line = queries.programme_line(session.programme_id)
    attended = queries.attendance_of(session_id)
    form = SessionForm(obj=session, data={f"role_{role}": attended.get(role) for role in ROLES})
    form.offer({str(each): name for each, name in line.services.items()})
    if request.method == "GET":
        form.service.data = str(session.service_id or "")
    return show_or_save(
        form,
        shown("improvement/training/session.html", form, line=line, session=session),
        lambda: operations.edit_session(session_id=session_id, plan=form.plan, actor=actor()),
        lambda _: _to_programme("The session is corrected.", session.programme_id, "sessions"),
    )


@needs(Permission.ACT)
def add_follow_up(programme_id: uuid.UUID) -> ResponseReturnValue:
    """Say what is taken up in supervision."""
    view = _view(programme_id)
    form = FollowUpForm()
    return show_or_save(
        form,
        lambda refused: _programme_page(view, _cards_form(view, is_blank=True), form, refused),
        lambda: operations.plan_follow_up(
            programme_id=programme_id,
            theme=form.theme.data or "",
            owner=form.owner.data or "",
            due_on=form.due,
            actor=actor(),
        ),
        lambda _: _to_programme("Saved.", programme_id, "supervision"),
    )


@needs(Permission.ACT)
def finish_follow_up(follow_up_id: uuid.UUID) -> ResponseReturnValue:
    """Note that something was taken up."""
    follow_up = operations.finish_follow_up(
        follow_up_id=follow_up_id, outcome=DoneForm().outcome.data, actor=actor()
    )
    return redirect(
        url_for("training.programme", programme_id=follow_up.programme_id, _anchor="supervision")
    )


@needs(Permission.ACT)
def reopen_follow_up(follow_up_id: uuid.UUID) -> ResponseReturnValue:
    """Note that it is not done after all."""
    follow_up = operations.reopen_follow_up(follow_up_id=follow_up_id, actor=actor())
    return redirect(
        url_for("training.programme", programme_id=follow_up.programme_id, _anchor="supervision")
    )


def _view(programme_id: uuid.UUID) -> ProgrammeView:
    return programme_view(queries.programme_line(programme_id), all_themes())


def _offer(form: EditProgrammeForm) -> None:
    form.offer(
        services=names_by_id(all_services()),
        themes=dict(all_themes()),
        measures=measures_asked(PEOPLE),
    )


def _cards_form(view: ProgrammeView, *, is_blank: bool = False) -> LinkingCardsForm:
    form = LinkingCardsForm(formdata=None) if is_blank else LinkingCardsForm()
    form.offer(
        services={str(each): name for each, name in view.line.services.items()},
        languages={locale: locale_name(locale) for locale in view.locales},
    )
    return form


def _programme_page(
    view: ProgrammeView,
    cards: LinkingCardsForm,
    follow_up: FollowUpForm,
    refused: Refused | None = None,
) -> ResponseReturnValue:
    failed = next((form for form in (cards, follow_up) if form.errors), None)
    return form_page(
        "improvement/training/programme.html",
        failed or follow_up,
        refused,
        view=view,
        cards=cards,
        follow_up=follow_up,
    )


def _to_programme(
    words: str, programme_id: uuid.UUID, part: str | None = None
) -> ResponseReturnValue:
    return done(words, "training.programme", programme_id=programme_id, _anchor=part)


blueprint = Blueprint("training", __name__, url_prefix=f"{IMPROVEMENT}/training")

for _rule, _methods, _handler in (
    ("", ("GET",), programmes),
    ("/new", BOTH, start),
    ("/<uuid:programme_id>", ("GET",), programme),
    ("/<uuid:programme_id>/edit", BOTH, edit),
    ("/<uuid:programme_id>/cards", ("POST",), cards),
    ("/<uuid:programme_id>/time-points/<time_point>/close", ("POST",), close_time_point),
    ("/<uuid:programme_id>/results", ("GET",), results),
    ("/<uuid:programme_id>/close", BOTH, close),
    ("/<uuid:programme_id>/sessions/new", BOTH, add_session),
    ("/sessions/<uuid:session_id>", BOTH, edit_session),
    ("/<uuid:programme_id>/follow-ups", ("POST",), add_follow_up),
    ("/follow-ups/<uuid:follow_up_id>/done", ("POST",), finish_follow_up),
    ("/follow-ups/<uuid:follow_up_id>/not-done", ("POST",), reopen_follow_up),
):
    blueprint.add_url_rule(_rule, methods=_methods, view_func=_handler)
