"""All frameworks, theme maps and crosswalks that are there, and what follows from them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

from app.evidence.frameworks.definition import Crosswalk, Framework, Status, Strength, ThemeMap
from app.evidence.frameworks.documents import Document, read_document, read_json
from app.kernel.errors import NotFound
from app.kernel.localised import canonical_json

SHIPPED: Final = Path(__file__).resolve().parent / "shipped"
FRAMEWORK, THEMES, CROSSWALK = "framework", "themes", "crosswalk"
NOBODY: Final = "nobody yet"

Key = tuple[str, str]


@dataclass(frozen=True)
class Library:
    """What counts now. `documents` are the same as they were written, by kind and name."""

    documents: Mapping[Key, Mapping[str, Any]]
    frameworks: tuple[Framework, ...]
    maps: Mapping[str, ThemeMap]
    crosswalks: tuple[Crosswalk, ...]

    def named(self, wanted: str, day: date) -> Framework:
        """The framework of this id: the version in force on the day, or else the newest.

        Args:
            wanted: an id, or an id and a version as `cqc-saf@2023-11`.
            day: on which it is to be in force.

        Raises:
            NotFound: when there is none, and which there are.
        """
        name, _, version = wanted.strip().partition("@")
        found = [
            each for each in self.frameworks if each.id == name and version in ("", each.version)
        ]
        if not found:
            known = ", ".join(dict.fromkeys(each.id for each in self.frameworks))
            raise NotFound(f"There is no framework '{wanted[:80]}'. Choose from: {known}.")
        return max(found, key=lambda each: (each.is_in_force(day), *_newness(each)))

    def theme_map(self, framework: Framework) -> ThemeMap:
        """Where themes belong in a framework: as it was mapped, or as a crosswalk carries it over.

        Without either, nothing is mapped yet.
        """
        own = self.maps.get(framework.id)
        if own is not None:
            return own
        for crosswalk in self.crosswalks:
            for each in (crosswalk, crosswalk.turned()):
                if each.target == framework.id and each.origin in self.maps:
                    return carried_over(self.maps[each.origin], each)
        return ThemeMap(framework.id, NOBODY, {}, {}, {})

    def crosswalks_of(self, framework_id: str) -> tuple[Crosswalk, ...]:
        """The crosswalks from or to a framework, each read from its side."""
        return tuple(
            each if each.origin == framework_id else each.turned()
            for each in self.crosswalks
            if framework_id in (each.origin, each.target)
        )

    def place_ids(self, framework_id: str) -> frozenset[str]:
        """The places of all versions of a framework."""
        return frozenset(
            place.id
            for each in self.frameworks
            if each.id == framework_id
            for question in each.key_questions
            for place in question.places
        )


def carried_over(origin: ThemeMap, crosswalk: Crosswalk) -> ThemeMap:
    """The map of a framework that has none, by what is the same or partly the same.

    What is only related carries no evidence over.
    """
    targets: dict[str, dict[str, Strength]] = {}
    for link in crosswalk.links:
        if link.strength is not Strength.RELATED:
            targets.setdefault(link.origin, {})[link.target] = link.strength
    strengths: dict[str, set[Strength]] = {}
    for each in targets.values():
        for target, strength in each.items():
            strengths.setdefault(target, set()).add(strength)

    def carried(entries: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {
            name: tuple(dict.fromkeys(to for place in places for to in targets.get(place, ())))
            for name, places in entries.items()
        }

    return ThemeMap(
        framework=crosswalk.target,
        author=crosswalk.author,
        themes=carried(origin.themes),
        measures=carried(origin.measures),
        acts=carried(origin.acts),
        note=crosswalk.note,
        carried_from=crosswalk.origin,
        unsure=frozenset(each for each, found in strengths.items() if Strength.PARTIAL in found),
    )


def disagreements(
    crosswalk: Crosswalk, origin: ThemeMap, target: ThemeMap
) -> tuple[tuple[str, str], ...]:
    """Places that are said to be the same, but to which different evidence belongs."""
    return tuple(
        (link.origin, link.target)
        for link in crosswalk.links
        if link.strength is Strength.SAME
        and _evidence(origin, link.origin) != _evidence(target, link.target)
    )


def _evidence(theme_map: ThemeMap, place: str) -> frozenset[tuple[str, str]]:
    kinds = {"themes": theme_map.themes, "measures": theme_map.measures}
    return frozenset(
        (kind, name)
        for kind, entries in kinds.items()
        for name, places in entries.items()
        if place in places
    )


def key_of(found: Document) -> Key:
    """By which kind and name a document is kept."""
    match found:
        case Framework():
            return FRAMEWORK, found.reference
        case ThemeMap():
            return THEMES, found.framework
        case Crosswalk():
            return CROSSWALK, found.key


def digest(document: Mapping[str, Any]) -> str:
    """The first 12 hexadecimal digits of SHA-256 of a document, by which a version is known."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()[:12]


def library_of(documents: Mapping[Key, Mapping[str, Any]]) -> Library:
    """The library that these documents make."""
    found = [read_document(document, key[1]) for key, document in documents.items()]
    frameworks = sorted(
        (each for each in found if isinstance(each, Framework)),
        key=lambda each: (each.status is Status.DRAFT, each.id, each.version),
    )
    return Library(
        documents=documents,
        frameworks=tuple(frameworks),
        maps={each.framework: each for each in found if isinstance(each, ThemeMap)},
        crosswalks=tuple(each for each in found if isinstance(each, Crosswalk)),
    )


@cache
def shipped() -> Mapping[Key, Mapping[str, Any]]:
    """The documents that come with the software."""
    return dict(_shipped(sorted(SHIPPED.glob("*/*.json"))))


def _shipped(paths: Iterable[Path]) -> Iterable[tuple[Key, Mapping[str, Any]]]:
    for path in paths:
        document = read_json(path.read_bytes(), path.name)
        yield key_of(read_document(document, path.name)), document


def as_json(document: Mapping[str, Any]) -> str:
    """A document as people read and edit it."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()


def with_places(theme_map: ThemeMap, kind: str, name: str, places: Iterable[str]) -> ThemeMap:
    """A map in which a theme, measure or kind of activity belongs to these places and no others."""
    entries: Any = {kind: {**getattr(theme_map, kind), name: tuple(places)}}
    return replace(theme_map, carried_from="", unsure=frozenset(), **entries)


def map_document(theme_map: ThemeMap) -> dict[str, Any]:
    """A map as a document."""
    return {
        "framework": theme_map.framework,
        "author": theme_map.author,
        "note": theme_map.note,
        **{
            kind: {name: list(places) for name, places in getattr(theme_map, kind).items()}
            for kind in ("themes", "measures", "acts")
        },
    }


def _newness(framework: Framework) -> tuple[bool, date, str]:
    return (
        framework.status is not Status.DRAFT,
        framework.effective_from or date.min,
        framework.version,
    )
