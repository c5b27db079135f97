"""Looking up what is printed: a link that people can still answer at, with all around it."""

from dataclasses import dataclass
from datetime import date

from app.administration.organisation.queries import Contacts, contacts_of, get_service
from app.collection.links.codes import normalise, short_code
from app.collection.links.queries import LinkState, link_by_token, state_of
from app.collection.matched.queries import time_point_at
from app.collection.publishing.queries import current_version
from app.kernel.errors import NotFound, Refused
from app.surveys.definition import Survey


@dataclass(frozen=True)
class Printable:
    """A link with its survey and service, as print needs them."""

    token: str
    survey: Survey
    service: str
    contacts: Contacts
    event: str | None
    language: str | None
    opens_on: date | None
    closes_on: date | None
    asks_for_card: bool = False

    @property
    def short_code(self) -> str:
        """The code that people type."""
        return short_code(self.token)


def printable_link(token: str) -> Printable:
    """The link with this token, or with this short code as it is printed.

    Raises:
        NotFound: when there is none, or its survey is not published.
        Refused: when it is closed, and what to do.
    """
    link = link_by_token(normalise(token))
    if link is None:
        raise NotFound(
            f"There is no link '{token[:40]}'. See the links on the page Links, or with: "
            "ownwords link list"
        )
    if state_of(link) is LinkState.CLOSED:
        raise Refused(
            f"The link {short_code(link.token)} closed on {link.closes_on}, so nobody could answer "
            "at it. Choose a later last day on the link's page, or make a new link, and print then."
        )
    survey = current_version(link.survey_id)
    if survey is None:
        raise NotFound(f"The survey '{link.survey_id}' of this link is not published.")
    service = get_service(link.service_id)
    return Printable(
        token=link.token,
        survey=survey,
        service=service.name,
        contacts=contacts_of(service),
        event=link.event or link.about,
        language=link.language,
        opens_on=link.opens_on,
        closes_on=link.closes_on,
        asks_for_card=link.uses_cards or time_point_at(link.token) is not None,
    )
