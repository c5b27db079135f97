"""Where staff see to actions: the list, one with its story, and each step of it."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue

from app.administration.accounts.queries import all_users
from app.administration.accounts.session import actor
from app.administration.organisation.queries import all_services
from app.comments.queue.own_themes import all_themes
from app.improvement.actions import operations, queries
from app.improvement.actions.forms import (
    WILL,
    WILL_NOT,
    ActionDecisionForm,
    FeedbackForm,
    NoteForm,
    OutcomeForm,
    ReopenForm,
)
from app.improvement.actions.plans import SOURCES, SourceKind, State
from app.improvement.actions.publishing import is_closed, service_pages
from app.improvement.publication.queries import sheet_of
from app.improvement.publication.routes import languages_to_offer
from app.kernel.clock import today
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_name
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import all_asked, asked
from app.web.fields import names_by_id
from app.web.pages import done, form_page, page, show_or_save, shown

STATES = {
    "open": "Open",
    "overdue": "Overdue",
    "done": "Done",
    "declined": "Declined",
}


@needs(Permission.SEE_RESULTS)
def actions() -> ResponseReturnValue:
    """What was heard, decided and done; overdue promises first."""
    services = names_by_id(all_services())
    service, state = asked("service"), asked("state")
    if (service and service not in services) or (state and state not in STATES):
        raise NotFound("There is no such service or state.")
    lines = queries.all_actions(service_id=uuid.UUID(service) if service else None)
    return page(
        "improvement/actions/actions.html",
        lines=[line for line in lines if state is None or _is(line, state)],
        overdue=sum(line.is_overdue for line in lines),
        services=services,
        service=service,
        states=STATES,
        state=state,
    )


@needs(Permission.ACT)
def new() -> ResponseReturnValue:
    """Keep the feedback; the page that leads here names the service and the theme."""
    form = _feedback_form(FeedbackForm())
    if request.method == "GET":
        form.heard_on.data = today()
        form.services.data = all_asked("service")
        form.themes.data = all_asked("theme")
        form.source.data = asked("source")
        form.reference.data = asked("reference")
    source = form.made_from
    return show_or_save(
        form,
        shown("improvement/actions/new.html", form, made_from=source, source=SOURCES[source.kind]),
        lambda: operations.make_action(heard=form.entered, source=source, actor=actor()),
        lambda made: _to_action("It is saved. Now somebody decides about it.", made.id),
    )


@needs(Permission.SEE_RESULTS)
def action(action_id: uuid.UUID) -> ResponseReturnValue:
    """One action: the feedback, decided and done, and its story."""
    return _action_page(queries.action_line(action_id), NoteForm())


@needs(Permission.ACT)
def edit(action_id: uuid.UUID) -> ResponseReturnValue:
    """Change the feedback."""
    line = queries.action_line(action_id)
    form = _feedback_form(FeedbackForm(data=_feedback_of(line)))
    return _step(
        "improvement/actions/edit.html",
        line,
        form,
        lambda: operations.edit_action(action_id=action_id, heard=form.entered, actor=actor()),
        "Your changes are saved.",
    )


@needs(Permission.LEAD)
def decide(action_id: uuid.UUID) -> ResponseReturnValue:
    """Decide, and say why."""
    line = queries.action_line(action_id)
    form = ActionDecisionForm(data=_decided(line))
    form.offer(names_by_id(each for each in all_users() if each.is_active))
    return _step(
        "improvement/actions/decide.html",
        line,
        form,
        lambda: operations.decide(action_id=action_id, decision=form.entered, actor=actor()),
        "The decision is saved.",
    )


@needs(Permission.LEAD)
def finish(action_id: uuid.UUID) -> ResponseReturnValue:
    """Say that it is done, and what shows it."""
    form = OutcomeForm()
    if request.method == "GET":
        form.done_on.data = today()
    return _step(
        "improvement/actions/finish.html",
        queries.action_line(action_id),
        form,
        lambda: operations.finish(action_id=action_id, outcome=form.entered, actor=actor()),
        "Marked as done. Now tell the people who asked for it.",
    )


@needs(Permission.LEAD)
def reopen(action_id: uuid.UUID) -> ResponseReturnValue:
    """Open again what was done or declined."""
    form = ReopenForm()
    return _step(
        "improvement/actions/reopen.html",
        queries.action_line(action_id),
        form,
        lambda: operations.reopen(
            action_id=action_id, reason=form.reason.data or "", actor=actor()
        ),
        "It is open again, and is no longer public.",
    )


@needs(Permission.ACT)
def note(action_id: uuid.UUID) -> ResponseReturnValue:
    """Add a step or note."""
    form, line = NoteForm(), queries.action_line(action_id)
    return show_or_save(
        form,
        lambda refused: _action_page(line, form, refused),
        lambda: operations.add_note(action_id=action_id, text=form.text.data or "", actor=actor()),
        lambda _: _to_action("The note is saved.", action_id, "story"),
    )


def _step(
    template: str, line: queries.ActionLine, form: Any, save: Callable[[], object], words: str
) -> ResponseReturnValue:
    """Show a form about an action, or do what it asks for."""
    return show_or_save(
        form,
        shown(template, form, line=line),
        save,
        lambda _: _to_action(words, line.action.id),
    )


def _action_page(
    line: queries.ActionLine, form: NoteForm, refused: Refused | None = None
) -> ResponseReturnValue:
    names, sheet = all_themes(), sheet_of(line.action.id)
    listed, others = languages_to_offer(sheet)
    return form_page(
        "improvement/actions/action.html",
        form,
        refused,
        line=line,
        steps=queries.steps_of(line.action.id),
        themes=[names.get(code, code) for code in line.action.themes],
        source=SOURCES[SourceKind(line.action.source_kind)],
        is_closed=is_closed(line.action),
        sheet=sheet,
        listed=listed,
        others=others,
        english_name=english_name,
        pages=[each for each in service_pages() if _is_on(line, each[1].id)],
        base_url=current_app.config["OWNWORDS"].base_url,
    )


def _is_on(line: queries.ActionLine, service_id: uuid.UUID) -> bool:
    """Whether an action belongs on the page of a service; without services, on every page."""
    return not line.services or service_id in line.services


def _feedback_form(form: FeedbackForm) -> FeedbackForm:
    form.offer(services=names_by_id(all_services()), themes=all_themes())
    return form


def _feedback_of(line: queries.ActionLine) -> dict[str, Any]:
    action = line.action
    return {
        "heard": action.heard,
        "services": [str(each) for each in line.services],
        "themes": action.themes,
        "heard_on": action.heard_on,
    }


def _decided(line: queries.ActionLine) -> dict[str, Any]:
    """What was decided before; a new decision is of today."""
    action = line.action
    choice = {True: WILL, False: WILL_NOT, None: None}
    return {
        "choice": choice[action.is_promised],
        "answer": action.answer,
        "reason": action.reason,
        "decided_on": action.decided_on or today(),
        "owner": action.owner,
        "due_on": action.due_on,
        "reminded": str(action.reminded_id or ""),
    }


def _is(line: queries.ActionLine, state: str) -> bool:
    """Whether an action is in a state of the list; what is overdue is open too."""
    is_declined = line.action.is_promised is False
    found = {
        "open": line.state is not State.DONE and not is_declined,
        "overdue": line.is_overdue,
        "done": line.state is State.DONE,
        "declined": is_declined,
    }
    return found[state]


def _to_action(words: str, action_id: uuid.UUID, part: str | None = None) -> ResponseReturnValue:
    return done(words, "actions.action", action_id=action_id, _anchor=part)
