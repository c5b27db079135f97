"""Writing what is told in public and signing it off; the same page for every kind of subject."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, signed_in
from app.comments.machine.engine.languages import SUPPORTED
from app.improvement.actions import telling
from app.improvement.actions.forms import SignForm, WordingForm
from app.improvement.actions.queries import get_action
from app.improvement.actions.wordings import SOURCE_LANGUAGE, Sheet, sheet_of
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_name, is_language
from app.web.access import for_admins, for_readers
from app.web.asked import asked
from app.web.language import interface_languages
from app.web.pages import page, redirect


@dataclass(frozen=True)
class Subject:
    """What is told of. `names` are the two texts and what they are called; `back` its own page.

    `address`: the page of the wording, `sign_address`: where a signature goes.
    """

    id: uuid.UUID
    names: Mapping[str, str]
    write: Callable[[str, Mapping[str, str]], None]
    sign: Callable[[str, str, str | None], None]
    back: str
    address: str
    sign_address: str


@for_readers
def action_wording(action_id: uuid.UUID) -> ResponseReturnValue:
    """Write what is said of an action in one language."""
    return wording_page(_action(action_id))


@for_readers
def sign_action_wording(action_id: uuid.UUID) -> ResponseReturnValue:
    """Sign it off."""
    return signing(_action(action_id))


@for_admins
def publish(action_id: uuid.UUID) -> ResponseReturnValue:
    """Put it on the public pages."""
    telling.publish_action(action_id=action_id, actor=actor())
    flash("It is told in public now.")
    return _back(action_id)


@for_admins
def withdraw(action_id: uuid.UUID) -> ResponseReturnValue:
    """Take it from the public pages."""
    telling.withdraw_action(action_id=action_id, actor=actor())
    flash("It is told no longer in public.")
    return _back(action_id)


def wording_page(subject: Subject) -> ResponseReturnValue:
    """Show or keep the words of a subject in the language that the address or form names."""
    language, sheet = _language(), sheet_of(subject.id)
    form = _wording_form(subject, sheet, language)
    if not form.validate_on_submit():
        return _shown(subject, sheet, language, form)
    texts = dict(zip(subject.names, (form.first.data or "", form.second.data or ""), strict=True))
    try:
        subject.write(language, texts)
    except NotFound:
        raise
    except Refused as refused:
        return _shown(subject, sheet, language, form, refused=refused)
    flash("The draft is kept. It is told in public once somebody has signed it off.")
    return redirect(_address(subject, language))


def signing(subject: Subject) -> ResponseReturnValue:
    """Keep a signature, or say what is wrong with it."""
    language, sheet = _language(), sheet_of(subject.id)
    form = SignForm()
    refused: Refused | None = None
    if form.validate_on_submit():
        try:
            subject.sign(language, form.seen.data or "", form.by.data)
            flash(f"The {english_name(language)} is signed off.")
            return redirect(subject.back)
        except Refused as error:
            refused = error
    shown = _wording_form(subject, sheet, language, formdata=None)
    return _shown(subject, sheet, language, shown, sign_form=form, refused=refused)


def languages_to_offer(
    sheet: Sheet, wanted: Iterable[str] = ()
) -> tuple[list[str], dict[str, str]]:
    """Languages to list with how far each is, and others that can be begun, by English name.

    Args:
        sheet: the wordings.
        wanted: languages to list besides those of the interface and of the wordings.
    """
    listed = list(dict.fromkeys((*interface_languages(), *wanted, *sheet.words)))
    others = {code: english_name(code) for code in SUPPORTED if code not in listed}
    return listed, dict(sorted(others.items(), key=lambda each: each[1]))


def _action(action_id: uuid.UUID) -> Subject:
    get_action(action_id)
    here: dict[str, Any] = {"action_id": action_id}
    return Subject(
        id=action_id,
        names=telling.TEXTS,
        write=lambda language, texts: telling.word_action(
            action_id=action_id, language=language, texts=texts, actor=actor()
        ),
        sign=lambda language, seen, by: telling.sign_action(
            action_id=action_id, language=language, seen=seen, by=by, actor=actor()
        ),
        back=url_for("actions.action", **here, _anchor="public"),
        address=url_for("actions.action_wording", **here),
        sign_address=url_for("actions.sign_action_wording", **here),
    )


def _language() -> str:
    language = asked("language") or SOURCE_LANGUAGE
    if not is_language(language):
        raise NotFound("There is no such language. Use a code such as cy, pa or ur.")
    return language


def _wording_form(subject: Subject, sheet: Sheet, language: str, **more: Any) -> WordingForm:
    known = sheet.words.get(language)
    texts = [known.texts.get(name) if known else None for name in subject.names]
    form = WordingForm(data=dict(zip(("first", "second"), texts, strict=True)), **more)
    form.call(subject.names.values())
    return form


def _shown(
    subject: Subject,
    sheet: Sheet,
    language: str,
    form: WordingForm,
    *,
    sign_form: SignForm | None = None,
    refused: Refused | None = None,
) -> ResponseReturnValue:
    user, known = signed_in(), sheet.words.get(language)
    sign_form = sign_form or SignForm(formdata=None, data={"by": user.name if user else ""})
    sign_form.seen.data = known.seen if known else ""
    response = page(
        "improvement/actions/wording.html",
        subject=subject,
        sheet=sheet,
        language=language,
        name=english_name(language),
        english=sheet.words.get(SOURCE_LANGUAGE) if language != SOURCE_LANGUAGE else None,
        form=form,
        sign_form=sign_form,
        refused=refused,
    )
    response.status_code = 422 if refused or form.errors or sign_form.errors else 200
    return response


def _address(subject: Subject, language: str) -> str:
    return f"{subject.address}?language={language}"


def _back(action_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("actions.action", action_id=action_id, _anchor="public"))
