"""One way in for every answer: checked, stored once, and answered as JSON or as a page."""

import uuid
from dataclasses import dataclass

from flask import Response, current_app, jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.answering import document
from app.answering.address import Address
from app.answering.delivery import allow_inlined_style
from app.answering.forms import Posted, read_posted
from app.answering.operations import Closed, take_in
from app.answering.pace import Pace
from app.answering.refusals import not_answerable, refusal
from app.kernel.localised import is_easy_read, language_of
from app.publishing.queries import published
from app.questionnaire.definition import Edition, Survey
from app.responses.operations import ContentDiffers, Received
from app.web.errors import wants_json

UNPROCESSABLE, CONFLICT, TOO_MANY, GONE = 422, 409, 429, 410
STATUS = {Received.STORED: 201, Received.ALREADY_STORED: 200}
MOST_SWITCHES = 1000


@dataclass(frozen=True)
class Post:
    """A post that was read: what it says of itself, and what its answers are."""

    address: Address
    locale: str
    survey: Survey
    posted: Posted
    submission_id: uuid.UUID | None
    language_switches: int
    action: str
    second: str | None

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with it, by field."""
        if self.posted.problems or self.posted.answers:
            return dict(self.posted.problems)
        return {"answers": _("Please answer one question or more. Then send.")}


class Unreadable(Exception):
    """The post names no survey or submission that could be; `problems` says so by field."""

    def __init__(self, **problems: str) -> None:
        super().__init__(problems)
        self.problems = problems


def receive_post(address: Address, locale: str) -> ResponseReturnValue:
    """Read, check and store a post; show the check page, the problems or the thanks."""
    try:
        post = _read(address, locale)
    except Unreadable as unreadable:
        return _unreadable(address, locale, unreadable)
    if post.action == "edit" or post.action.startswith("change:"):
        return _page(_form_again(post, status=200))
    if post.problems:
        return _problems(post)
    if post.submission_id is None and not wants_json():
        return _page(_check_page(post))
    return _store(post)


def _read(address: Address, locale: str) -> Post:
    form = request.form
    survey = _survey_asked(address)
    if locale not in survey.locales:
        raise Unreadable(language=_("This survey is not offered in this language."))
    edition = Edition.EASY_READ if is_easy_read(locale) else Edition.STANDARD
    action = form.get("action", "")
    switches = _whole_number("language_switches")
    return Post(
        address=address,
        locale=locale,
        survey=survey,
        posted=read_posted(survey, edition, form),
        submission_id=_submission_id(),
        language_switches=min(switches + (action == "edit"), MOST_SWITCHES),
        action=action,
        second=second_language(survey),
    )


def second_language(survey: Survey) -> str | None:
    """The language to show under each text, where the address asks for one that there is."""
    second = request.args.get("with")
    return second if second in survey.languages else None


def _survey_asked(address: Address) -> Survey:
    """The version the page was made from, which may be older than today's."""
    if "survey_version" not in request.form:
        return address.survey
    version = _whole_number("survey_version")
    if version == address.survey.version:
        return address.survey
    survey = published(address.survey.id, version)
    if survey is None:
        raise Unreadable(survey_version=_("There is no such version of this survey."))
    return survey


def _whole_number(name: str) -> int:
    written = request.form.get(name, "0")
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        raise Unreadable(**{name: _("Write a whole number, for example 3.")})
    return int(written)


def _submission_id() -> uuid.UUID | None:
    written = request.form.get("submission_id", "")
    if not written:
        return None
    try:
        return uuid.UUID(written)
    except ValueError:
        raise Unreadable(submission_id=_("This is not the number of an answer.")) from None


def _store(post: Post) -> ResponseReturnValue:
    pace = _pace()
    seconds = pace.wait(post.address.token)
    if seconds:
        return _too_fast(post, seconds)
    try:
        received = take_in(
            post.address,
            survey=post.survey,
            locale=post.locale,
            submission_id=post.submission_id or uuid.uuid4(),
            language_switches=post.language_switches,
            answers=post.posted.answers,
            is_trapped=bool(request.form.get("website")),
            is_many=pace.is_many(post.address.token),
        )
    except ContentDiffers:
        return _differs(post)
    except Closed:
        return _closed(post)
    if wants_json():
        return jsonify(status=received.value), STATUS[received]
    return redirect(f"/s/{post.address.token}/{post.locale}/thanks", code=303)


def _pace() -> Pace:
    extensions = current_app.extensions
    if "pace" not in extensions:
        extensions["pace"] = Pace(current_app.config["OWNWORDS"].receive_rate)
    pace: Pace = extensions["pace"]
    return pace


def _problems(post: Post) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status="refused", problems=post.problems), UNPROCESSABLE
    return _page(_form_again(post, status=UNPROCESSABLE))


def _unreadable(address: Address, locale: str, unreadable: Unreadable) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status="refused", problems=unreadable.problems), UNPROCESSABLE
    return refusal(
        locale=locale if locale in address.locales else address.survey.languages[0],
        heading=_("We could not read these answers"),
        body=" ".join(unreadable.problems.values()),
        status=UNPROCESSABLE,
        address=address,
    )


def _too_fast(post: Post, seconds: int) -> ResponseReturnValue:
    if wants_json():
        response = jsonify(status="too many", retry_after=seconds)
    else:
        heading = _("Many people are sending answers just now")
        response = _check_page(post, notice=f"{heading}. {_('Please wait a minute. Then send.')}")
    response.status_code = TOO_MANY
    response.headers["Retry-After"] = str(seconds)
    return response if wants_json() else _page(response)


def _differs(post: Post) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status="conflict"), CONFLICT
    return refusal(
        locale=post.locale,
        heading=_("We have an answer from you already"),
        body=_("It says other things, so we did not change it. To say more, start again."),
        status=CONFLICT,
        address=post.address,
    )


def _closed(post: Post) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status="closed"), GONE
    return not_answerable(post.address, post.locale)


def _form_again(post: Post, *, status: int) -> Response:
    html = document.render_document(
        survey=post.survey,
        link=post.address.link,
        service=post.address.service,
        locale=post.locale,
        second=post.second,
        answers=post.posted.as_written,
        problems={} if status == 200 else post.problems,
        language_switches=post.language_switches,
        focus=post.action.removeprefix("change:"),
    )
    return make_response(html, status)


def _check_page(post: Post, notice: str = "") -> Response:
    html = document.render_check(
        survey=post.survey,
        link=post.address.link,
        service=post.address.service,
        locale=post.locale,
        answers=post.posted.answers,
        second=post.second,
        submission_id=str(post.submission_id or uuid.uuid4()),
        language_switches=post.language_switches,
        notice=notice,
    )
    return make_response(html)


def _page(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language_of(request.view_args["locale"])  # type: ignore[index]
    allow_inlined_style(response)
    return response
