"""What everybody may read: no cookie, no script, the same bytes for all, gone when withdrawn."""

from collections.abc import Callable, Hashable

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.collection.answering.delivery import deliver
from app.improvement.actions.public import interface_for, public_service
from app.kernel.errors import NotFound
from app.web.access import public
from app.web.language import preferred

ASK_EACH_TIME = "public, no-cache"
"""Caches may keep the page and must ask each time, so that what is withdrawn is gone at once."""


@public
def told(token: str) -> ResponseReturnValue:
    """What came of what people said, in the language that the browser asks for."""
    return _told(token, None)


@public
def told_in(token: str, locale: str) -> ResponseReturnValue:
    """The same in a named language."""
    return _told(token, locale)


def _told(token: str, locale: str | None) -> ResponseReturnValue:
    found = public_service(token)
    if found is None or (locale is not None and locale not in found.languages):
        raise NotFound("There is no page here. Look at the address again.")
    language = locale or preferred(found.languages)
    return public_document(
        (found, language),
        lambda: render_template(
            "improvement/actions/told.html",
            page=found,
            language=language,
            items=found.told_in(language),
        ),
        language=language,
        is_named=locale is not None,
    )


def public_document(
    key: Hashable, render: Callable[[], str], *, language: str, is_named: bool
) -> ResponseReturnValue:
    """Answer with a page that everybody may read.

    Args:
        key: everything that the page tells.
        render: makes it; its own words come in `interface_for(language)`.
        is_named: whether the address names the language.
    """
    g.language = interface_for(language)
    # Sheets hold mappings, which have no hash of their own; their text tells as much.
    response = deliver(
        ("told", repr(key)),
        render,
        language=g.language,
        vary="" if is_named else "Accept-Language",
    )
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response
