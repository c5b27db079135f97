"""Staff pages for keying in paper booklets."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.collection.answering.address import Address, address_of
from app.collection.answering.document import CARD
from app.collection.answering.reading import Unreadable, read_submission
from app.collection.answering.submission import Submission
from app.collection.links.codes import short_code
from app.collection.links.views import locale_name
from app.collection.paper import operations
from app.collection.paper.queries import (
    Booklet,
    agreement_of,
    entries_of,
    get_entry,
    stored_answers,
)
from app.collection.paper.views import card_of, differences, questions_of
from app.collection.publishing.queries import published
from app.kernel.errors import NotFound, Refused, require
from app.kernel.permissions import Permission
from app.surveys.definition import Survey
from app.web.access import needs
from app.web.asked import asked, sent, sent_fields
from app.web.pages import page, redirect
from app.web.wings import COLLECTION

blueprint = Blueprint("paper", __name__, url_prefix=COLLECTION)
NOTHING: Mapping[str, Any] = {}
UNPROCESSABLE = 422


class Problems(Exception):
    """What was keyed cannot be; `found` says so by question, `written` is what was keyed."""

    def __init__(self, found: Mapping[str, str], written: Mapping[str, Any]) -> None:
        super().__init__(found)
        self.found = found
        self.written = written


@blueprint.get("/links/<token>/paper")
@needs(Permission.COLLECT)
def booklets(token: str) -> ResponseReturnValue:
    """The booklets of a link: how many, which want a second entry, how well keyers agree."""
    address = _address(token)
    entries = entries_of(address.token)
    return page(
        "collection/paper/booklets.html",
        token=address.token,
        short_code=short_code(address.token),
        entries=entries,
        agreement=agreement_of(entries),
        me=actor(),
    )


@blueprint.route("/links/<token>/paper/new", methods=["GET", "POST"])
@needs(Permission.COLLECT)
def new(token: str) -> ResponseReturnValue:
    """Key in a booklet."""
    address = _address(token)
    locale = _locale(address)
    if request.method == "GET":
        return _form(address, locale)
    try:
        number = operations.fitting_number(sent("number"))
        submission = _submission(address, locale)
        entry = operations.key_in(
            address=address,
            number=number,
            submission=submission,
            keyer=actor(),
            secret=current_app.config["SECRET_KEY"],
        )
    except Problems as problems:
        return _form(address, locale, problems.written, problems.found)
    except Refused as refused:
        return _form(address, locale, _written(address, locale), refused=refused)
    more = " It is one of those that somebody else keys in again." if entry.is_sampled else ""
    flash(f"Booklet {number} is stored.{more}")
    return redirect(url_for("paper.new", token=address.token, locale=locale))


@blueprint.route("/paper/<uuid:entry_id>/again", methods=["GET", "POST"])
@needs(Permission.COLLECT)
def again(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Key a booklet in for the second time, without seeing the first."""
    entry = get_entry(entry_id)
    operations.refuse_same_keyer(entry, actor())
    address = _address(entry.link_token)
    if request.method == "GET":
        return _form(address, entry.locale, number=entry.number, survey=_survey(address, entry))
    try:
        submission = _submission(address, entry.locale)
    except Problems as problems:
        return _form(address, entry.locale, problems.written, problems.found, number=entry.number)
    if operations.key_again(entry=entry, submission=submission, keyer=actor()):
        return redirect(url_for("paper.reconcile", entry_id=entry_id))
    flash(f"Booklet {entry.number}: both entries are alike.")
    return redirect(url_for("paper.booklets", token=entry.link_token))


@blueprint.route("/paper/<uuid:entry_id>/reconcile", methods=["GET", "POST"])
@needs(Permission.COLLECT)
def reconcile(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Reconcile what two keyers read differently."""
    entry = get_entry(entry_id)
    address = _address(entry.link_token)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            operations.reconcile(entry=entry, chosen=sent_fields(), actor=actor())
            flash(f"Booklet {entry.number} is reconciled.")
            return redirect(url_for("paper.booklets", token=entry.link_token))
        except Refused as error:
            refused = error
    operations.record_opening(entry=entry, actor=actor())
    survey = _survey(address, entry)
    found = differences(survey, entry.locale, stored_answers(entry), entry.second_answers or {})
    response = page(
        "collection/paper/reconcile.html", entry=entry, differences=list(found), refused=refused
    )
    response.status_code = UNPROCESSABLE if refused else 200
    return response


def _survey(address: Address, entry: Booklet) -> Survey:
    """The version that the booklet was printed from."""
    return published(address.survey.id, entry.version) or address.survey


def _address(token: str) -> Address:
    return require(address_of(token), f"There is no link '{token[:40]}' with a published survey.")


def _locale(address: Address) -> str:
    locale = asked("locale") or address.language or address.survey.languages[0]
    if locale not in address.locales:
        raise NotFound(f"The survey is not offered in '{locale[:20]}'.")
    return locale


def _submission(address: Address, locale: str) -> Submission:
    """What was keyed, by the survey's definition.

    Raises:
        Problems: when it cannot be.
    """
    fields = sent_fields().copy()
    for own in ("number", "csrf_token"):
        fields.poplist(own)
    try:
        submission = read_submission(address, locale, fields)
    except Unreadable as unreadable:
        raise Problems(unreadable.problems, NOTHING) from None
    if submission.problems:
        raise Problems(submission.problems, submission.posted.as_written)
    return submission


def _written(address: Address, locale: str) -> Mapping[str, Any]:
    try:
        return _submission(address, locale).posted.as_written
    except Problems as problems:
        return problems.written


def _form(
    address: Address,
    locale: str,
    answers: Mapping[str, Any] = NOTHING,
    problems: Mapping[str, str] = NOTHING,
    *,
    number: str | None = None,
    survey: Survey | None = None,
    refused: Refused | None = None,
) -> ResponseReturnValue:
    shown = survey or address.survey
    typed = {CARD: sent_fields().get(CARD, "")}
    # The card goes with the first entry; nothing is compared in the second.
    card = () if number else card_of(address.link, locale, typed, problems)
    response = page(
        "collection/paper/entry.html",
        token=address.token,
        short_code=short_code(address.token),
        survey=shown,
        locale=locale,
        locales={each: locale_name(each) for each in address.locales},
        questions=(*card, *questions_of(shown, locale, answers, problems)),
        problems=problems,
        number=number,
        written_number=sent_fields().get("number", ""),
        refused=refused,
    )
    if refused or problems:
        response.status_code = UNPROCESSABLE
    return response
