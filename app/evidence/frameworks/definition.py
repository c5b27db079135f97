"""What a framework is, in plain Python. Its rating scale is never read, so no rating is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from app.kernel.days import long_date


class Status(StrEnum):
    """What its own regulator says of a framework."""

    DRAFT = "draft"
    LIVE = "live"
    SUPERSEDED = "superseded"


class Strength(StrEnum):
    """How far two statements of different frameworks ask for the same."""

    SAME = "same"
    PARTIAL = "partial"
    RELATED = "related"


@dataclass(frozen=True)
class EvidenceCategory:
    """A kind of evidence that a framework distinguishes; `id` is one of the field's six."""

    id: str
    label: str


@dataclass(frozen=True)
class Statement:
    """One thing that evidence is sought for. `label` is None while its name is not known.

    `relevance`: 2 culture and equality are at its core, 1 they support it, 0 neither is said.
    """

    id: str
    label: str | None
    summary: str = ""
    regulations: tuple[str, ...] = ()
    relevance: int = 0


@dataclass(frozen=True)
class KeyQuestion:
    """A heading of a framework, with the statements under it, if it has any."""

    id: str
    label: str
    statements: tuple[Statement, ...] = ()

    @property
    def places(self) -> tuple[Statement, ...]:
        """Where evidence goes: the statements, or the heading itself where there are none."""
        return self.statements or (Statement(self.id, self.label),)


@dataclass(frozen=True)
class SourceQuotation:
    """A short quotation from the regulator, and where it was read."""

    text: str
    source: str


@dataclass(frozen=True)
class Framework:
    """One version of a framework. Without categories `categories` is empty.

    `status_checked` says when somebody last made sure that the status is right. `introduction` has
    sentences that its packs begin with, `beside` ids of frameworks shown on one page.
    """

    id: str
    version: str
    name: str
    jurisdiction: str
    status: Status
    key_questions: tuple[KeyQuestion, ...]
    regulator: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    note: str = ""
    status_checked: str = ""
    categories: tuple[EvidenceCategory, ...] = ()
    principles: tuple[str, ...] = ()
    quotations: tuple[SourceQuotation, ...] = ()
    introduction: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """Its id and version in one word, by which it can be asked for."""
        return f"{self.id}@{self.version}"

    @cached_property
    def places(self) -> tuple[Statement, ...]:
        """Every place for evidence that has a name, in the framework's order."""
        return tuple(
            place for each in self.key_questions for place in each.places if place.label is not None
        )

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """The places by their ids."""
        return {place.id: place for place in self.places}

    @property
    def unnamed(self) -> int:
        """How many statements have no name yet, and are therefore never shown."""
        return sum(place.label is None for each in self.key_questions for place in each.statements)

    def category(self, category_id: str) -> str | None:
        """What the framework calls a category of evidence; None where it has no such kind."""
        return next((each.label for each in self.categories if each.id == category_id), None)

    def is_in_force(self, day: date) -> bool:
        """Whether it counts on a day: never while it is a draft, whatever dates it names.

        A superseded one counts on the days before its end, when that is known.
        """
        if self.status is Status.DRAFT:
            return False
        if self.status is Status.SUPERSEDED and self.effective_to is None:
            return False
        begins, ends = self.effective_from or date.min, self.effective_to or date.max
        return begins <= day <= ends

    def standing(self, day: date) -> str:
        """Whether it is in force on a day, in words."""
        if self.status is Status.DRAFT:
            return "A draft: not in force"
        if self.is_in_force(day):
            since = f" since {long_date(self.effective_from)}" if self.effective_from else ""
            until = f", until {long_date(self.effective_to)}" if self.effective_to else ""
            return f"In force{since}{until}"
        if self.effective_from is not None and day < self.effective_from:
            return f"Not in force before {long_date(self.effective_from)}"
        after = f" after {long_date(self.effective_to)}" if self.effective_to else ""
        return f"Superseded: not in force{after}"


@dataclass(frozen=True)
class ThemeMap:
    """To which places of a framework themes, measures and kinds of activity belong.

    A theme such as `safety@staff` holds for one audience, before the theme without it; a measure
    holds before both. `carried_from`: the framework whose map this is, by a crosswalk; then
    `unsure` are the places that the crosswalk calls a partial match.
    """

    framework: str
    author: str
    themes: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, tuple[str, ...]]
    note: str = ""
    carried_from: str = ""
    unsure: frozenset[str] = frozenset()

    def places(self, *, theme: str = "", audience: str = "", measure: str = "") -> tuple[str, ...]:
        """Where something belongs; nowhere when it is not mapped yet."""
        for names, name in (
            (self.measures, measure),
            (self.themes, f"{theme}@{audience}"),
            (self.themes, theme),
        ):
            if name in names:
                return names[name]
        return ()


@dataclass(frozen=True)
class CrosswalkLink:
    """A place of one framework beside a place of another."""

    origin: str
    target: str
    strength: Strength


@dataclass(frozen=True)
class Crosswalk:
    """How two frameworks hang together, in whose judgement, and since when."""

    origin: str
    target: str
    links: tuple[CrosswalkLink, ...]
    author: str
    on: date
    note: str = ""

    @property
    def key(self) -> str:
        """The two frameworks in one word."""
        return f"{self.origin}--{self.target}"

    def turned(self) -> "Crosswalk":
        """The same, read from the other side."""
        links = tuple(CrosswalkLink(each.target, each.origin, each.strength) for each in self.links)
        return Crosswalk(self.target, self.origin, links, self.author, self.on, self.note)


ACTIVITY_KINDS: Final = ("training", "audit", "partnership", "event", "policy", "action")
