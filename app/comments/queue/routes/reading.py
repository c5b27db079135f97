"""The queue, the reading view, and what a reader may do there."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import current_app, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import reader_id
from app.administration.organisation.queries import all_services
from app.comments.machine.engine.languages import SUPPORTED
from app.comments.queue import corrections, decisions
from app.comments.queue.cases import add_step
from app.comments.queue.cases import cases as all_cases
from app.comments.queue.clock import PARTS
from app.comments.queue.dispositions import ABUSE, DISPOSITIONS, PROMPTS, STEPS
from app.comments.queue.forms import (
    ConfirmForm,
    ConflictForm,
    DecisionForm,
    QuoteForm,
    StepForm,
    TranslationForm,
)
from app.comments.queue.queue import next_in_queue, queue_page
from app.comments.queue.quotes import all_quotes, approve_quote, withdraw_quote
from app.comments.queue.speaking import ask_speaker
from app.comments.queue.speaking import translate as say_in_english
from app.comments.queue.views import CommentView, comment_view, record_listing, record_opening
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_name
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import asked, asked_id, asked_page, is_sent, sent, sent_id
from app.web.pages import page, redirect

LANGUAGES = dict(
    sorted(((code, english_name(code)) for code in SUPPORTED), key=lambda each: each[1])
)


@needs(Permission.READ)
def queue() -> ResponseReturnValue:
    """What nobody has read: strong signals first, then the oldest."""
    services = {str(each.id): each.name for each in all_services()}
    chosen = asked("service")
    if chosen is not None and chosen not in services:
        raise NotFound("There is no such service.")
    found = queue_page(
        reader=reader_id(),
        nation=_nation(),
        service=uuid.UUID(chosen) if chosen else None,
        number=asked_page(),
    )
    record_listing(service=chosen, page=asked_page(), reader=reader_id())
    return page(
        "comments/queue/queue.html", found=found, services=services, chosen=chosen, parts=PARTS
    )


@needs(Permission.READ)
def following() -> ResponseReturnValue:
    """The next comment to read, or the list when there is none."""
    return _to_next(asked_id("after"))


@needs(Permission.HANDLE_CONCERNS)
def cases() -> ResponseReturnValue:
    """Complaints and concerns, followed to their outcome."""
    return page("comments/queue/cases.html", cases=all_cases(reader_id()), steps=STEPS)


@needs(Permission.ASSESS)
def quotes() -> ResponseReturnValue:
    """What reports may quote."""
    return page("comments/queue/quotes.html", quotes=all_quotes(reader_id()))


@needs(Permission.READ)
def comment(comment_id: uuid.UUID) -> ResponseReturnValue:
    """The words as they were written; opening them is recorded."""
    view = _view(comment_id)
    record_opening(comment_id=comment_id, reader=reader_id())
    return _comment_page(view)


@needs(Permission.ASSESS)
def decide(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Decide what a comment asks for, and go on to the next."""
    form = DecisionForm()
    if not form.validate_on_submit():
        return _comment_page(_view(comment_id), form=form)
    found = decisions.Assessment(
        disposition=form.disposition.data,
        reason=form.reason.data or "",
        categories=form.categories.data or (),
        wishes=form.wishes.data or "",
        prompts=form.prompts.data or (),
    )
    try:
        decision = decisions.decide(comment_id=comment_id, found=found, reader=reader_id())
    except NotFound:
        raise
    except Refused as refused:
        return _comment_page(_view(comment_id), form=form, refused=refused)
    chosen = DISPOSITIONS[decision.disposition]
    if decision.waits_for_second:
        flash("Recorded. A second person has to agree; until then the comment stays unread.")
        return _to_next(comment_id)
    flash(f"Recorded: {chosen.name}.")
    return _to_comment(comment_id, "steps") if chosen.is_case else _to_next()


@needs(Permission.ASSESS)
def confirm(comment_id: uuid.UUID, decision_id: uuid.UUID) -> ResponseReturnValue:
    """Agree as the second person."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _comment_page(_view(comment_id), confirm_form=form)
    reason = form.second_reason.data or ""
    return _done(
        comment_id,
        lambda: decisions.confirm(decision_id=decision_id, reason=reason, reader=reader_id()),
        "You agreed as the second person.",
    )


@needs(Permission.HANDLE_CONCERNS)
def step(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Record what was done about it."""
    form = StepForm()
    if not form.validate_on_submit():
        return _comment_page(_view(comment_id), step_form=form)
    return _done(
        comment_id,
        lambda: add_step(
            comment_id=comment_id,
            kind=form.kind.data,
            whom=form.whom.data or "",
            reference=form.reference.data or "",
            note=form.note.data or "",
            reader=reader_id(),
        ),
        "Recorded.",
        "steps",
    )


@needs(Permission.ASSESS)
def conflict(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Keep it from a colleague whom it is about."""
    view = _view(comment_id)
    form = _conflict_form(view)
    if not form.validate_on_submit():
        return _comment_page(view, conflict_form=form)
    return _done(
        comment_id,
        lambda: decisions.mark_conflict(
            comment_id=comment_id,
            about=uuid.UUID(form.about.data),
            reason=form.conflict_reason.data or "",
            reader=reader_id(),
        ),
        "This comment is now hidden from that colleague.",
    )


@needs(Permission.ASSESS)
def correct(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Say it instead of the machine, in one press."""
    field = next((name for name in CORRECTED if is_sent(name)), None)
    if field is None:
        raise Refused("Choose what to correct.")
    try:
        CORRECTED[field](comment_id, sent(field) or "")
    except NotFound:
        raise
    except Refused as refused:
        return _comment_page(_view(comment_id), block="corrections", refused=refused)
    if request.headers.get("HX-Request"):
        return _comment_page(_view(comment_id), block="corrections")
    theme = sent("back")
    if theme:
        return redirect(url_for("queue.theme", code=theme))
    return _to_comment(comment_id, "corrections")


@needs(Permission.ASSESS)
def quote(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Let reports quote words of a comment."""
    form = QuoteForm()
    if not form.validate_on_submit():
        return _comment_page(_view(comment_id), quote_form=form)
    try:
        approve_quote(
            comment_id=comment_id,
            words=form.quote_words.data or "",
            english=form.quote_english.data or "",
            is_safe=form.is_safe.data,
            reader=reader_id(),
        )
    except NotFound:
        raise
    except Refused as refused:
        return _comment_page(_view(comment_id), quote_form=form, refused=refused)
    flash("Reports may quote it. Your name stands beside the approval.")
    return _to_comment(comment_id, "quote")


@needs(Permission.ASSESS)
def withdraw(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Take an approval back."""
    return _done(
        comment_id,
        lambda: withdraw_quote(comment_id=comment_id, reader=reader_id()),
        "Reports no longer quote it.",
        "quote",
    )


@needs(Permission.ASSESS)
def ask(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Ask a named speaker what it says."""
    speaker = sent_id("speaker")
    if speaker is None:
        raise Refused("Choose whom to ask.")
    return _done(
        comment_id,
        lambda: ask_speaker(comment_id=comment_id, speaker=speaker, reader=reader_id()),
        "Your colleague has been asked. The time to read it is still running.",
    )


@needs(Permission.TRANSLATE)
def translate(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Say in English what it says."""
    form = TranslationForm()
    if not form.validate_on_submit():
        return _comment_page(_view(comment_id), translation_form=form)
    try:
        say_in_english(comment_id=comment_id, english=form.english.data or "", reader=reader_id())
    except NotFound:
        raise
    except Refused as refused:
        return _comment_page(_view(comment_id), translation_form=form, refused=refused)
    flash("Thank you. Your words stand beside the comment, with your name.")
    return _to_comment(comment_id)


CORRECTED: dict[str, Callable[[uuid.UUID, str], None]] = {
    "sentiment": lambda comment_id, value: corrections.correct_sentiment(
        comment_id=comment_id, sentiment=value, reader=reader_id()
    ),
    "theme": lambda comment_id, value: corrections.toggle_theme(
        comment_id=comment_id, theme=value, reader=reader_id()
    ),
    "language": lambda comment_id, value: corrections.correct_language(
        comment_id=comment_id, language=value, reader=reader_id()
    ),
    "names": lambda comment_id, value: corrections.mask_names(
        comment_id=comment_id, names=value.splitlines(), reader=reader_id()
    ),
}


def _done(
    comment_id: uuid.UUID, operation: Callable[[], object], message: str, part: str | None = None
) -> ResponseReturnValue:
    try:
        operation()
    except NotFound:
        raise
    except Refused as refused:
        return _comment_page(_view(comment_id), refused=refused)
    flash(message)
    return _to_comment(comment_id, part)


def _comment_page(
    view: CommentView, *, block: str | None = None, refused: Refused | None = None, **forms: Any
) -> ResponseReturnValue:
    forms = {
        "form": forms.get("form") or DecisionForm(formdata=None),
        "confirm_form": forms.get("confirm_form") or ConfirmForm(formdata=None),
        "step_form": forms.get("step_form") or StepForm(formdata=None),
        "translation_form": forms.get("translation_form") or TranslationForm(formdata=None),
        "quote_form": forms.get("quote_form") or _quote_form(view),
        "conflict_form": forms.get("conflict_form") or _conflict_form(view, formdata=None),
    }
    response = page(
        "comments/queue/comment.html",
        block=block,
        view=view,
        refused=refused,
        dispositions=DISPOSITIONS,
        abuse=ABUSE,
        prompts=PROMPTS,
        step_names=STEPS,
        parts=PARTS,
        languages=LANGUAGES,
        **forms,
    )
    if refused or any(form.errors for form in forms.values()):
        response.status_code = 422
    return response


def _conflict_form(view: CommentView, **more: Any) -> ConflictForm:
    form = ConflictForm(**more)
    form.about.choices = {str(each.user_id): each.name for each in view.colleagues}
    return form


def _quote_form(view: CommentView) -> QuoteForm:
    prefilled = {"quote_words": view.quotable.text, "quote_english": view.quotable.english}
    return QuoteForm(formdata=None, data=prefilled)


def _view(comment_id: uuid.UUID) -> CommentView:
    return comment_view(comment_id=comment_id, reader=reader_id(), nation=_nation())


def _nation() -> str:
    return str(current_app.config["OWNWORDS"].nation)


def _to_next(after: uuid.UUID | None = None) -> ResponseReturnValue:
    found = next_in_queue(reader_id(), after)
    if found is None:
        flash("There is no further comment for you to read.")
        return redirect(url_for("queue.queue"))
    return _to_comment(found)


def _to_comment(comment_id: uuid.UUID, part: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("queue.comment", comment_id=comment_id, _anchor=part))
