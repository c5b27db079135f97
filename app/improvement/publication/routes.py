"""Pages for what is published: its words, signatures, and what everybody reads.

Each room adds them to its own blueprint, so that addresses begin with what is published.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, signed_in
from app.collection.answering.delivery import deliver
from app.comments.machine.engine.languages import SUPPORTED
from app.improvement.publication import operations
from app.improvement.publication.forms import SignForm, WordingForm
from app.improvement.publication.pages import PublicPage, interface_for
from app.improvement.publication.queries import sheet_of
from app.improvement.publication.sheets import SOURCE_LANGUAGE, Sheet
from app.improvement.publication.subjects import Subject
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_name, is_language
from app.kernel.permissions import Permission
from app.web.access import needs, public
from app.web.asked import asked
from app.web.language import interface_languages, preferred
from app.web.pages import UNPROCESSABLE, done, page, show_or_save

ASK_EACH_TIME = "public, no-cache"
"""Caches may keep the page and must ask each time, so that what is withdrawn is gone at once."""


@dataclass(frozen=True)
class _Desk:
    """A subject with the endpoints of its pages, and what an address needs that leads to them."""

    subject: Subject
    back: str
    wording: str
    sign: str
    values: dict[str, Any]

    @property
    def sheet(self) -> Sheet:
        """Its words, as they stand now."""
        return sheet_of(self.subject.id)

    def done(self, words: str, endpoint: str, **more: Any) -> ResponseReturnValue:
        """See one of the pages, which says first that something is done."""
        return done(words, endpoint, **self.values, **more)


def add_staff_rules(
    blueprint: Blueprint,
    prefix: str,
    get_subject: Callable[[uuid.UUID], Subject],
    *,
    key: str,
    back: str,
) -> None:
    """Let staff write, sign off, publish and withdraw what a room publishes.

    Args:
        blueprint: of the room.
        prefix: the address below which its things lie.
        get_subject: finds one by its id, or raises NotFound.
        key: what ids are called in addresses.
        back: the endpoint of a thing's own page.
    """

    def desk(values: dict[str, Any]) -> _Desk:
        here = (f"{blueprint.name}.wording", f"{blueprint.name}.sign_wording")
        return _Desk(get_subject(values[key]), back, *here, values)

    @needs(Permission.ACT, Permission.TRANSLATE)
    def wording(**values: Any) -> ResponseReturnValue:
        return _wording(desk(values))

    @needs(Permission.ACT, Permission.TRANSLATE)
    def sign_wording(**values: Any) -> ResponseReturnValue:
        return _signing(desk(values))

    @needs(Permission.LEAD)
    def publish(**values: Any) -> ResponseReturnValue:
        operations.publish(get_subject(values[key]), actor=actor())
        return desk(values).done("It is published.", back, _anchor="public")

    @needs(Permission.LEAD)
    def withdraw(**values: Any) -> ResponseReturnValue:
        operations.withdraw(get_subject(values[key]), actor=actor())
        return desk(values).done("It is withdrawn from the public page.", back, _anchor="public")

    thing = f"{prefix}/<uuid:{key}>"
    blueprint.add_url_rule(f"{thing}/wording", methods=("GET", "POST"), view_func=wording)
    for rule, view in (
        ("wording/sign", sign_wording),
        ("publish", publish),
        ("withdraw", withdraw),
    ):
        blueprint.add_url_rule(f"{thing}/{rule}", methods=("POST",), view_func=view)


def add_public_rules(
    blueprint: Blueprint,
    prefix: str,
    find: Callable[[str], PublicPage[Any] | None],
    template: str,
) -> None:
    """Let everybody read pages: no cookie, no script, the same bytes for all, gone when withdrawn.

    Args:
        blueprint: of the room.
        prefix: the address below which they lie, such as `/d`.
        find: the page with a token.
        template: shows it as `page`, with its `items` in a `language`.
    """

    @public
    def public_page(token: str) -> ResponseReturnValue:
        return _public(find(token), None, template)

    @public
    def public_page_in(token: str, locale: str) -> ResponseReturnValue:
        return _public(find(token), locale, template)

    blueprint.add_url_rule(f"{prefix}/<token>", view_func=public_page)
    blueprint.add_url_rule(f"{prefix}/<token>/<locale>", view_func=public_page_in)


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


def _wording(desk: _Desk) -> ResponseReturnValue:
    """Show or save the words in the language that the address names."""
    language, sheet, names = _language(), desk.sheet, desk.subject.texts
    form = _wording_form(names, sheet, language)
    return show_or_save(
        form,
        lambda refused: _shown(desk, sheet, language, form, refused=refused),
        lambda: operations.write(
            desk.subject,
            language=language,
            texts=dict(zip(names, (form.first.data or "", form.second.data or ""), strict=True)),
            actor=actor(),
        ),
        lambda _: desk.done(
            "The draft is saved. It is shown in public once somebody has signed it off.",
            desk.wording,
            language=language,
        ),
    )


def _signing(desk: _Desk) -> ResponseReturnValue:
    """Save a signature, or say what is wrong with it."""
    language, sheet, names = _language(), desk.sheet, desk.subject.texts
    form = SignForm()
    words = _wording_form(names, sheet, language, formdata=None)
    return show_or_save(
        form,
        lambda refused: _shown(desk, sheet, language, words, sign_form=form, refused=refused),
        lambda: operations.sign(
            desk.subject,
            language=language,
            seen=form.seen.data or "",
            by=form.by.data,
            actor=actor(),
        ),
        lambda _: desk.done(
            f"The {english_name(language)} is signed off.", desk.back, _anchor="public"
        ),
    )


def _public(
    found: PublicPage[Any] | None, locale: str | None, template: str
) -> ResponseReturnValue:
    if found is None or (locale is not None and locale not in found.languages):
        raise NotFound("There is no page here. Look at the address again.")
    language = locale or preferred(found.languages)
    items = found.in_language(language)
    g.language = interface_for(language)
    # Sheets hold mappings, which have no hash of their own; their text says as much.
    response = deliver(
        ("public", template, repr((found, language))),
        lambda: render_template(template, page=found, language=language, items=items),
        language=g.language,
        vary="" if locale else "Accept-Language",
    )
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


def _language() -> str:
    language = asked("language") or SOURCE_LANGUAGE
    if not is_language(language):
        raise NotFound("There is no such language. Use a code such as cy, pa or ur.")
    return language


def _wording_form(
    names: Mapping[str, str], sheet: Sheet, language: str, **more: Any
) -> WordingForm:
    known = sheet.words.get(language)
    texts = [known.texts.get(name) if known else None for name in names]
    form = WordingForm(data=dict(zip(("first", "second"), texts, strict=True)), **more)
    form.call(names.values())
    return form


def _shown(
    desk: _Desk,
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
        "improvement/publication/wording.html",
        names=desk.subject.texts,
        back=url_for(desk.back, **desk.values, _anchor="public"),
        address=url_for(desk.wording, **desk.values, language=language),
        sign_address=url_for(desk.sign, **desk.values, language=language),
        sheet=sheet,
        language=language,
        name=english_name(language),
        english=sheet.words.get(SOURCE_LANGUAGE) if language != SOURCE_LANGUAGE else None,
        form=form,
        sign_form=sign_form,
        refused=refused,
    )
    response.status_code = UNPROCESSABLE if refused or form.errors or sign_form.errors else 200
    return response
