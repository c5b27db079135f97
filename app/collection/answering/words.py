"""What the script says of answers that cannot be sent: the server's sentences, in every form."""

from collections.abc import Callable
from typing import Any, Final

from flask_babel import get_locale, gettext, ngettext

from app.collection.answering.forms import sentences, too_long

NUMBER: Final = "{n}"
HIGHEST: Final = 200
"""No language that CLDR knows begins a form only with a whole number that is higher."""


def words_of_limits() -> dict[str, Any]:
    """Each under its name; a sentence with a number in the forms that the language has for it."""
    return {
        "empty": gettext("Please answer one question or more. Then send."),
        "faults": {fault.value: sentence for fault, sentence in sentences().items()},
        "left": _forms(_left),
        "over": _forms(lambda number: too_long(number, NUMBER)),
        "reasons": reasons(),
    }


def reasons() -> dict[str, str]:
    """Why the server did not take an answer that waits on a device, by the status it gave."""
    return {
        "404": gettext("We do not know this survey any more."),
        "409": gettext(
            "We have your answers already. We kept the ones you sent first. "
            "To say more, open the survey again."
        ),
        "410": gettext("This survey has closed. Your answers came too late."),
        "413": gettext("Your answers are too long to send."),
        "422": gettext("We could not read your answers."),
    }


def _left(number: int) -> str:
    sentence: str = ngettext(
        "You can write %(left)s more letter.",
        "You can write %(left)s more letters.",
        number,
        left=NUMBER,
    )
    return sentence


def _forms(say: Callable[[int], str]) -> dict[str, str]:
    """The sentence for each plural category of the language (Unicode CLDR): one, few, other …"""
    locale = get_locale()
    category = locale.plural_form if locale else (lambda number: "other")
    examples: dict[str, int] = {}
    for number in range(HIGHEST, -1, -1):
        examples[category(number)] = number
    return {name: say(number) for name, number in sorted(examples.items())}
