"""Cards whose code lays the answers of before and after side by side: two halves to tear apart."""

from collections.abc import Sequence
from typing import Any, Final

from flask_babel import force_locale, gettext

from app.collection.links import qr
from app.collection.printing.cards import in_groups
from app.collection.printing.words import fixed_in, setting_of
from app.kernel.localised import cldr_locale, language_of

TEXT: Final = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)
WIDEST_MM: Final = 36.0
"""The side of the QR code for which half a card has room, white edge included."""


def linking_card_words(
    codes: Sequence[str], *, name: str, urls: tuple[str, str], locale: str
) -> dict[str, Any]:
    """The values of the template `linking_cards`."""
    with force_locale(cldr_locale(language_of(locale))):
        return {
            "title": name,
            "language": setting_of(locale),
            "sizes": TEXT,
            "side": min(*(qr.sizes(url).good_mm for url in urls), WIDEST_MM),
            "urls": urls,
            "name": name,
            "codes": [fixed_in(locale, in_groups(code)) for code in codes],
            "halves": [
                {
                    "heading": gettext("Before and just after"),
                    "lines": [
                        gettext("Type this code when you answer."),
                        gettext("There is no list of who has which card."),
                    ],
                },
                {
                    "heading": gettext("Keep this half"),
                    "lines": [
                        gettext("Type the same code when you are asked again, weeks later."),
                        gettext("Lost it? You can answer all the same."),
                    ],
                },
            ],
        }
