"""Cards with codes that are used once: ten on a sheet, to cut and hand out."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from flask_babel import force_locale, gettext

from app.collection.links import qr
from app.collection.printing.words import fixed_in, setting_of
from app.kernel.localised import cldr_locale, language_of
from app.surveys.definition import Survey

GROUP: Final = 4
TEXT: Final = (11, 10, 9.5, 9, 8.5, 8, 7.5, 7)
WIDEST_MM: Final = 44.0
"""The side of the code for which a card has room, white edge included."""


class HasAddress(Protocol):
    """A link with its public address."""

    @property
    def url(self) -> str: ...


class HasName(Protocol):
    """A service."""

    @property
    def name(self) -> str: ...


def card_words(
    codes: Sequence[str], link: HasAddress, service: HasName, survey: Survey, locale: str
) -> dict[str, Any]:
    """The values of the template `cards`."""
    title = survey.title.in_locale(locale)
    with force_locale(cldr_locale(language_of(locale))):
        return {
            "title": f"{service.name}: {title}",
            "language": setting_of(locale),
            "sizes": TEXT,
            "side": min(qr.sizes(link.url).good_mm, WIDEST_MM),
            "url": link.url,
            "service": service.name,
            "survey": title,
            "codes": [fixed_in(locale, in_groups(code)) for code in codes],
            "lines": [
                gettext("Point your phone's camera at the square. Then type this code."),
                gettext("The code works one time. Please keep it to yourself."),
            ],
        }


def in_groups(code: str) -> str:
    """The code as people read it out: `K7QF-2MAB`."""
    plain = code.replace("-", "")
    return "-".join(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))
