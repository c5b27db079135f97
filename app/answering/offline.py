"""All that a device keeps of a link, in one file: its pages in every language, whole or not at all.

One file because its pages are so alike that together they weigh hardly more than one of them.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from app.answering import document
from app.answering.address import Address
from app.answering.delivery import inlined_style_policy
from app.kernel.localised import is_easy_read
from app.web.assets import STATIC
from app.web.headers import OWN_HEADER
from app.web.language import interface_languages

PIECE = re.compile(r'"(/static/[^"#]+)')
"""What a page loads: its scripts, pictures and icon."""
ANY = "any"
DRAWING = ".svg"


def render_offline(address: Address) -> str:
    """The bundle as JSON.

    `pages` are HTML by address; `fronts` the same for addresses that name no language, by language
    and for `any` other; `pictures` are drawings by address, and `pieces` what else they load;
    `headers` are what each page needs to be shown with; `stamp` changes when any of it does.
    """
    pages = dict(_pages(address))
    fronts = {"/": dict(_starts())}
    if address.link.kiosk:
        fronts[f"/s/{address.token}"] = {ANY: document.render_welcome(**_about(address))}
    else:
        fronts[f"/s/{address.token}"] = _front(address, pages)
    every = [*pages.values(), *(html for front in fronts.values() for html in front.values())]
    pieces = sorted({piece for html in every for piece in PIECE.findall(html)})
    pictures = [piece for piece in pieces if piece.endswith(DRAWING)]
    bundle: dict[str, Any] = {
        "token": address.token,
        "title": f"{_title(address)} – {address.service.name}",
        "pages": pages,
        "fronts": fronts,
        "pictures": {picture: _drawing(picture) for picture in pictures},
        "pieces": [piece for piece in pieces if piece not in pictures],
        "headers": {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": inlined_style_policy(),
            OWN_HEADER: "kept",
        },
    }
    stamp = hashlib.sha256(json.dumps(bundle, sort_keys=True).encode()).hexdigest()[:16]
    return json.dumps({"stamp": stamp, **bundle}, ensure_ascii=False)


def _drawing(address: str) -> str:
    return (STATIC / address.removeprefix("/static/")).read_text(encoding="utf-8")


def _title(address: Address) -> str:
    survey = address.survey
    return survey.title.in_locale(address.language or survey.languages[0])


def _about(address: Address) -> dict[str, Any]:
    return {"survey": address.survey, "link": address.link, "service": address.service}


def _pages(address: Address) -> Iterator[tuple[str, str]]:
    about = _about(address)
    for locale in address.locales:
        path = f"/s/{address.token}/{locale}"
        yield path, document.render_document(**about, locale=locale)
        yield f"{path}/thanks", document.render_thanks(**about, locale=locale)
        yield f"{path}/worried", document.render_worried(**about, locale=locale)
        if address.link.kiosk or address.link.event:
            yield (
                f"{path}/interview",
                document.render_document(
                    **about, locale=locale, answers=document.INTERVIEWED, is_interview=True
                ),
            )


def _front(address: Address, pages: dict[str, str]) -> dict[str, str]:
    """What `/s/<token>` shows: the pinned language, or the one that the person's device speaks."""
    here = f"/s/{address.token}"
    if address.language:
        return {ANY: pages[f"{here}/{address.language}"]}
    standard = [each for each in address.locales if not is_easy_read(each)]
    return {ANY: pages[f"{here}/{standard[0]}"]} | {
        each: pages[f"{here}/{each}"] for each in standard
    }


def _starts() -> Iterator[tuple[str, str]]:
    for language in (ANY, *interface_languages()):
        locale = interface_languages()[0] if language == ANY else language
        yield language, document.render_start(locale=locale)
