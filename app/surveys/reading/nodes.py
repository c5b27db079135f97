"""A YAML file as a tree in which every value knows its line.

The tree is built from the parser's events and not by a constructor: nothing in a file can make
an object, an alias cannot multiply its size, and nesting is bounded before it is followed.
Scalars keep the characters written, so ``no`` stays a word.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from app.surveys.faults import DefinitionFaults, Fault, FaultList, Place, printable

MAXIMUM_BYTES = 2_000_000
MAXIMUM_DEPTH = 30

_NUMBER = re.compile(r"[-+]?[0-9]+")
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass
class Scalar:
    """A single value, as written. ``style`` is None for plain, else the quote or block sign."""

    place: Place
    text: str
    style: str | None

    @property
    def plain(self) -> bool:
        """Whether it stands without quotes, so that it may be a number, true, false or null."""
        return self.style is None

    @property
    def is_null(self) -> bool:
        """Whether nothing stands here."""
        return self.plain and self.text in _NULL

    @property
    def as_boolean(self) -> bool | None:
        """True or false as YAML 1.2 reads them, or None for anything else."""
        if not self.plain or self.text not in _TRUE | _FALSE:
            return None
        return self.text in _TRUE

    @property
    def as_integer(self) -> int | None:
        """The whole number, or None; more than 18 digits are not taken for a number."""
        if not self.plain or len(self.text) > 18 or not _NUMBER.fullmatch(self.text):
            return None
        return int(self.text)


@dataclass
class Entry:
    """One key of a mapping with its value."""

    key: Scalar
    value: "Node"


@dataclass
class MappingNode:
    """Keys with values. The first of a doubled key is kept, and the second is a fault.

    ``text_id`` is set for a text: the name by which its translations know it.
    """

    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)
    text_id: str | None = None


@dataclass
class SequenceNode:
    """A list of values."""

    place: Place
    items: list["Node"] = field(default_factory=list)


Node = Scalar | MappingNode | SequenceNode


def read_tree(path: Path) -> Node:
    """The tree of the YAML file at ``path``.

    Raises DefinitionFaults for a file that is missing, not UTF-8, too large, empty, or not YAML,
    and for aliases, tags, doubled keys and excessive nesting.
    """
    text = read_text_of(path)
    builder = _Builder(path)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as problem:
        raise _only(path, *_described(problem)) from None
    except ReaderError as problem:
        line = text[: problem.position].count("\n") + 1
        message = f"the character U+{ord(text[problem.position]):04X} may not stand in a file"
        raise _only(path, line, message + "; remove it") from None
    except (YAMLError, ValueError, OverflowError, IndexError, AttributeError) as problem:
        raise _only(path, 1, f"the YAML cannot be read ({_reason(problem)})") from None
    return builder.finished()


def read_text_of(path: Path) -> str:
    """The characters of a file, line ends as written; DefinitionFaults where it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _only(path, 1, "there is no such file; check the path") from None
    except (OSError, ValueError) as problem:
        raise _only(path, 1, f"the file cannot be read ({_reason(problem)})") from None
    if len(content) > MAXIMUM_BYTES:
        message = f"the file is larger than {MAXIMUM_BYTES:,} bytes; split it or shorten it"
        raise _only(path, 1, message)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise _only(path, line, "the file is not UTF-8; save it as UTF-8") from None


def _only(path: Path, line: int, message: str) -> DefinitionFaults:
    return DefinitionFaults([Fault(path, line, message)])


def _reason(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem).partition("\n")[0]


def _described(problem: MarkedYAMLError) -> tuple[int, str]:
    mark = problem.problem_mark or problem.context_mark
    line = 1 if mark is None else mark.line + 1
    parts = [str(part) for part in (problem.context, problem.problem) if part]
    begun = problem.context_mark
    if begun is not None and begun.line + 1 != line:
        parts.append(f"begun on line {begun.line + 1}")
    return line, f"the YAML is broken ({', '.join(parts)}); correct the line or the one before it"


class _Builder:
    """Puts the parser's events together into a tree, without recursion."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults = FaultList()
        self.root: Node | None = None
        self.open: list[MappingNode | SequenceNode] = []
        self.keys: list[Scalar | None] = []
        self.documents = 0

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, AliasEvent):
            message = (
                f"the alias '*{printable(str(event.anchor))}' is not accepted; write the value out"
            )
            raise _only(self.path, event.start_mark.line + 1, message)
        elif isinstance(event, ScalarEvent):
            self._refuse_tag(event)
            self._add(self._scalar(event))
        elif isinstance(event, CollectionStartEvent):
            self._refuse_tag(event)
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            self.open.pop()
            self.keys.pop()

    def finished(self) -> Node:
        self.faults.raise_any()
        if self.root is None or (isinstance(self.root, Scalar) and self.root.is_null):
            raise _only(self.path, 1, "the file is empty; write the definition into it")
        return self.root

    def _start_document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second document begins here; keep one survey in each file"
            raise _only(self.path, event.start_mark.line + 1, message)

    def _refuse_tag(self, event: NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("", "!", "None"):
            self.faults.add(
                self._place(event), f"the tag '{printable(str(tag))}' is not accepted; remove it"
            )

    def _open(self, event: CollectionStartEvent) -> None:
        if len(self.open) >= MAXIMUM_DEPTH:
            message = f"values are nested deeper than {MAXIMUM_DEPTH} levels; write it more simply"
            raise _only(self.path, event.start_mark.line + 1, message)
        place = self._place(event)
        is_mapping = isinstance(event, MappingStartEvent)
        node = MappingNode(place) if is_mapping else SequenceNode(place)
        self._add(node)
        self.open.append(node)
        self.keys.append(None)

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._key(node)
        else:
            self.keys[-1] = None
            self._enter(parent, key, node)

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.faults.add(node.place, "a list or mapping cannot be a key; write a word as the key")
        return Scalar(node.place, f"\x00{id(node)}", None)

    def _enter(self, parent: MappingNode, key: Scalar, node: Node) -> None:
        if key.text in parent.entries:
            first = parent.entries[key.text].key.place.line
            message = (
                f"the key '{printable(key.text)}' stands twice (first on line {first}); remove one"
            )
            self.faults.add(key.place, message)
        else:
            parent.entries[key.text] = Entry(key, node)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        place = self._place(event)
        text = event.value
        if any("\ud800" <= character <= "\udfff" for character in text):
            message = "half a character (a lone surrogate) stands here; write the whole character"
            self.faults.add(place, message)
        return Scalar(place, text, event.style or None)

    def _place(self, event: Event) -> Place:
        return Place(self.path, event.start_mark.line + 1)
