"""A poster of a public page: the newest that was published, and a code that leads to the rest."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from flask_babel import force_locale, gettext

from app.collection.links import qr
from app.collection.printing.posters import SIZES, PosterLayout, Size, side_of_code
from app.collection.printing.words import address_to_type, fixed_in, setting_of
from app.documents.typesetting import NoRoom, typeset
from app.improvement.publication.pages import PublicPage, Published
from app.kernel.errors import Refused
from app.kernel.localised import autonym, cldr_locale
from app.web.language import interface_languages

MOST_SHOWN: Final = 3
LEFT_TO_RIGHT_MARK: Final = "\u200e"
"""Before an address that may begin with figures, which turn with the words around them."""

POSTER_SIZES: Final = ("A4", "A3")
Line = dict[str, str | None]
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class PosterWording(Generic[Shown]):
    """What posters of one kind of page say. All of it is asked for in each language in turn."""

    heading: Callable[[], str]
    title: Callable[[], str]
    lines: Callable[[Shown], Iterator[Line]]


def page_poster(
    found: PublicPage[Shown],
    words: PosterWording[Shown],
    *,
    address: str,
    size: str,
    languages: Sequence[str],
    base_url: str,
) -> bytes:
    """The PDF of a poster for a public page.

    It shows the newest that is signed off in all its languages, as much as there is room for.

    Args:
        found: the page.
        words: what it says.
        address: of the page, below the public address of this installation.
        size: A4 or A3.
        languages: of the interface; none for English and each in which something is signed off.
        base_url: the public address of this installation.

    Raises:
        Refused: when there is no such size or language, no room, or no font.
    """
    if size not in POSTER_SIZES:
        raise Refused(f"There is no size '{size[:40]}'. Choose from: {', '.join(POSTER_SIZES)}.")
    sheet, chosen = SIZES[size], _chosen(found, languages)
    if len(chosen) > sheet.most:
        raise Refused(f"There is room for {sheet.most} languages, not {len(chosen)}.")
    poster = _Poster(
        found.name,
        f"{base_url}{address}",
        f"{address_to_type(base_url)}{address}",
        sheet,
        chosen,
    )
    shown = [each for each in found.published if set(chosen) <= set(each.sheet.signed_languages)]
    return _fitted(poster, words, shown)


@dataclass(frozen=True)
class _Poster:
    """What a poster is set with. `typed` is the address as somebody would type it."""

    name: str
    url: str
    typed: str
    size: Size
    languages: tuple[str, ...]


def _chosen(found: PublicPage[Any], languages: Sequence[str]) -> tuple[str, ...]:
    offered = interface_languages()
    wanted = tuple(dict.fromkeys(each.strip() for each in languages if each.strip()))
    lacking = [each for each in wanted if each not in offered]
    if lacking:
        raise Refused(
            f"Posters are not made in '{lacking[0][:40]}'. Choose from: {', '.join(offered)}."
        )
    signed = {"en", *found.signed_languages}
    return wanted or tuple(each for each in offered if each in signed)


def _fitted(
    poster: _Poster, words: PosterWording[Shown], published: Sequence[Published[Shown]]
) -> bytes:
    """With as much published as there is room for, in the roomiest layout."""
    code = {"code": qr.svg(poster.url).decode()}
    for number in range(min(MOST_SHOWN, len(published)), -1, -1):
        for layout in poster.size.layouts(len(poster.languages)):
            with suppress(NoRoom):
                shown = published[:number]
                blocks = [
                    _block(words, shown, language, layout, poster.typed)
                    for language in poster.languages
                ]
                return typeset("poster", {**_setting(poster, layout), "blocks": blocks}, code)
    raise NoRoom("The words do not fit on this sheet. Choose fewer languages or a larger size.")


def _setting(poster: _Poster, layout: PosterLayout) -> dict[str, Any]:
    return {
        "title": f"{poster.name}: {poster.typed}",
        "sheet": poster.size.name,
        "paper": poster.size.paper,
        "faces": layout.faces,
        "sizes": poster.size.steps(layout),
        "compact": layout.is_compact,
        "beside": layout.is_beside,
        "side": side_of_code(poster.url, poster.size),
        "url": poster.url,
        "code": None,
        "host": poster.typed,
        "service": poster.name,
        "event": None,
        "languages": [autonym(language) for language in poster.languages],
    }


def _block(
    words: PosterWording[Shown],
    published: Sequence[Published[Shown]],
    language: str,
    layout: PosterLayout,
    typed: str,
) -> dict[str, Any]:
    with force_locale(cldr_locale(language)):
        lines = [line for each in published for line in words.lines(each.in_language(language))]
        return {
            **setting_of(language),
            "heading": words.heading(),
            "title": words.title(),
            "lines": [
                *(_together(line) if layout.is_compact else line for line in lines),
                {"heading": None, "text": _how_to_get_there(language, typed)},
            ],
        }


def _together(line: Line) -> Line:
    """Without room for headings, each stands before its words."""
    return {"heading": None, "text": f"{line['heading']}: {line['text']}"}


def _how_to_get_there(language: str, typed: str) -> str:
    sentence: str = gettext(
        "To read all of it, point your phone's camera at the square. Or go to %(address)s.",
        address=fixed_in(language, LEFT_TO_RIGHT_MARK + typed),
    )
    return sentence
