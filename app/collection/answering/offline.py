"""All that a device keeps of a link, in one file: its pages in languages that are likely wanted.

It is kept whole or not at all. One file because its pages are so alike that together they weigh
hardly more than two of them. The page that the device is showing is not in it again: the device has
it, and takes the style sheet of all the others from it.
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
from app.kernel.localised import is_easy_read, language_of
from app.web.assets import STATIC
from app.web.headers import OWN_HEADER
from app.web.language import SOURCE_LANGUAGE, interface_languages

PIECE = re.compile(r'"(/static/[^"#]+)')
"""What a page loads: its scripts, pictures and icon."""
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
EMPTY_STYLE = "<style></style>"
ANY = "any"
DRAWING = ".svg"


def render_offline(address: Address, *, shown: str, kept: tuple[str, ...] = ()) -> str:
    """The bundle as JSON, for a device that shows the page of the locale ``shown``.

    ``kept`` are the locales that the device has already.

    `shown` is that page's address and `digest` its SHA-256 (hex); `pages` are HTML by address, all
    with an empty style element; `same` names addresses that show one of them as well; `pictures`
    are drawings by address, and `pieces` what else the pages load; `headers` are what each page
    needs to be shown with; `later` is where more pages are for a device that has these already,
    empty where there are none; `stamp` changes when any of it does.
    """
    likely = _likely(address, shown, kept)
    pages = dict(_pages(address, likely))
    pieces = sorted({piece for html in pages.values() for piece in PIECE.findall(html)})
    pictures = [piece for piece in pieces if piece.endswith(DRAWING)]
    bundle: dict[str, Any] = {
        "token": address.token,
        "title": f"{_title(address)} – {address.service.name}",
        "pages": pages,
        "same": {**_starts_of(likely), **_front(address, likely)},
        "pictures": {picture: _drawing(picture) for picture in pictures},
        "pieces": [piece for piece in pieces if piece not in pictures],
        "headers": {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": inlined_style_policy(),
            OWN_HEADER: "kept",
        },
        "later": "" if address.link.is_handed_round else _later(address, likely),
    }
    stamp = _digest(json.dumps(bundle, sort_keys=True))[:16]
    path = f"/s/{address.token}/{shown}"
    mould = pages.pop(path)
    bundle |= {"stamp": stamp, "shown": path, "digest": _digest(mould)}
    return json.dumps(bundle, ensure_ascii=False).replace(_style(mould), EMPTY_STYLE)


def render_notices(address: Address, locales: Iterable[str]) -> str:
    """The notices of a link as JSON, `pages` by address, each with an empty style element.

    On a device of one's own they come after the first visit, which they would make a tenth heavier.
    """
    pages = {
        path: STYLE.sub(EMPTY_STYLE, html)
        for locale in locales
        for path, html in _notices(address, locale)
    }
    return json.dumps({"pages": pages}, ensure_ascii=False)


def _later(address: Address, likely: tuple[str, ...]) -> str:
    state = _digest(render_notices(address, likely))[:8]
    return f"/s/{address.token}/notices.json?kept={','.join(likely)}&state={state}"


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


def _likely(address: Address, shown: str, kept: tuple[str, ...]) -> tuple[str, ...]:
    """The locales that people on this device are likely to want.

    A tablet that is handed round, or taken to an event, keeps all. A device of one's own keeps what
    is shown, what it kept before, the language of the link and the survey's own; another language
    or Easy Read comes when it is opened. A dozen languages would be ten times the first visit.
    """
    if address.link.is_handed_round:
        return address.locales
    wanted = {shown, *kept, address.language, address.survey.languages[0]}
    return tuple(each for each in address.locales if each in wanted)


def _pages(address: Address, locales: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    about = _about(address)
    yield from _starts(locales)
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


def _front(address: Address, locales: tuple[str, ...]) -> dict[str, str]:
    """What `/s/<token>` shows: the pinned language, or the one that the person's device speaks."""
    here = f"/s/{address.token}"
    if address.link.kiosk:
        return {}
    if address.language:
        return {_in(here, ANY): f"{here}/{address.language}"}
    standard = [each for each in locales if not is_easy_read(each)]
    return {_in(here, ANY): f"{here}/{standard[0]}"} | {
        _in(here, name): f"{here}/{each}" for each in standard for name in _names_of(each)
    }


def _in(path: str, language: str) -> str:
    """Where the worker keeps a page whose address names no language, for people of this one."""
    return f"{path}?language={language}"


def _names_of(language: str) -> tuple[str, ...]:
    """What a browser's languages are looked up by: `zh` finds `zh-Hans`, since it says `zh-CN`."""
    return tuple(dict.fromkeys((language, language.partition("-")[0])))


def _starting(locales: Iterable[str]) -> list[str]:
    """The languages in which the start page is kept."""
    languages = {language_of(each) for each in locales} | {SOURCE_LANGUAGE}
    return [each for each in interface_languages() if each in languages]


def _starts(locales: Iterable[str]) -> Iterator[tuple[str, str]]:
    for language in _starting(locales):
        yield _in("/", language), document.render_start(locale=language)


def _starts_of(locales: Iterable[str]) -> dict[str, str]:
    """The other names of the start pages."""
    others = {name: each for each in _starting(locales) for name in _names_of(each)}
    named = {ANY: SOURCE_LANGUAGE, **others}
    return {_in("/", name): _in("/", each) for name, each in named.items() if name != each}
