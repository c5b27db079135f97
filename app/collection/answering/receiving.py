"""One way in for every answer: checked, stored once, and answered as JSON or as a page."""

import uuid

from flask import Response, current_app, jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.collection.answering import document
from app.collection.answering.address import Address
from app.collection.answering.delivery import allow_inlined_style
from app.collection.answering.frames import ASIDES
from app.collection.answering.operations import Closed, receive_submission
from app.collection.answering.rate_limit import RateLimit
from app.collection.answering.reading import LANGUAGE, Unreadable, read_post
from app.collection.answering.refusals import not_answerable, refusal
from app.collection.answering.submission import Submission
from app.collection.responses.incidents import IncidentKind, note_incident
from app.collection.responses.operations import ContentDiffers, Received
from app.kernel.localised import language_of
from app.surveys.definition import Survey
from app.web.asked import address_fields, sent_fields
from app.web.errors import wants_json

MOST_PINS = 1000
UNPROCESSABLE, CONFLICT, TOO_MANY, GONE = 422, 409, 429, 410
CHANGE = "change:"
STAYING = (LANGUAGE, "look")
"""What is pressed to see the same page again, perhaps in another language, with all typed in it."""
STATUS = {Received.STORED: 201, Received.ALREADY_STORED: 200}


def receive_post(address: Address, locale: str) -> ResponseReturnValue:
    """Read, check and store a post; show the check page, the problems or the thanks."""
    try:
        post = read_post(address, locale, sent_fields())
    except Unreadable as unreadable:
        return _unreadable(address, locale, unreadable)
    if post.action in ASIDES:
        return _page(post, _aside(post))
    if post.action.startswith(CHANGE) or (post.action in STAYING and not _is_checked(post)):
        return _page(post, _form_again(post, status=200))
    if post.problems:
        return _problems(post)
    if post.action in STAYING or (post.submission_id is None and not wants_json()):
        return _page(post, _check_page(post))
    return _store(post)


def _is_checked(post: Submission) -> bool:
    """Whether the check page sent it, which alone numbers an answer without script."""
    return post.submission_id is not None and not post.problems


def second_language(survey: Survey) -> str | None:
    """The language to show under each text, where the address asks for one that there is."""
    second = address_fields().get("with")
    return second if second in survey.languages else None


def _store(post: Submission) -> ResponseReturnValue:
    rate_limit = _rate_limit()
    seconds = rate_limit.wait(post.address.token)
    if seconds:
        return _too_fast(post, seconds)
    try:
        received = receive_submission(post, is_many=rate_limit.is_many(post.address.token))
    except ContentDiffers:
        return _differs(post)
    except Closed:
        return _closed(post)
    if wants_json():
        return jsonify(status=received.value), STATUS[received]
    return redirect(f"/s/{post.address.token}/{post.locale}/thanks", code=303)


def note_wrong_pins(address: Address, times: int) -> None:
    """Count wrong PINs, no faster than answers may come, so that nobody can flood the count."""
    if times and not _rate_limit().wait(address.token):
        note_incident(
            link_token=address.token, kind=IncidentKind.WRONG_PIN, times=min(times, MOST_PINS)
        )


def _rate_limit() -> RateLimit:
    extensions = current_app.extensions
    if "rate_limit" not in extensions:
        extensions["rate_limit"] = RateLimit(current_app.config["OWNWORDS"].receive_rate)
    rate_limit: RateLimit = extensions["rate_limit"]
    return rate_limit


def _problems(post: Submission) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status="refused", problems=post.problems), UNPROCESSABLE
    return _page(post, _form_again(post, status=UNPROCESSABLE))


def _unreadable(address: Address, locale: str, unreadable: Unreadable) -> ResponseReturnValue:
    if unreadable.incident and not _rate_limit().wait(address.token):
        note_incident(link_token=address.token, kind=unreadable.incident)
    if wants_json():
        return jsonify(status="refused", problems=unreadable.problems), UNPROCESSABLE
    return refusal(
        locale=locale if locale in address.locales else address.survey.languages[0],
        heading=_("We could not read these answers"),
        body=" ".join(unreadable.problems.values()),
        status=UNPROCESSABLE,
        address=address,
    )


def _too_fast(post: Submission, seconds: int) -> ResponseReturnValue:
    if wants_json():
        response = jsonify(status="too many", retry_after=seconds)
    else:
        heading = _("Many people are sending answers just now")
        response = _check_page(post, notice=f"{heading}. {_('Please wait a minute. Then send.')}")
    response.status_code = TOO_MANY
    response.headers["Retry-After"] = str(seconds)
    return response if wants_json() else _page(post, response)


def _differs(post: Submission) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status="conflict"), CONFLICT
    return refusal(
        locale=post.locale,
        heading=_("We have an answer from you already"),
        body=_("It says other things, so we did not change it. To say more, start again."),
        status=CONFLICT,
        address=post.address,
    )


def _closed(post: Submission) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status="closed"), GONE
    return not_answerable(post.address, post.locale)


def _form_again(post: Submission, *, status: int) -> Response:
    html = document.render_document(
        survey=post.survey,
        link=post.address.link,
        service=post.address.service,
        locale=post.locale,
        second=second_language(post.survey),
        answers={**post.posted.as_written, document.CARD: post.card},
        problems={} if status == 200 else post.problems,
        language_switches=post.language_switches,
        focus=post.action.removeprefix(CHANGE),
        is_interview=post.is_interview,
    )
    return make_response(html, status)


def _aside(post: Submission) -> Response:
    """A page beside the questions, with a way back on which nothing typed is lost."""
    html = document.render_aside(
        post.action,
        survey=post.survey,
        link=post.address.link,
        service=post.address.service,
        locale=post.locale,
        second=second_language(post.survey),
        answers={**post.posted.as_written, document.CARD: post.card},
        submission_id=str(post.submission_id or ""),
        language_switches=post.language_switches,
        is_interview=post.is_interview,
    )
    return make_response(html)


def _check_page(post: Submission, notice: str = "") -> Response:
    html = document.render_check(
        survey=post.survey,
        link=post.address.link,
        service=post.address.service,
        locale=post.locale,
        answers={**post.posted.answers, document.CARD: post.card},
        is_interview=post.is_interview,
        second=second_language(post.survey),
        submission_id=str(post.submission_id or uuid.uuid4()),
        language_switches=post.language_switches,
        notice=notice,
    )
    return make_response(html)


def _page(post: Submission, response: Response) -> Response:
    """A page with somebody's answers in it, which "back" shows again; never on a shared tablet.

    A browser that may not keep what came of a form answers "back" with an error. It holds the
    answers all the same and sends them once more on reloading, so that forbidding protects nobody.
    """
    shared = post.address.link.kiosk
    response.headers["Cache-Control"] = "no-store" if shared else "private, no-cache"
    response.headers["Content-Language"] = language_of(request.view_args["locale"])  # type: ignore[index]
    allow_inlined_style(response)
    return response
