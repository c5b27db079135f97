"""Writing the current source hashes beside the translations of one language.

Stamping says that a speaker of the language has checked the translations against their sources.
Only the hashes are touched: everything else in the file stays as it was written, to the
character, because the edits are made in the text of the file at the places the parser names.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.kernel.errors import Refused
from app.kernel.localised import (
    CLDR_CATEGORIES,
    Wording,
    easy_read_of,
    english_name,
    is_language,
    language_of,
    source_hash,
)
from app.surveys.faults import printable
from app.surveys.reading.fields import scalar_word
from app.surveys.reading.nodes import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    parse_tree,
    read_text_of,
)
from app.surveys.reading.survey import SOURCE_LANGUAGE
from app.surveys.reading.texts import SOURCE_KEY, TEXT_KEY


class NotATranslation(Refused):
    """The language named is the source language, or none at all."""


@dataclass(frozen=True)
class _Edit:
    """Characters ``start`` to ``end`` of the file give way to ``replacement``."""

    start: int
    end: int
    replacement: str


def stamp(path: Path, language: str) -> int:
    """Write the hash of its source beside every translation into ``language`` in the file.

    Returns how many hashes changed. Raises NotATranslation for the source language and for
    unknown ones, and DefinitionFaults where the file is not readable YAML.
    """
    _refuse_source(language)
    before = read_text_of(path)
    edits = list(_edits(parse_tree(path, before), language, before))
    if edits:
        after = _edited(before, edits)
        parse_tree(path, after)
        path.write_bytes(after.encode("utf-8"))
    return len(edits)


def _refuse_source(language: str) -> None:
    if not is_language(language):
        raise NotATranslation(
            f"'{printable(language)}' is not a language code; write it like cy or zh-Hans"
        )
    if language == SOURCE_LANGUAGE:
        raise NotATranslation(
            f"{english_name(language)} ({language}) is what the others are translated from;"
            " name the language that was checked"
        )


def _edits(root: Node, language: str, text: str) -> Iterator[_Edit]:
    for node in _texts(root):
        for locale, source_locale in (
            (language, SOURCE_LANGUAGE),
            (easy_read_of(language), easy_read_of(SOURCE_LANGUAGE)),
        ):
            source = _source_wording(node, source_locale)
            if source is not None and locale in node.entries:
                yield from _stamped(node.entries[locale].value, source_hash(source), text)


def _texts(root: Node) -> Iterator[MappingNode]:
    """Every mapping in the file that is a text: the source language and other languages only."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, SequenceNode):
            waiting.extend(node.items)
        elif isinstance(node, MappingNode):
            if _is_text(node):
                yield node
            else:
                waiting.extend(entry.value for entry in node.entries.values())


def _is_text(node: MappingNode) -> bool:
    sources = (SOURCE_LANGUAGE, easy_read_of(SOURCE_LANGUAGE))
    return any(each in node.entries for each in sources) and all(
        is_language(language_of(key)) for key in node.entries
    )


def _source_wording(node: MappingNode, locale: str) -> Wording | None:
    if locale not in node.entries:
        return None
    value = node.entries[locale].value
    if not isinstance(value, MappingNode):
        return scalar_word(value)
    words = {name: scalar_word(entry.value) for name, entry in value.entries.items()}
    branches = {name: word for name, word in words.items() if word is not None}
    return branches if branches and branches.keys() <= set(CLDR_CATEGORIES) else None


def _stamped(value: Node, current: str, text: str) -> Iterator[_Edit]:
    """The edit that brings one translation's hash up to date, or none."""
    if isinstance(value, Scalar):
        word = scalar_word(value)
        if word is not None:
            yield _with_source(value, word, current, text)
    elif isinstance(value, MappingNode) and value.entries:
        given = value.entries.get(SOURCE_KEY)
        if given is None:
            yield _added_source(value, current)
        elif isinstance(given.value, Scalar) and given.value.text != current:
            yield _replaced(given.value, current, text)


def _with_source(value: Scalar, word: str, current: str, text: str) -> _Edit:
    written = text[value.span.start : value.span.end]
    quoted = written if value.style in ("'", '"') else json.dumps(word, ensure_ascii=False)
    end = "\n" if written.endswith("\n") else ""
    replacement = f"{{{TEXT_KEY}: {quoted}, {SOURCE_KEY}: {_safe(current)}}}{end}"
    return _Edit(value.span.start, value.span.end, replacement)


def _added_source(value: MappingNode, current: str) -> _Edit:
    first = next(iter(value.entries.values())).key
    separator = ", " if value.flow else "\n" + " " * first.span.column
    replacement = f"{SOURCE_KEY}: {_safe(current)}{separator}"
    return _Edit(first.span.start, first.span.start, replacement)


def _replaced(given: Scalar, current: str, text: str) -> _Edit:
    written = text[given.span.start : given.span.end]
    if given.style in ("'", '"'):
        return _Edit(given.span.start, given.span.end, f"{given.style}{current}{given.style}")
    space = "" if written else " "
    return _Edit(given.span.start, given.span.end, space + _safe(current))


def _safe(current: str) -> str:
    """The hash, in quotes where YAML would otherwise read a number."""
    return f'"{current}"' if current.replace("e", "").isdigit() else current


def _edited(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text
