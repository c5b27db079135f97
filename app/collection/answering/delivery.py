"""Documents as they travel: made once, compressed once, known by their content.

A respondent's document is the same for everyone, so each web process keeps the bytes of those it
served lately and answers from memory.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import brotli
from flask import Response, request

from app.web.assets import respondent_css_hash
from app.web.headers import content_security_policy

CACHED = 400
QUALITY = 11
"""Of Brotli, its best: what a phone on a poor line loads is made once and sent many times."""

# A cache may show the page for a minute without asking, and for a day when we do not answer.
CACHING = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
TINY = 500
PLAIN = "identity"
HTML = "text/html"


@dataclass(frozen=True)
class Document:
    """A page as it travels: for each encoding its bytes and the headers that go with them."""

    encodings: Mapping[str, tuple[bytes, list[tuple[str, str]]]]


_cache: OrderedDict[Hashable, Document] = OrderedDict()


def deliver(
    key: Hashable,
    render: Callable[[], str],
    *,
    language: str,
    vary: str = "",
    mimetype: str = HTML,
) -> Response:
    """Answer with the document for `key`, rendering it only when it is not kept yet.

    Args:
        key: everything that the bytes depend on.
        render: makes the text.
        language: BCP 47 tag for Content-Language.
        vary: request headers besides Accept-Encoding that chose this document.
        mimetype: what kind of document it is.
    """
    document = _document((key, vary), render, language, vary, mimetype)
    encoding = request.accept_encodings.best_match(document.encodings, default=PLAIN) or PLAIN
    body, headers = document.encodings[encoding]
    response = Response(body, headers=headers, mimetype=mimetype)
    if request.if_none_match:
        response.make_conditional(request)
    return response


def allow_inlined_style(response: Response) -> None:
    """Let the page use the style sheet that it carries, and no other."""
    response.headers["Content-Security-Policy"] = inlined_style_policy()


def inlined_style_policy() -> str:
    """The content security policy of a page that carries the respondents' style sheet."""
    return content_security_policy(style_hash=respondent_css_hash())


def _document(
    key: Hashable, render: Callable[[], str], language: str, vary: str, mimetype: str
) -> Document:
    if key not in _cache:
        _cache[key] = _made(render().encode(), language, vary, mimetype)
        while len(_cache) > CACHED:
            _cache.popitem(last=False)
    _cache.move_to_end(key)
    return _cache[key]


def _made(body: bytes, language: str, vary: str, mimetype: str) -> Document:
    bodies = {PLAIN: body}
    if len(body) > TINY:
        small = brotli.compress(body, quality=QUALITY)
        bodies = {"br": small, "gzip": gzip.compress(body, mtime=0), PLAIN: body}
    tag = hashlib.sha256(body).hexdigest()[:32]
    headers = [
        ("Content-Language", language),
        ("Vary", f"Accept-Encoding, {vary}".rstrip(", ")),
        ("Cache-Control", CACHING),
    ]
    if mimetype == HTML:
        headers.append(("Content-Security-Policy", inlined_style_policy()))
    return Document({name: (made, _headers(name, tag, headers)) for name, made in bodies.items()})


def _headers(encoding: str, tag: str, shared: list[tuple[str, str]]) -> list[tuple[str, str]]:
    own = [("ETag", f'W/"{tag}-{encoding}"')]
    if encoding != PLAIN:
        own.append(("Content-Encoding", encoding))
    return [*shared, *own]
