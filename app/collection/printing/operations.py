"""Making printed matter: each function gives the bytes of one PDF file."""

from collections.abc import Sequence
from contextlib import suppress

from app.collection.links import qr
from app.collection.links.codes import address
from app.collection.printing.booklets import Booklet
from app.collection.printing.cards import HasAddress, HasName, card_words
from app.collection.printing.linking_cards import linking_card_words
from app.collection.printing.posters import SIZES, Size, chosen_locales, poster_words
from app.collection.printing.queries import Printable, printable_link
from app.documents.typesetting import NoRoom, typeset
from app.kernel.errors import Refused
from app.surveys.definition import Survey


def poster(*, token: str, size: str, languages: Sequence[str] | None, base_url: str) -> bytes:
    """A poster, a table card, or strips to put in letters.

    Args:
        token: of a link, or its short code.
        size: a name of `SIZES`.
        languages: locales of the survey; when None the one the link is pinned to, or all that
            there is room for.
        base_url: the public address of this installation.

    Raises:
        NotFound: when there is no such link.
        Refused: when the link is closed, there is no such size, the survey lacks a language,
            there is no room, or there is no font.
    """
    about = printable_link(token)
    sheet = _size(size)
    if languages is not None:
        return _fitted(about, sheet, chosen_locales(about, languages), base_url)
    if about.language:
        return _fitted(about, sheet, (about.language,), base_url)
    return _as_many_as_fit(about, sheet, base_url)


def _size(name: str) -> Size:
    if name not in SIZES:
        raise Refused(f"There is no size '{name[:40]}'. Choose from: {', '.join(SIZES)}.")
    return SIZES[name]


def _as_many_as_fit(about: Printable, size: Size, base_url: str) -> bytes:
    """In all languages of the survey, or the first of them when there is not room for all."""
    languages = about.survey.languages[: size.most]
    while len(languages) > 1:
        try:
            return _set(about, size, languages, base_url)
        except NoRoom:
            languages = languages[:-1]
    return _fitted(about, size, languages, base_url)


def _fitted(about: Printable, size: Size, locales: Sequence[str], base_url: str) -> bytes:
    if len(locales) > size.most:
        raise Refused(
            f"There is room for {size.most} languages on the size {size.name}, not "
            f"{len(locales)}. Choose fewer, or print two."
        )
    try:
        return _set(about, size, locales, base_url)
    except NoRoom:
        raise NoRoom(
            f"The words in {', '.join(locales)} do not fit on the size {size.name} in letters "
            "that can be read. Choose fewer languages or a larger size."
        ) from None


def _set(about: Printable, size: Size, locales: Sequence[str], base_url: str) -> bytes:
    """Set in the roomiest layout into which the words fit."""
    code = qr.svg(address(about.token, base_url=base_url)).decode()
    *roomier, tightest = size.layouts(len(locales))
    for layout in roomier:
        with suppress(NoRoom):
            words = poster_words(about, size, layout, locales, base_url)
            return typeset("poster", words, {"code": code})
    words = poster_words(about, size, tightest, locales, base_url)
    return typeset("poster", words, {"code": code})


def booklet(*, token: str, language: str | None, base_url: str) -> bytes:
    """A paper booklet with every question.

    Args:
        token: of a link, or its short code.
        language: a locale of the survey; when None the one the link is pinned to, or the one
            the survey was written in.
        base_url: the public address of this installation.

    Raises:
        NotFound: when there is no such link.
        Refused: when the link is closed, the survey lacks the language, or there is no font.
    """
    about = printable_link(token)
    wanted = about.language or about.survey.languages[0] if language is None else language
    (locale,) = chosen_locales(about, [wanted])
    made = Booklet(about, locale, base_url)
    return typeset("booklet", made.words(), made.pictures)


def card_sheet(
    codes: Sequence[str], *, link: HasAddress, service: HasName, survey: Survey, locale: str
) -> bytes:
    """Cards to cut out, ten on a sheet of A4, each with one code and the way to the survey.

    Args:
        codes: as they are typed; they are printed in groups of four.
        link: whose address the square holds.
        service: whose name stands on the card.
        survey: whose title does.
        locale: of the survey, for the words.

    Raises:
        Refused: when there are no codes, the words do not fit, or there is no font for them.
    """
    if not codes:
        raise Refused("There are no codes to print. Make some first.")
    words = card_words(codes, link, service, survey, locale)
    return typeset("cards", words, {"code": qr.svg(link.url).decode()})


def linking_card_sheet(
    codes: Sequence[str], *, name: str, early: HasAddress, later: HasAddress, locale: str
) -> bytes:
    """Cards to cut out and tear in two, five on a sheet of A4, with one code on both halves.

    Args:
        codes: as they are typed; they are printed in groups of four.
        name: of the programme, which stands on both halves.
        early: the link at which people answer first, on the first half.
        later: the link at which they answer last, on the second.
        locale: for the words.

    Raises:
        Refused: when there are no codes, the words do not fit, or there is no font for them.
    """
    if not codes:
        raise Refused("There are no codes to print. Make some first.")
    words = linking_card_words(codes, name=name, urls=(early.url, later.url), locale=locale)
    pictures = {"early": qr.svg(early.url).decode(), "later": qr.svg(later.url).decode()}
    return typeset("linking_cards", words, pictures)
