"""Taking typed values out of a mapping, noting each that is missing, unknown or of a wrong kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from app.surveys.faults import FaultList, Place, printable
from app.surveys.reading.nodes import MappingNode, Node, Scalar, SequenceNode

FOR_TRANSLATORS = "for_translators"
"""A key that any mapping may have: what whoever translates the texts in it should know."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

EnumT = TypeVar("EnumT", bound=StrEnum)


@dataclass(frozen=True)
class Word:
    """A string together with where it stands."""

    text: str
    place: Place


class Fields:
    """The keys of one mapping. ``label`` names it in messages, such as ``question 'food'``."""

    def __init__(self, node: MappingNode, label: str, faults: FaultList) -> None:
        self.node = node
        self.label = label
        self.faults = faults

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self.node.place

    def allow(self, *known: str) -> None:
        """Note every key that is not among ``known``, with the nearest that is."""
        self.check_note()
        for name, entry in self.node.entries.items():
            if name not in (*known, FOR_TRANSLATORS):
                self.faults.add(entry.key.place, unknown("key", name, known, self.label))

    def check_note(self) -> None:
        """What is said to translators is a text."""
        self.word(FOR_TRANSLATORS, "Welsh has no single word for yes")

    def has(self, key: str) -> bool:
        """Whether the key stands there, with whatever value."""
        return key in self.node.entries

    def place_of(self, key: str) -> Place:
        """Where the key stands, or the mapping where it has no such key."""
        entry = self.node.entries.get(key)
        return self.place if entry is None else entry.key.place

    def get(self, key: str) -> Node | None:
        """The value of an optional key; a key without a value is a fault."""
        entry = self.node.entries.get(key)
        if entry is None:
            return None
        if isinstance(entry.value, Scalar) and entry.value.is_null:
            message = f"'{key}' in {self.label} has no value; write one or remove the key"
            self.faults.add(entry.key.place, message)
            return None
        return entry.value

    def need(self, key: str, example: str) -> Node | None:
        """The value of a key that must be there; ``example`` shows what to write."""
        if key not in self.node.entries:
            message = f"'{key}' is missing in {self.label}; add for example {key}: {example}"
            self.faults.add(self.place, message)
        return self.get(key)

    def word(self, key: str, example: str, pattern: re.Pattern[str] | None = None) -> str | None:
        """A string, which must match ``pattern`` where one is given."""
        node = self.get(key)
        if node is None:
            return None
        text = scalar_word(node)
        if text is None or (pattern is not None and not pattern.fullmatch(text)):
            self._wrong(key, f"must be written like {example}", text)
            return None
        return text

    def needed_word(self, key: str, example: str, pattern: re.Pattern[str]) -> str | None:
        """As ``word``, for a key that must be there."""
        if key not in self.node.entries:
            self.need(key, example)
            return None
        return self.word(key, example, pattern)

    def one_of(self, key: str, choices: type[EnumT], default: EnumT | None = None) -> EnumT | None:
        """A member of ``choices``; without ``default`` the key must be there."""
        names = [each.value for each in choices]
        text = self.one_name_of(key, names, needed=default is None)
        return default if text is None else choices(text)

    def one_name_of(self, key: str, names: Sequence[str], *, needed: bool = True) -> str | None:
        """One of ``names``."""
        node = self.need(key, names[0]) if needed else self.get(key)
        if node is None:
            return None
        text = scalar_word(node)
        if text not in names:
            shown = "this" if text is None else f"'{printable(text)}'"
            nearest = _nearest(text or "", names) or f"use one of {', '.join(names)}"
            message = f"'{key}' in {self.label} cannot be {shown}; {nearest}"
            self.faults.add(self.place_of(key), message)
            return None
        return text

    def integer(self, key: str) -> int | None:
        """A whole number."""
        node = self.get(key)
        if node is None:
            return None
        number = node.as_integer if isinstance(node, Scalar) else None
        if number is None:
            self._wrong(key, f"must be a whole number; write for example {key}: 5", None)
        return number

    def boolean(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        node = self.get(key)
        if node is None:
            return default
        value = node.as_boolean if isinstance(node, Scalar) else None
        if value is None:
            self._wrong(key, f"must be true or false; write {key}: true or {key}: false", None)
        return default if value is None else value

    def day(self, key: str) -> date | None:
        """A date, written as 2026-11-01."""
        node = self.get(key)
        if node is None:
            return None
        day = as_date(node)
        if day is None:
            self._wrong(key, f"must be a date; write for example {key}: 2026-11-01", None)
        return day

    def words(self, key: str, example: str) -> tuple[Word, ...]:
        """A list of words; empty where the key is missing or wrong."""
        node = self.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, SequenceNode) else []
        found = [Word(text, item.place) for item in items if (text := scalar_word(item))]
        if not items or len(found) != len(items):
            self._wrong(key, f"must be a list of words; write for example {key}: {example}", None)
        return tuple(found)

    def mapping(self, key: str, example: str) -> MappingNode | None:
        """A mapping."""
        node = self.get(key)
        if node is None or isinstance(node, MappingNode):
            return node
        self._wrong(key, f"must be a mapping; write for example {key}: {example}", None)
        return None

    def items(self, key: str, example: str) -> list[Node]:
        """The items of a list that must not be empty."""
        node = self.get(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode) or not node.items:
            message = f"must be a list with at least one item; write for example {key}: {example}"
            self._wrong(key, message, None)
            return []
        return node.items

    def _wrong(self, key: str, what: str, text: str | None) -> None:
        shown = "" if text is None else f", not '{printable(text)}'"
        self.faults.add(self.place_of(key), f"'{key}' in {self.label} {what}{shown}")


def scalar_word(node: Node) -> str | None:
    """The characters of a string, number or date as written; None for anything else."""
    if not isinstance(node, Scalar) or node.is_null or node.as_boolean is not None:
        return None
    return node.text


def as_date(node: Node) -> date | None:
    """The date written as 2026-11-01, or None."""
    if not isinstance(node, Scalar) or not _DATE.fullmatch(node.text):
        return None
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        return None


def mapping_or_fault(node: Node, label: str, faults: FaultList) -> MappingNode | None:
    """``node`` where it is a mapping; otherwise a fault and None."""
    if isinstance(node, MappingNode):
        return node
    faults.add(node.place, f"{label} must be a mapping of keys to values; write it as key: value")
    return None


def unknown(what: str, name: str, known: Iterable[str], label: str) -> str:
    """The message for a name that is not known, with the nearest that is."""
    names = list(known)
    remedy = _nearest(name, names)
    if remedy is None:
        remedy = f"use one of {', '.join(names)}" if names else "remove it"
    return f"unknown {what} '{printable(name)}' in {label}; {remedy}"


def _nearest(name: str, known: Sequence[str]) -> str | None:
    swapped = [each for each in known if each != name and sorted(each) == sorted(name)]
    near = swapped or get_close_matches(name[:100], known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else None
