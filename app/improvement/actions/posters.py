"""A poster that says what came of what people said, and leads to the page that says the rest."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from flask_babel import force_locale, gettext

from app.collection.links import qr
from app.collection.printing.posters import SIZES, PosterLayout, Size, side_of_code
from app.collection.printing.words import address_to_type, fixed_in, setting_of
from app.documents.typesetting import NoRoom, typeset
from app.improvement.actions.public import PublicService, Published, public_service
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import cldr_locale
from app.web.language import autonym, interface_languages

MOST_TOLD: Final = 3
LEFT_TO_RIGHT_MARK: Final = "\u200e"
"""Before an address that may begin with figures, which turn with the words around them."""

POSTER_SIZES: Final = ("A4", "A3")
Line = dict[str, str | None]


def told_poster(*, token: str, size: str, languages: Sequence[str], base_url: str) -> bytes:
    """The PDF of a poster for a service's public page.

    It tells the newest that is signed off in all its languages, as much as there is room for.

    Args:
        token: of the page.
        size: A4 or A3.
        languages: of the interface; none for English and each in which something is signed off.
        base_url: the public address of this installation.

    Raises:
        NotFound: when there is no such page.
        Refused: when there is no such size or language, no room, or no font.
    """
    found = public_service(token)
    if found is None:
        raise NotFound("There is no such page. Publish an action of the service first.")
    if size not in POSTER_SIZES:
        raise Refused(f"There is no size '{size[:40]}'. Choose from: {', '.join(POSTER_SIZES)}.")
    sheet, chosen = SIZES[size], _chosen(found, languages)
    if len(chosen) > sheet.most:
        raise Refused(f"There is room for {sheet.most} languages, not {len(chosen)}.")
    url = f"{base_url}/d/{found.token}"
    return _fitted(found, sheet, chosen, url, f"{address_to_type(base_url)}/d/{found.token}")


def _chosen(found: PublicService, languages: Sequence[str]) -> tuple[str, ...]:
    offered = interface_languages()
    wanted = tuple(dict.fromkeys(each.strip() for each in languages if each.strip()))
    lacking = [each for each in wanted if each not in offered]
    if lacking:
        raise Refused(
            f"Posters are not made in '{lacking[0][:40]}'. Choose from: {', '.join(offered)}."
        )
    signed = {each for told in found.published for each in told.sheet.signed_languages}
    return wanted or tuple(each for each in offered if each in {"en", *signed})


def _fitted(
    found: PublicService, size: Size, languages: Sequence[str], url: str, typed: str
) -> bytes:
    """With as much told as there is room for, in the roomiest layout."""
    code = {"code": qr.svg(url).decode()}
    told = [each for each in found.published if set(languages) <= set(each.sheet.signed_languages)]
    for number in range(min(MOST_TOLD, len(told)), -1, -1):
        for layout in size.layouts(len(languages)):
            with suppress(NoRoom):
                words = _words(found, size, layout, languages, url, typed)
                blocks = [_block(told[:number], each, layout, typed) for each in languages]
                return typeset("poster", {**words, "blocks": blocks}, code)
    raise NoRoom("The words do not fit on this sheet. Choose fewer languages or a larger size.")


def _words(
    found: PublicService,
    size: Size,
    layout: PosterLayout,
    languages: Sequence[str],
    url: str,
    typed: str,
) -> dict[str, Any]:
    return {
        "title": f"{found.service}: {typed}",
        "sheet": size.name,
        "paper": size.paper,
        "faces": layout.faces,
        "sizes": size.steps(layout),
        "compact": layout.is_compact,
        "beside": layout.is_beside,
        "side": side_of_code(url, size),
        "url": url,
        "code": None,
        "host": typed,
        "service": found.service,
        "event": None,
        "languages": [autonym(language) for language in languages],
    }


def _block(
    told: Sequence[Published], language: str, layout: PosterLayout, typed: str
) -> dict[str, Any]:
    with force_locale(cldr_locale(language)):
        lines = [line for each in told for line in _told_lines(each, language)]
        return {
            **setting_of(language),
            "heading": gettext("You said, we did"),
            "title": gettext("What people told us, and what came of it."),
            "lines": [
                *(_together(line) if layout.is_compact else line for line in lines),
                {"heading": None, "text": _how_to_get_there(language, typed)},
            ],
        }


def _told_lines(published: Published, language: str) -> Iterator[Line]:
    told = published.told_in(language)
    answered = gettext("Why not") if told.is_declined else gettext("We did")
    yield {"heading": gettext("You said"), "text": told.said}
    yield {"heading": answered, "text": told.did}


def _together(line: Line) -> Line:
    """Without room for headings, each stands before its words."""
    return {"heading": None, "text": f"{line['heading']}: {line['text']}"}


def _how_to_get_there(language: str, typed: str) -> str:
    said: str = gettext(
        "To read all of it, point your phone's camera at the square. Or go to %(address)s.",
        address=fixed_in(language, LEFT_TO_RIGHT_MARK + typed),
    )
    return said
