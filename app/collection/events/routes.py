"""Staff pages of events, with one table of their addresses."""

import uuid
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, signed_in
from app.administration.organisation.queries import all_services
from app.collection.events import operations, queries
from app.collection.events.attendance import CountKind
from app.collection.events.forms import AttendanceForm, EditEventForm, EventForm, SurveyForm
from app.collection.events.script import scripts_of
from app.collection.events.steps import by_phase
from app.collection.events.views import EventView, event_view
from app.collection.links.audiences import AUDIENCES
from app.collection.links.views import title_of
from app.collection.publishing.queries import all_current
from app.kernel.clock import today
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_locale
from app.kernel.permissions import Permission
from app.surveys.definition import Survey
from app.web.access import needs
from app.web.asked import asked
from app.web.fields import Choices
from app.web.pages import done, form_page, page, redirect, show_or_save, shown
from app.web.wings import COLLECTION

BOTH = ("GET", "POST")


@needs(Permission.COLLECT)
def events() -> ResponseReturnValue:
    """Events to come, the next one first, and past ones, the last one first."""
    lines = queries.all_events()
    coming = [line for line in lines if line.event.day >= today()]
    past = [line for line in reversed(lines) if line.event.day < today()]
    return page("collection/events/events.html", coming=coming, past=past)


@needs(Permission.COLLECT)
def named() -> ResponseReturnValue:
    """The event that a link names, from wherever that name is shown."""
    service, name = asked("service") or "", asked("name") or ""
    try:
        found = queries.get_event_named(service_name=service, name=name)
    except NotFound:
        return page("collection/events/not_planned.html", service=service, name=name)
    return redirect(url_for("events.event", event_id=found.id))


@needs(Permission.SET_UP)
def plan() -> ResponseReturnValue:
    """Plan an event."""
    form = EventForm()
    surveys = all_current()
    form.offer(
        services={service.name: service.name for service in all_services()},
        surveys=_titles(surveys),
    )
    form.offer_languages(_languages(surveys))
    if request.method == "GET":
        form.service.data = asked("service")
        form.name.data = asked("name")
    return show_or_save(
        form,
        shown("collection/events/plan.html", form),
        lambda: operations.plan_event(
            service_name=form.service.data,
            plan=form.plan,
            survey_ids=form.surveys.data or (),
            is_kiosk=form.is_kiosk.data,
            actor=actor(),
        ),
        lambda planned: _to_event(f"{planned.name} is planned.", planned.id),
    )


@needs(Permission.COLLECT)
def event(event_id: uuid.UUID) -> ResponseReturnValue:
    """One event: facts, answers, links, and the running sheet."""
    form = SurveyForm()
    form.offer(_titles(all_current()))
    return _event_page(_view(event_id), form)


@needs(Permission.SET_UP)
def edit(event_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is planned."""
    found = queries.get_event(event_id)
    form = EditEventForm(obj=found)
    form.offer_languages(_languages(all_current()))
    return show_or_save(
        form,
        shown("collection/events/edit.html", form, event_id=found.id, name=found.name),
        lambda: operations.edit_event(event_id=event_id, plan=form.plan, actor=actor()),
        lambda _: _to_event("Your changes are saved.", event_id),
    )


@needs(Permission.SET_UP)
def use_survey(event_id: uuid.UUID) -> ResponseReturnValue:
    """Use one more survey at an event."""
    view = _view(event_id)
    form = SurveyForm()
    form.offer(_titles(all_current()))
    return show_or_save(
        form,
        lambda refused: _event_page(view, form, refused),
        lambda: operations.use_survey(
            event_id=event_id,
            survey_id=form.survey.data,
            is_kiosk=form.is_kiosk.data,
            actor=actor(),
        ),
        lambda _: _to_event(
            "The link is ready. Open it once on every tablet while there is signal.", event_id
        ),
    )


@needs(Permission.SET_UP)
def remove(event_id: uuid.UUID) -> ResponseReturnValue:
    """Remove an event without answers."""
    name = queries.get_event(event_id).name
    operations.remove_event(event_id=event_id, actor=actor())
    return done(f"{name} is removed, and its links are closed.", "events.events")


@needs(Permission.COLLECT)
def attendance(event_id: uuid.UUID) -> ResponseReturnValue:
    """Record how many attended, and what the partner gave."""
    found = queries.get_event(event_id)
    form = AttendanceForm(data=_recorded(event_id))
    return show_or_save(
        form,
        shown("collection/events/attendance.html", form, event_id=found.id, name=found.name),
        lambda: operations.record_attendance(
            event_id=event_id,
            number=form.number.data or 0,
            kind=CountKind(form.kind.data),
            by=form.by.data,
            contribution=form.contribution.data or "",
            actor=actor(),
        ),
        lambda _: _to_event("Attendance is recorded.", event_id),
    )


@needs(Permission.COLLECT)
def tick(event_id: uuid.UUID, step: str) -> ResponseReturnValue:
    """Note that a step is done."""
    operations.tick_step(event_id=event_id, step=step, by=_own_name(), actor=actor())
    return redirect(url_for("events.event", event_id=event_id, _anchor=f"step-{step}"))


@needs(Permission.COLLECT)
def untick(event_id: uuid.UUID, step: str) -> ResponseReturnValue:
    """Note that a step is not done after all."""
    operations.untick_step(event_id=event_id, step=step, actor=actor())
    return redirect(url_for("events.event", event_id=event_id, _anchor=f"step-{step}"))


@needs(Permission.COLLECT)
def sheet(event_id: uuid.UUID) -> ResponseReturnValue:
    """The running sheet for print."""
    view = _view(event_id)
    return page("collection/events/sheet.html", view=view, phases=tuple(by_phase(view.line.sheet)))


@needs(Permission.COLLECT)
def script(event_id: uuid.UUID) -> ResponseReturnValue:
    """What the host reads out."""
    view = _view(event_id)
    return page("collection/events/script.html", view=view, scripts=scripts_of(view))


def _view(event_id: uuid.UUID) -> EventView:
    return event_view(queries.event_line(event_id))


def _event_page(
    view: EventView, form: SurveyForm, refused: Refused | None = None
) -> ResponseReturnValue:
    phases = tuple(by_phase(view.line.sheet))
    return form_page("collection/events/event.html", form, refused, view=view, phases=phases)


def _recorded(event_id: uuid.UUID) -> dict[str, Any]:
    """What was recorded before; until then the host is who counts."""
    event = queries.get_event(event_id)
    return {
        "number": event.attendance_number,
        "kind": event.attendance_kind,
        "by": event.attendance_by or event.host,
        "contribution": event.contribution,
    }


def _own_name() -> str:
    user = signed_in()
    return user.name if user else actor()


def _to_event(words: str, event_id: uuid.UUID) -> ResponseReturnValue:
    return done(words, "events.event", event_id=event_id)


def _titles(surveys: list[Survey]) -> Choices:
    return {
        survey.id: f"{title_of(survey)} ({AUDIENCES.get(survey.audience, survey.audience)})"
        for survey in surveys
    }


def _languages(surveys: list[Survey]) -> Choices:
    """Every locale of a survey, by its English name."""
    names = {locale: english_locale(locale) for survey in surveys for locale in survey.locales}
    return dict(sorted(names.items(), key=lambda named: named[1]))


blueprint = Blueprint("events", __name__, url_prefix=COLLECTION)

for _rule, _methods, _handler in (
    ("/events", ("GET",), events),
    ("/events/named", ("GET",), named),
    ("/events/new", BOTH, plan),
    ("/events/<uuid:event_id>", ("GET",), event),
    ("/events/<uuid:event_id>/edit", BOTH, edit),
    ("/events/<uuid:event_id>/links", ("POST",), use_survey),
    ("/events/<uuid:event_id>/remove", ("POST",), remove),
    ("/events/<uuid:event_id>/attendance", BOTH, attendance),
    ("/events/<uuid:event_id>/steps/<step>/done", ("POST",), tick),
    ("/events/<uuid:event_id>/steps/<step>/not-done", ("POST",), untick),
    ("/events/<uuid:event_id>/sheet", ("GET",), sheet),
    ("/events/<uuid:event_id>/script", ("GET",), script),
):
    blueprint.add_url_rule(_rule, methods=_methods, view_func=_handler)
