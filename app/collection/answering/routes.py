"""What a respondent sees, and the endpoint that receives what they say.

No page here sets a cookie, reads one, or differs between two people.
"""

from functools import partial

from flask import Blueprint, jsonify, redirect
from flask.typing import ResponseReturnValue

from app.collection.answering import document
from app.collection.answering.address import Address, address_of, whole_organisation
from app.collection.answering.delivery import deliver
from app.collection.answering.notices import render_notice
from app.collection.answering.offline import render_notices, render_offline
from app.collection.answering.receiving import note_wrong_pins, receive_post, second_language
from app.collection.answering.refusals import code_again, no_such_link, not_answerable, why_not
from app.collection.links.codes import is_mistyped, normalise
from app.kernel.localised import is_easy_read, language_of
from app.web.access import public
from app.web.asked import address_fields, sent_fields
from app.web.errors import wants_json
from app.web.language import interface_languages, preferred

blueprint = Blueprint("answering", __name__)
UNKEPT = {"Cache-Control": "no-store"}


@blueprint.get("/")
@public
def start() -> ResponseReturnValue:
    """Where the short code of a poster is typed."""
    typed = address_fields().get("code", "")
    code = normalise(typed)
    if code and address_of(code):
        return redirect(f"/s/{code}", code=303)
    if typed.strip():
        return code_again(typed, is_mistyped=is_mistyped(code))
    language = preferred(interface_languages())
    return deliver(
        ("start", language),
        lambda: document.render_start(locale=language),
        language=language,
        vary="Accept-Language",
    )


@blueprint.get("/s/<token>")
@public
def survey(token: str) -> ResponseReturnValue:
    """The survey in the language that the browser asks for, or that the link pins."""
    address = address_of(token)
    if address is None:
        return _other_writing_of(token)
    if address.link.kiosk and not address.closed_because:
        return _welcome(address)
    standard = tuple(each for each in address.locales if not is_easy_read(each))
    locale = address.language or preferred(standard)
    return _survey_document(address, locale, vary="Accept-Language")


@blueprint.get("/s/<token>/<locale>")
@public
def survey_in(token: str, locale: str) -> ResponseReturnValue:
    """The survey in a named language."""
    address = address_of(token)
    if address is None or locale not in address.locales:
        return no_such_link(is_mistyped=is_mistyped(token))
    return _survey_document(address, locale)


@blueprint.get("/s/<token>/offline.json")
@public
def offline(token: str) -> ResponseReturnValue:
    """A link's pages in likely languages in one file, for the service worker to keep."""
    address = address_of(token)
    if address is None or address.closed_because:
        return jsonify(status="no survey here now"), 404
    asked = address_fields().get("shown", "")
    shown = asked if asked in address.locales else address.survey.languages[0]
    kept = _kept(address)
    return deliver(
        ("offline", *_fingerprint(address), shown, kept),
        lambda: render_offline(address, shown=shown, kept=kept),
        language=language_of(address.survey.languages[0]),
        mimetype="application/json",
    )


@blueprint.get("/s/<token>/notices.json")
@public
def kept_notices(token: str) -> ResponseReturnValue:
    """The notices of a link in one file, for the service worker to keep beside its pages."""
    address = address_of(token)
    if address is None or address.closed_because:
        return jsonify(status="no survey here now"), 404
    kept = _kept(address)
    return deliver(
        ("notices", *_fingerprint(address), kept),
        lambda: render_notices(address, kept or address.locales),
        language=language_of(address.survey.languages[0]),
        mimetype="application/json",
    )


def _kept(address: Address) -> tuple[str, ...]:
    """The locales that a device says it keeps, in the survey's order."""
    named = address_fields().get("kept", "").split(",")
    return tuple(each for each in address.locales if each in named)


@blueprint.post("/s/<token>/<locale>")
@public
def send(token: str, locale: str) -> ResponseReturnValue:
    """Receive answers: as JSON for the page's script, as pages without script."""
    address = address_of(token)
    if address is not None:
        return receive_post(address, locale)
    if wants_json():
        return jsonify(status="no such link"), 404
    return no_such_link(is_mistyped=is_mistyped(token))


@blueprint.get("/s/<token>/<locale>/thanks")
@public
def thanks(token: str, locale: str) -> ResponseReturnValue:
    """The last page: who reads it and what happens next. A closed link still thanks."""
    return _page_about(token, locale, "thanks", document.render_thanks)


@blueprint.get("/s/<token>/<locale>/worried")
@public
def worried(token: str, locale: str) -> ResponseReturnValue:
    """Whom to turn to when somebody is not safe; shown even when the link is closed."""
    return _page_about(token, locale, "worried", partial(document.render_aside, "worried"))


@blueprint.get("/s/<token>/<locale>/privacy")
@public
def privacy(token: str, locale: str) -> ResponseReturnValue:
    """What becomes of the answers; shown even when the link is closed."""
    return _page_about(token, locale, "privacy", partial(document.render_aside, "privacy"))


@blueprint.get("/s/<token>/<locale>/accessibility")
@public
def accessibility(token: str, locale: str) -> ResponseReturnValue:
    """For whom the pages work and for whom not yet; shown even when the link is closed."""
    render = partial(document.render_aside, "accessibility")
    return _page_about(token, locale, "accessibility", render)


@blueprint.get("/privacy/<locale>")
@public
def general_privacy(locale: str) -> ResponseReturnValue:
    """The same of all surveys, for pages that belong to none."""
    return _general_notice("privacy", locale)


@blueprint.get("/accessibility/<locale>")
@public
def general_accessibility(locale: str) -> ResponseReturnValue:
    """The same of all surveys, for pages that belong to none."""
    return _general_notice("accessibility", locale)


@blueprint.get("/s/<token>/<locale>/status")
@public
def status(token: str, locale: str) -> ResponseReturnValue:
    """Whether the survey is open: a page that was kept asks before anything is answered."""
    address = address_of(token)
    if address is None or locale not in address.locales:
        return jsonify(state="unknown"), 404, UNKEPT
    return jsonify(why_not(address, locale)), UNKEPT


@blueprint.get("/s/<token>/<locale>/interview")
@public
def interview(token: str, locale: str) -> ResponseReturnValue:
    """The survey for a volunteer who reads it out and writes down what is said."""
    address = address_of(token)
    if address is None or locale not in address.locales:
        return no_such_link(is_mistyped=is_mistyped(token))
    return _survey_document(address, locale, is_interview=True)


@blueprint.post("/s/<token>/tablet")
@public
def tablet(token: str) -> ResponseReturnValue:
    """A shared tablet says how often a wrong PIN was typed on it."""
    address = address_of(token)
    written = sent_fields().get("wrong_pins", "")
    if address is None or not (written.isascii() and written.isdigit()):
        return jsonify(status="refused"), 422
    note_wrong_pins(address, int(written[:6]))
    return jsonify(status="stored")


def _survey_document(
    address: Address, locale: str, *, vary: str = "", is_interview: bool = False
) -> ResponseReturnValue:
    if address.closed_because:
        return not_answerable(address, locale)
    second = second_language(address.survey)
    return deliver(
        ("survey", *_fingerprint(address), locale, second, is_interview),
        lambda: document.render_document(
            survey=address.survey,
            link=address.link,
            service=address.service,
            locale=locale,
            second=second,
            answers=document.INTERVIEWED if is_interview else document.NOTHING,
            is_interview=is_interview,
        ),
        language=language_of(locale),
        vary=vary,
    )


def _welcome(address: Address) -> ResponseReturnValue:
    return deliver(
        ("welcome", *_fingerprint(address)),
        lambda: document.render_welcome(
            survey=address.survey, link=address.link, service=address.service
        ),
        language=address.survey.languages[0],
    )


def _page_about(
    token: str, locale: str, name: str, render: document.RenderAbout
) -> ResponseReturnValue:
    address = address_of(token)
    if address is None or locale not in address.locales:
        return no_such_link(is_mistyped=is_mistyped(token))
    second = second_language(address.survey)
    return deliver(
        (name, *_fingerprint(address), locale, second),
        lambda: render(
            survey=address.survey,
            link=address.link,
            service=address.service,
            locale=locale,
            second=second,
        ),
        language=language_of(locale),
    )


def _general_notice(kind: str, locale: str) -> ResponseReturnValue:
    if locale not in interface_languages():
        return no_such_link(is_mistyped=False)
    about = whole_organisation()
    return deliver(
        (kind, about, locale),
        lambda: render_notice(kind, about=about, locale=locale),
        language=locale,
    )


def _fingerprint(address: Address) -> tuple[object, ...]:
    return address.survey.content_hash, address.link, address.service


def _other_writing_of(token: str) -> ResponseReturnValue:
    """The token as it was meant: typed in small letters, or with the letter O for a zero."""
    code = normalise(token)
    if code != token and address_of(code):
        return redirect(f"/s/{code}", code=301)
    return no_such_link(is_mistyped=is_mistyped(code))
