"""What stands on posters, table cards and strips for letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext

from app.collection.links import qr
from app.collection.links.codes import address
from app.collection.printing.queries import Printable
from app.collection.printing.words import Voice
from app.kernel.clock import today
from app.kernel.errors import Refused
from app.kernel.localised import autonym
from app.web.language import long_day


@dataclass(frozen=True)
class PosterLayout:
    """How one sheet is divided.

    Args:
        faces: into how many equal parts it is cut or folded.
        is_compact: whether the words have no headings between them.
        is_beside: whether what is seen from afar stands beside the code, when it is compact.
    """

    faces: int
    is_compact: bool
    is_beside: bool = True


@dataclass(frozen=True)
class Size:
    """One kind of sheet.

    Args:
        name: what it is called.
        paper: what it is printed on.
        code_mm: the side of the code's dark part, at least.
        widest_mm: the side, white edge included, for which there is room.
        text: the largest and the smallest size of type, in points.
        most: for how many languages there can be room.
        faces: into how many equal parts the sheet is cut or folded, most first; 1 for a poster.
    """

    name: str
    paper: str
    code_mm: float
    widest_mm: float
    text: tuple[float, float]
    most: int
    faces: tuple[int, ...] = (1,)

    def steps(self, layout: PosterLayout) -> list[float]:
        """The sizes of type to try, largest first; a roomy layout is not worth small type."""
        largest, smallest = self.text
        floor = smallest if layout.is_compact else smallest + ROOMY_POINTS
        return [largest - step * STEP for step in range(int((largest - floor) / STEP) + 1)]

    def layouts(self, languages: int) -> list[PosterLayout]:
        """The ways to lay so many languages out, the roomiest first."""
        if self.faces != (1,):
            return [PosterLayout(faces, is_compact=True) for faces in self.faces]
        roomy = [PosterLayout(1, is_compact=False)] if languages <= FEW else []
        # Beside a wide code there is room for one word in a line.
        above = (
            [PosterLayout(1, is_compact=True, is_beside=False)] if self.code_mm > WIDE_MM else []
        )
        return [*roomy, *above, PosterLayout(1, is_compact=True)]


STEP: Final = 0.5
ROOMY_POINTS: Final = 2.5
WIDE_MM: Final = 100
FEW: Final = 2
"""How many languages there may be for a roomy poster."""

SIZES: Final = {
    size.name: size
    for size in (
        Size("A4", "a4", 60, 130, (16, 9), 4),
        Size("A3", "a3", 150, 220, (24, 11), 4),
        Size("card", "a4", 40, 90, (15, 9), 2, faces=(2,)),
        Size("letter", "a4", 40, 75, (13, 9), 2, faces=(3, 2)),
    )
}
"""Kinds of sheets by what they are called."""


def chosen_locales(about: Printable, wanted: Sequence[str]) -> tuple[str, ...]:
    """The locales to print, each once, in the order wanted.

    Raises:
        Refused: when the survey lacks one, or nothing is named.
    """
    locales = tuple(dict.fromkeys(each.strip() for each in wanted if each.strip()))
    offered = about.survey.locales
    lacking = [each for each in locales if each not in offered]
    if lacking or not locales:
        problem = f"has no '{lacking[0][:40]}'" if lacking else "is printed in no language"
        raise Refused(f"The survey {about.survey.id} {problem}. Choose from: {', '.join(offered)}.")
    return locales


def poster_words(
    about: Printable, size: Size, layout: PosterLayout, locales: Sequence[str], base_url: str
) -> dict[str, Any]:
    """The values of the template `poster`.

    Raises:
        Refused: when the address is too long for a code on this sheet.
    """
    url = address(about.token, base_url=base_url)
    voices = [Voice(locale, about, base_url) for locale in locales]
    return {
        "title": f"{about.service}: {about.short_code}",
        "sheet": size.name,
        "paper": size.paper,
        "faces": layout.faces,
        "sizes": size.steps(layout),
        "compact": layout.is_compact,
        "beside": layout.is_beside,
        "side": side_of_code(url, size),
        "url": url,
        "code": about.short_code,
        "host": voices[0].host,
        "service": about.service,
        "event": about.event,
        "languages": [autonym(language) for language in about.survey.languages],
        "blocks": [_block(voice) for voice in voices],
    }


def side_of_code(url: str, size: Size) -> float:
    """The side of the code in millimetres, white edge included, for a dark part that is enough.

    Raises:
        Refused: when the modules would be too small for a camera.
    """
    sizes = qr.sizes(url)
    dark = sizes.modules - 2 * qr.QUIET_ZONE
    if sizes.smallest_mm > size.widest_mm:
        raise Refused(
            f"The address {url[:60]}… is too long for a code on this sheet. Set a shorter "
            "OWNWORDS_BASE_URL."
        )
    return min(max(size.code_mm * sizes.modules / dark, sizes.good_mm), size.widest_mm)


def _block(voice: Voice) -> dict[str, Any]:
    with voice.in_language():
        return {
            **voice.setting,
            "heading": gettext("Tell us what you think"),
            "title": voice.say(voice.about.survey.title),
            "lines": list(_lines(voice)),
        }


def _lines(voice: Voice) -> Iterator[dict[str, str | None]]:
    about = voice.about
    yield _line(
        gettext(
            "Point your phone's camera at the square. Or go to %(host)s and type %(code)s.",
            host=voice.fixed(voice.host),
            code=voice.fixed(about.short_code),
        )
    )
    if days := " ".join(days_open(voice)):
        yield _line(days)
    yield _line(who_reads(voice), heading=gettext("Who reads it, and what happens next"))
    yield _line(" ".join(ways_to_get_help(voice)), heading=gettext("Help"))
    yield _line(
        gettext(
            "This code goes to %(host)s. If your phone shows another address, stop and tell "
            "someone.",
            host=voice.fixed(voice.host),
        )
    )


def who_reads(voice: Voice) -> str:
    """What happens next; and on which days comments are read, where that does not say it."""
    survey = voice.about.survey
    reading = voice.about.contacts.in_language("reading", voice.locale)
    text = voice.say(survey.next_steps)
    if reading and survey.safety and reading not in text:
        return f"{text} {voice.say(survey.safety['urgent'])}"
    return text


def days_open(voice: Voice) -> Iterator[str]:
    """From when, where that is still to come, and until when people can answer."""
    about = voice.about
    if about.opens_on and about.opens_on > today():
        yield gettext("You can answer from %(day)s.", day=long_day(about.opens_on, voice.language))
    if about.closes_on:
        yield gettext(
            "You can answer until %(day)s.", day=long_day(about.closes_on, voice.language)
        )


def ways_to_get_help(voice: Voice) -> Iterator[str]:
    """A number to call, where the service has one, and other ways to answer."""
    if voice.about.contacts.help_phone:
        yield gettext(
            "Want help to answer? Call %(phone)s.",
            phone=voice.fixed(voice.about.contacts.help_phone),
        )
    yield gettext(
        "Want to answer another way? Ask for a paper copy, or ask someone to write for you."
    )


def _line(text: str, *, heading: str | None = None) -> dict[str, str | None]:
    return {"heading": heading, "text": text}
