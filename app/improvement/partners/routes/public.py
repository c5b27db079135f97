"""What is told of a partner in public: its words, signatures, and the page for everybody."""

import uuid
from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.improvement.actions.routes.public import public_document
from app.improvement.actions.routes.wording import Subject, signing, wording_page
from app.improvement.partners import telling
from app.improvement.partners.public import public_partner
from app.improvement.partners.queries import get_contribution
from app.kernel.errors import NotFound
from app.web.access import for_admins, for_readers, public
from app.web.language import preferred
from app.web.pages import redirect


@public
def told(token: str) -> ResponseReturnValue:
    """What came of what a partner gave, in the language that the browser asks for."""
    return _told(token, None)


@public
def told_in(token: str, locale: str) -> ResponseReturnValue:
    """The same in a named language."""
    return _told(token, locale)


@for_readers
def wording(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Write what is said of a contribution in one language."""
    return wording_page(_subject(contribution_id))


@for_readers
def sign_wording(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Sign it off."""
    return signing(_subject(contribution_id))


@for_admins
def publish(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Put it on the partner's public page."""
    telling.publish_contribution(contribution_id=contribution_id, actor=actor())
    flash("It is told in public now.")
    return redirect(_back(contribution_id))


@for_admins
def withdraw(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Take it from the public page."""
    telling.withdraw_contribution(contribution_id=contribution_id, actor=actor())
    flash("It is told no longer in public.")
    return redirect(_back(contribution_id))


def _told(token: str, locale: str | None) -> ResponseReturnValue:
    found = public_partner(token)
    if found is None or (locale is not None and locale not in found.languages):
        raise NotFound("There is no page here. Look at the address again.")
    language = locale or preferred(found.languages)
    return public_document(
        (found, language),
        lambda: render_template(
            "improvement/partners/told.html",
            page=found,
            language=language,
            gifts=found.told_in(language),
        ),
        language=language,
        is_named=locale is not None,
    )


def _subject(contribution_id: uuid.UUID) -> Subject:
    get_contribution(contribution_id)
    here: dict[str, Any] = {"contribution_id": contribution_id}
    return Subject(
        id=contribution_id,
        names=telling.TEXTS,
        write=lambda language, texts: telling.word_contribution(
            contribution_id=contribution_id, language=language, texts=texts, actor=actor()
        ),
        sign=lambda language, seen, by: telling.sign_contribution(
            contribution_id=contribution_id, language=language, seen=seen, by=by, actor=actor()
        ),
        back=_back(contribution_id),
        address=url_for("partners.wording", **here),
        sign_address=url_for("partners.sign_wording", **here),
    )


def _back(contribution_id: uuid.UUID) -> str:
    return url_for("partners.contribution", contribution_id=contribution_id)
