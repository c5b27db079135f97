"""All that a device keeps of a link, in one file: its pages in each language, whole or not at all.

One file because its pages are so alike that together they weigh hardly more than two of them. The
page that the device is showing is not in it again: the device has it, and takes the style sheet of
all the others from it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from app.collection.answering import document
from app.collection.answering.address import Address
from app.collection.answering.delivery import inlined_style_policy
from app.collection.answering.frames import NOTICES
from app.kernel.localised import is_easy_read
from app.web.assets import STATIC
from app.web.headers import OWN_HEADER
from app.web.language import interface_languages

PIECE = re.compile(r'"(/static/[^"#]+)')
"""What a page loads: its scripts, pictures and icon."""
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
EMPTY_STYLE = "<style></style>"
ANY = "any"
DRAWING = ".svg"


def render_offline(address: Address, *, shown: str) -> str:
    """The bundle as JSON, for a device that shows the page of the locale ``shown``.

    `shown` is that page's address and `digest` its SHA-256 (hex); `pages` are HTML by address, all
    with an empty style element; `same` names addresses that show one of them as well; `pictures`
    are drawings by address, and `pieces` what else the pages load; `headers` are what each page
    needs to be shown with; `later` is where more pages are for a device that has these already,
    empty where there are none; `stamp` changes when any of it does.
    """
    pages = dict(_pages(address, _likely(address, shown)))
    pieces = sorted({piece for html in pages.values() for piece in PIECE.findall(html)})
    pictures = [piece for piece in pieces if piece.endswith(DRAWING)]
    bundle: dict[str, Any] = {
        "token": address.token,
        "title": f"{_title(address)} – {address.service.name}",
        "pages": pages,
        "same": {_in("/", ANY): _in("/", interface_languages()[0]), **_front(address)},
        "pictures": {picture: _drawing(picture) for picture in pictures},
        "pieces": [piece for piece in pieces if piece not in pictures],
        "headers": {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": inlined_style_policy(),
            OWN_HEADER: "kept",
        },
        "later": "" if address.link.is_handed_round else _later(address),
    }
    stamp = _digest(json.dumps(bundle, sort_keys=True))[:16]
    path = f"/s/{address.token}/{shown}"
    mould = pages.pop(path)
    bundle |= {"stamp": stamp, "shown": path, "digest": _digest(mould)}
    return json.dumps(bundle, ensure_ascii=False).replace(_style(mould), EMPTY_STYLE)


def render_notices(address: Address) -> str:
    """The notices of a link as JSON, `pages` by address, each with an empty style element.

    On a device of one's own they come after the first visit, which they would make a tenth heavier.
    """
    pages = {
        path: STYLE.sub(EMPTY_STYLE, html)
        for locale in address.locales
        for path, html in _notices(address, locale)
    }
    return json.dumps({"pages": pages}, ensure_ascii=False)


def _later(address: Address) -> str:
    return f"/s/{address.token}/notices.json?state={_digest(render_notices(address))[:8]}"


def _notices(address: Address, locale: str) -> Iterator[tuple[str, str]]:
    for notice in NOTICES:
        html = document.render_aside(notice, **_about(address), locale=locale)
        yield f"/s/{address.token}/{locale}/{notice}", html


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _style(page: str) -> str:
    """The page's style element as it stands inside JSON."""
    found = STYLE.search(page)
    return json.dumps(found[0], ensure_ascii=False)[1:-1] if found else EMPTY_STYLE


def _drawing(address: str) -> str:
    return (STATIC / address.removeprefix("/static/")).read_text(encoding="utf-8")


def _title(address: Address) -> str:
    survey = address.survey
    return survey.title.in_locale(address.language or survey.languages[0])


def _about(address: Address) -> dict[str, Any]:
    return {"survey": address.survey, "link": address.link, "service": address.service}


def _likely(address: Address, shown: str) -> tuple[str, ...]:
    """The locales that people on this device are likely to want.

    A tablet that is handed round, or taken to an event, keeps all. On a device of one's own Easy
    Read is kept where it is being read: it weighs as much as all the languages together.
    """
    if address.link.is_handed_round:
        return address.locales
    return tuple(each for each in address.locales if each == shown or not is_easy_read(each))


def _pages(address: Address, locales: Iterable[str]) -> Iterator[tuple[str, str]]:
    about = _about(address)
    yield from _starts()
    if address.link.kiosk:
        yield _in(f"/s/{address.token}", ANY), document.render_welcome(**about)
    for locale in locales:
        path = f"/s/{address.token}/{locale}"
        yield path, document.render_document(**about, locale=locale)
        yield f"{path}/thanks", document.render_thanks(**about, locale=locale)
        yield f"{path}/worried", document.render_aside("worried", **about, locale=locale)
        if address.link.is_handed_round:
            yield from _notices(address, locale)
            yield (
                f"{path}/interview",
                document.render_document(
                    **about, locale=locale, answers=document.INTERVIEWED, is_interview=True
                ),
            )


def _front(address: Address) -> dict[str, str]:
    """What `/s/<token>` shows: the pinned language, or the one that the person's device speaks."""
    here = f"/s/{address.token}"
    if address.link.kiosk:
        return {}
    if address.language:
        return {_in(here, ANY): f"{here}/{address.language}"}
    standard = [each for each in address.locales if not is_easy_read(each)]
    return {_in(here, ANY): f"{here}/{standard[0]}"} | {
        _in(here, each): f"{here}/{each}" for each in standard
    }


def _in(path: str, language: str) -> str:
    """Where the worker keeps a page whose address names no language, for people of this one."""
    return f"{path}?language={language}"


def _starts() -> Iterator[tuple[str, str]]:
    for language in interface_languages():
        yield _in("/", language), document.render_start(locale=language)
