"""Events as staff and other programs see them, with their links."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.administration.organisation.queries import Contacts, contacts_of
from app.collection.events.answers import SurveyAnswers, answers_at
from app.collection.events.queries import EventLine
from app.collection.links.qr import inline_svg
from app.collection.links.queries import links_at
from app.collection.links.views import LinkView, link_views
from app.collection.publishing.queries import all_current
from app.kernel.localised import english_locale


@dataclass(frozen=True)
class EventLink:
    """A link of an event with its code. `lacks` names languages of the event it is not in."""

    link: LinkView
    picture: str
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class EventView:
    """Everything that an event's page says."""

    line: EventLine
    contacts: Contacts
    links: tuple[EventLink, ...]
    answers: tuple[SurveyAnswers, ...]

    @property
    def reader(self) -> str | None:
        """Who reads the comments: who was named for the event, or the service's reader."""
        return self.line.event.reader or self.contacts.reader


def event_view(line: EventLine) -> EventView:
    """One event with its links and the answers to each survey."""
    event, service = line.event, line.service
    links = link_views((link, service) for link in links_at(service.id, event.name))
    surveys = {link.survey for link in links}
    return EventView(
        line=line,
        contacts=contacts_of(service),
        links=tuple(_with_codes(links, event.languages)),
        answers=answers_at(line, surveys, [link.token for link in links]),
    )


def _with_codes(links: Iterable[LinkView], languages: Iterable[str]) -> Iterable[EventLink]:
    offered = {survey.id: survey.locales for survey in all_current()}
    for link in links:
        lacks = (each for each in languages if each not in offered.get(link.survey, ()))
        yield EventLink(
            link=link,
            picture=inline_svg(link.url),
            lacks=tuple(english_locale(locale) for locale in lacks),
        )
