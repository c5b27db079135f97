"""Pages that say kindly why there is no survey here, each with the numbers to ring."""

from flask import Response, make_response
from flask_babel import force_locale
from flask_babel import gettext as _

from app.collection.answering import document
from app.collection.answering.address import Address
from app.collection.answering.delivery import allow_inlined_style
from app.kernel.localised import cldr_locale, language_of
from app.web.language import interface_languages, preferred

NOT_FOUND, FORBIDDEN, GONE = 404, 403, 410
LONGEST_CODE = 20


def no_such_link(*, is_mistyped: bool) -> Response:
    """The address or code leads nowhere; the most likely reason is a slip in typing."""
    language = preferred(interface_languages())
    with force_locale(cldr_locale(language)):
        return refusal(
            locale=language,
            heading=_("We cannot find this survey"),
            body=_reason(is_mistyped=is_mistyped),
            status=NOT_FOUND,
        )


def code_again(typed: str, *, is_mistyped: bool) -> Response:
    """The start page once more, with what was typed and what is wrong with it."""
    language = preferred(interface_languages())
    with force_locale(cldr_locale(language)):
        html = document.render_start(
            locale=language, code=typed[:LONGEST_CODE], problem=_reason(is_mistyped=is_mistyped)
        )
    return _uncached(make_response(html, NOT_FOUND))


def _reason(*, is_mistyped: bool) -> str:
    reason = _("We do not know this code. Look at the poster or card, or ask someone.")
    if is_mistyped:
        reason = _("There is a slip in the code. Look at the poster or card and type it again.")
    return str(reason)


def not_answerable(address: Address, locale: str) -> Response:
    """The link is not open yet, closed or paused."""
    with force_locale(cldr_locale(language_of(locale))):
        heading, body, status = _reasons()[address.closed_because or "paused"]
        return refusal(locale=locale, heading=heading, body=body, status=status, address=address)


def why_not(address: Address, locale: str) -> dict[str, str]:
    """Why there is no survey at the link today, as a page says it: `state`, `heading`, `body`.

    ``state`` is `open`, and all there is, where there is one.
    """
    state = address.closed_because
    if state is None:
        return {"state": "open"}
    with force_locale(cldr_locale(language_of(locale))):
        heading, body, _status = _reasons()[state]
        return {"state": state, "heading": heading, "body": body}


def _reasons() -> dict[str, tuple[str, str, int]]:
    return {
        "early": (
            _("This survey is not open yet"),
            _("Please come back later, or ask a member of staff when it opens."),
            FORBIDDEN,
        ),
        "closed": (
            _("This survey has closed"),
            _("Thank you for coming. You can still tell a member of staff what you think."),
            GONE,
        ),
        "paused": (
            _("This survey is having a short rest"),
            _("Please come back later. You can still tell a member of staff what you think."),
            FORBIDDEN,
        ),
    }


def refusal(
    *,
    locale: str,
    heading: str,
    body: str,
    status: int,
    address: Address | None = None,
) -> Response:
    """A problem page with the helplines of the service, or the national ones."""
    html = document.render_problem(
        locale=locale,
        heading=heading,
        body=body,
        status=status,
        survey=address.survey if address else None,
        link=address.link if address else None,
        service=address.service if address else None,
    )
    return _uncached(make_response(html, status))


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Language"
    allow_inlined_style(response)
    return response
