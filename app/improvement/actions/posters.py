"""The poster of a service: what people said, and what was done."""

from collections.abc import Iterator, Sequence
from typing import Final

from flask_babel import gettext

from app.improvement.actions.public import ActionWords, public_service
from app.improvement.publication.posters import Line, PosterWording, page_poster
from app.kernel.errors import require


def service_poster(*, token: str, size: str, languages: Sequence[str], base_url: str) -> bytes:
    """The PDF of a poster for a service's public page.

    Raises:
        NotFound: when there is no such page.
        Refused: as `page_poster`, which takes the rest.
    """
    found = require(
        public_service(token), "There is no such page. Publish an action of the service first."
    )
    return page_poster(
        found,
        WORDS,
        address=f"/d/{found.token}",
        size=size,
        languages=languages,
        base_url=base_url,
    )


def _lines(action: ActionWords) -> Iterator[Line]:
    answered = gettext("Why not") if action.is_declined else gettext("We did")
    yield {"heading": gettext("You said"), "text": action.said}
    yield {"heading": answered, "text": action.did}


WORDS: Final = PosterWording[ActionWords](
    heading=lambda: gettext("You said, we did"),
    title=lambda: gettext("What people told us, and what came of it."),
    lines=_lines,
)
