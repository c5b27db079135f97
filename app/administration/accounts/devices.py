"""The browsers that staff sign in with: what one is called, and which accounts know it.

After a sign-in the browser keeps a mark for the account. A guess that comes with the mark is
counted by itself, so whoever guesses from elsewhere never makes its owner wait. The mark signs
nobody in, and is sent to the sign-in page alone.
"""

import hashlib
import ipaddress
import re
import secrets
from typing import Final

from flask import Request, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from app.administration.accounts.addresses import plain_address
from app.administration.accounts.guessing import Origin

COOKIE: Final = "ownwords_device"
COOKIE_PATH: Final = "/staff/sign-in"
A_YEAR: Final = 365 * 86_400
ACCOUNTS_REMEMBERED: Final = 8
HOUSEHOLD: Final = 64

BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """What somebody will know a browser by, for example `Firefox on Windows`; nothing finer."""
    browser = next((name for mark, name in BROWSERS if re.search(mark, user_agent)), "A browser")
    system = next((name for mark, name in SYSTEMS if re.search(mark, user_agent)), "")
    return f"{browser} on {system}" if system else browser


def origin_of(request: Request, email: str) -> Origin:
    """From where somebody tries to sign in as `email`; the network is hashed with our key."""
    marks = _marks(request)
    return Origin(
        network=_hashed("network", _network(request.remote_addr or "")),
        device=marks.get(_account(email)),
    )


def remember(response: Response, request: Request, email: str) -> None:
    """Let the browser keep the mark of an account that has just signed in."""
    marks = _marks(request)
    mark = marks.pop(_account(email), None) or secrets.token_urlsafe(16)
    kept = [*marks.items(), (_account(email), mark)][-ACCOUNTS_REMEMBERED:]
    response.set_cookie(
        COOKIE,
        _signer().dumps(dict(kept)),
        max_age=A_YEAR,
        path=COOKIE_PATH,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )


def _marks(request: Request) -> dict[str, str]:
    try:
        marks = _signer().loads(request.cookies.get(COOKIE, ""), max_age=A_YEAR)
    except BadSignature:
        return {}
    return dict(marks)


def _network(address: str) -> str:
    """The address; of a long one (IPv6) the part that one household or office has."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = getattr(found, "ipv4_mapped", None) or found
    if isinstance(mapped, ipaddress.IPv4Address):
        return str(mapped)
    return str(ipaddress.ip_network((mapped, HOUSEHOLD), strict=False))


def _account(email: str) -> str:
    return _hashed("account", plain_address(email))


def _hashed(*of: str) -> str:
    secret = current_app.config["SECRET_KEY"]
    return hashlib.sha256("\n".join((secret, *of)).encode()).hexdigest()[:32]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known device")
