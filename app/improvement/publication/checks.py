"""What no public page says: counts of a few, personal details, anybody's own sentences."""

import re
import uuid
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from app.comments.machine.engine.personal.details import MARKS, find
from app.improvement.publication.verbatim import refuse_verbatim
from app.kernel import limits
from app.kernel.errors import Refused
from app.kernel.texts import required_text

GIVES_AWAY: Final = MARKS.keys() - {"postcode"}
"""Personal details that no public page has; a postcode alone may be that of the service."""

FEW: Final = re.compile(
    r"\b(?:[1-9]|one|two|three|four|five|six|seven|eight|nine)\s+(?:[a-z]+\s+)?(?:of\s+(?:you|them|us)"
    r"|people|persons?|residents?|tenants?|relatives?|famil(?:y|ies)|carers?|guests?|respondents?"
    r"|answers?|comments?|replies)\b",
    re.IGNORECASE,
)


def checked_words(
    texts: Mapping[str, str],
    *,
    names: Mapping[str, str],
    counted: Collection[str],
    services: Collection[uuid.UUID],
) -> dict[str, str]:
    """The texts as they can be published, by their names.

    Args:
        texts: what was typed.
        names: every text that is wanted, and what it is called on the page.
        counted: the texts in which no few people may be counted.
        services: against whose comments they are held; against all when it is empty.

    Raises:
        Refused: when a text is missing, too long, counts fewer than ten people, or holds a personal
            detail or what somebody wrote.
    """
    for name in counted:
        _refuse_few(texts.get(name, ""))
    refuse_verbatim(texts.values(), services)
    return {name: _without_details(texts.get(name), called) for name, called in names.items()}


def _refuse_few(text: str) -> None:
    found = FEW.search(text)
    if found:
        raise Refused(
            f"“{found[0]}” counts fewer than 10 people, who could be recognised. Leave the number "
            "out, for example: some people."
        )


def _without_details(text: str | None, called: str) -> str:
    words = required_text(text, name=called, limit=limits.WORDING)
    found = sorted(set(_details_in(words)))
    if found:
        raise Refused(
            f"{called} holds what may be a personal detail: {', '.join(found)}. Leave it out; "
            "everybody can read this page."
        )
    return words


def _details_in(text: str) -> Iterator[str]:
    return (MARKS[each.kind].strip("[]") for each in find(text) if each.kind in GIVES_AWAY)
