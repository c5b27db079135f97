"""What can be published, and what publication has to know of it."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.improvement.publication.models import PublicAddress, Publishable


@dataclass(frozen=True)
class Subject:
    """A thing that is published in words of its own.

    `kind` is what the record calls it. `texts` are its words and what they are called on pages;
    `counted` are those of them in which no few people may be counted. Words are held against the
    comments on `services`, on all of them where it is empty. `not_yet` says why it cannot be signed
    off or published, None where it can. It stands on the `pages` of its `owners`.
    """

    thing: Publishable
    kind: str
    texts: Mapping[str, str]
    counted: Collection[str]
    services: Collection[uuid.UUID]
    pages: type[PublicAddress]
    owners: Collection[uuid.UUID]
    not_yet: str | None = None

    @property
    def id(self) -> uuid.UUID:
        """Of the thing, by which its words are found."""
        return self.thing.id
