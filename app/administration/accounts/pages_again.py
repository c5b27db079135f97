"""A page that answers a form gets an address of its own, so that Back and Reload can ask for it.

A browser asks whether to send a form again where its answer is a page, and shows an error in its
place otherwise. So it is led to the page by 303 (Post/Redirect/Get), refused or not. Scripts and
other software are answered with the page itself.
"""

from typing import Final
from urllib.parse import urlencode

from flask import Response, make_response, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_fresh

from app.administration.accounts.kept_pages import AnsweredPage, Holder, keep_page, kept_page
from app.administration.accounts.session import FORM_TOKEN, is_staff_path, signed_in
from app.web.asked import address_fields, asked
from app.web.pages import address_again, redirect

WORD: Final = "answer"
PAGE: Final = "text/html"
SHOWN: Final = (200, *range(400, 500))
NAVIGATES: Final = "navigate"
HEADERS: Final = ("Retry-After", "Vary")


def give_address(response: Response) -> Response:
    """Lead a browser to the page that answers its form; any other answer goes as it is."""
    if not (is_staff_path(request.path) and request.method == "POST" and _is_page(response)):
        return response
    holder = _holder() if _is_browser() else None
    word = _kept(response, holder) if holder else None
    if word:
        # Nobody is shown another page than that for signing in before they did.
        path = request.path if signed_in() else url_for("accounts.sign_in")
        response.status_code = 303
        response.location = _address(path, word)
        response.set_data(b"")
    return response


def page_again() -> ResponseReturnValue | None:
    """The page that the address asks for by its word; the plain page where there is none for it."""
    word = asked(WORD) if request.method in ("GET", "HEAD") else None
    if word is None:
        return None
    holder = _holder()
    page = kept_page(word, holder=holder) if holder else None
    if page is None:
        return redirect(_address(address_again()))
    return make_response(page.text, page.status, page.headers)


def _is_page(response: Response) -> bool:
    is_shown = response.mimetype == PAGE and "Content-Disposition" not in response.headers
    return is_shown and response.status_code in SHOWN and not response.is_streamed


def _is_browser() -> bool:
    """Whether a person's browser goes to a page.

    Without TLS, and before 2020 or so, browsers say so in the older way alone.
    """
    older = NAVIGATES if request.headers.get("Upgrade-Insecure-Requests") == "1" else ""
    return request.headers.get("Sec-Fetch-Mode", older) == NAVIGATES


def _holder() -> Holder | None:
    """Whose page it is: a session's, or that of a browser in which nobody is signed in."""
    user = signed_in()
    if user is not None:
        return Holder(user.token, has_session=True) if login_fresh() else None
    secret = session.get(FORM_TOKEN)
    return Holder(secret, has_session=False) if secret else None


def _kept(response: Response, holder: Holder) -> str | None:
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    page = AnsweredPage(response.status_code, headers, response.get_data(as_text=True))
    return keep_page(page, holder=holder)


def _address(path: str, word: str | None = None) -> str:
    fields = [(name, value) for name, value in address_fields().items(multi=True) if name != WORD]
    query = urlencode([*fields, (WORD, word)] if word else fields)
    return f"{path}?{query}" if query else path
