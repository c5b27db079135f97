"""Events as the command line prints them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from app.collection.events.queries import EventLine
from app.collection.links.documents import link_documents
from app.collection.links.queries import links_by_event


def event_documents(lines: Iterable[EventLine]) -> list[dict[str, Any]]:
    """Events as the command line prints them; their links come from one query."""
    links: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for link in link_documents(links_by_event()):
        links[link["service"], link["event"]].append(link)
    return [_document(line, links[line.service.name, line.event.name]) for line in lines]


def _document(line: EventLine, links: list[dict[str, Any]]) -> dict[str, Any]:
    event = line.event
    return {
        "id": str(event.id),
        "name": event.name,
        "service": line.service.name,
        "partner": event.partner,
        "place": event.place,
        "day": event.day.isoformat(),
        "languages": event.languages,
        "links": links,
        "answers": line.answers,
        "came": line.summary,
        "attendance": line.attendance.document if line.attendance else None,
    }
