"""The texts of a definition that are translated, each with the id that its translations know it by.

An id is the way to the text: ``title``, ``parts.main.heading``, ``questions.respect.text``,
``questions.respect.yes.text`` for an answer. Questions and answers go by their own ids and codes,
which never change once published, so that nothing is lost when one of them moves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.kernel.languages import SOURCE_LANGUAGE
from app.kernel.localised import (
    CLDR_CATEGORIES,
    Wording,
    easy_read_of,
    is_easy_read,
    placeholders_in,
)
from app.surveys.faults import Place
from app.surveys.reading.fields import FOR_TRANSLATORS, scalar_word
from app.surveys.reading.nodes import MappingNode, Node, SequenceNode

SOURCE_LOCALES: Final = (SOURCE_LANGUAGE, easy_read_of(SOURCE_LANGUAGE))
_QUESTIONS: Final = "questions"
_ANSWERS: Final = ("options", "apart")
_FILLED_IN: Final = {
    "service": "the name of the service",
    "council": "the name of the council",
    "phone": "a telephone number",
    "hours": "opening hours, often in English only",
    "out_of_hours": "a telephone number",
    "reading": "how often comments are read, such as “every day”",
    "count": "a number",
}


@dataclass(frozen=True)
class SourceText:
    """One text: its wording in English, in its Easy Read or both, and what translators should know.

    ``wordings`` goes by ``en`` and ``en-easyread``; a plural wording by English's two categories.
    """

    id: str
    place: Place
    wordings: Mapping[str, Wording]
    notes: tuple[str, ...]

    def of(self, locale: str) -> Wording | None:
        """What a translation in ``locale`` is made from; None where that edition has no wording."""
        return self.wordings.get(source_locale(locale))


def source_locale(locale: str) -> str:
    """``en`` for ``cy``, and ``en-easyread`` for ``cy-easyread``."""
    return easy_read_of(SOURCE_LANGUAGE) if is_easy_read(locale) else SOURCE_LANGUAGE


def named_sources(root: Node) -> tuple[SourceText, ...]:
    """Every text below ``root``, in order; each of their nodes is given its id."""
    return tuple(_walk(root, "", ()))


def placeholder_notes(wording: Wording) -> Iterator[str]:
    """What stands in the place of each placeholder."""
    branches = wording.values() if isinstance(wording, Mapping) else (wording,)
    for name in sorted({name for branch in branches for name in placeholders_in(branch)}):
        yield f"{{{name}}}: {_FILLED_IN.get(name, 'filled in later')}"


def _walk(node: Node, path: str, notes: tuple[str, ...]) -> Iterator[SourceText]:
    if isinstance(node, SequenceNode):
        for number, item in enumerate(node.items, start=1):
            yield from _walk(item, id_joined(path, _name_of(item) or str(number)), notes)
    elif isinstance(node, MappingNode):
        notes = (*notes, *_note(node))
        if any(each in node.entries for each in SOURCE_LOCALES):
            node.text_id = path
            yield SourceText(path, node.place, dict(_wordings(node)), notes)
            return
        for key, entry in node.entries.items():
            yield from _walk(entry.value, id_below(path, key), (*notes, *_asked(key, node)))


def id_below(path: str, key: str) -> str:
    """The id of what stands under a key of what has the id ``path``."""
    if key == _QUESTIONS:
        return _QUESTIONS
    return path if key in _ANSWERS else id_joined(path, key)


def id_joined(path: str, name: str) -> str:
    """The id of what is called ``name`` in what has the id ``path``."""
    return f"{path}.{name}" if path else name


def _name_of(item: Node) -> str | None:
    """The id of a part or question, the code of an answer."""
    entries = item.entries if isinstance(item, MappingNode) else {}
    names = [scalar_word(entries[key].value) for key in ("id", "code") if key in entries]
    return next(iter(names), None)


def _note(node: MappingNode) -> Iterator[str]:
    entry = node.entries.get(FOR_TRANSLATORS)
    word = None if entry is None else scalar_word(entry.value)
    if word:
        yield word


def _asked(key: str, node: MappingNode) -> Iterator[str]:
    """For what belongs to a question: the question itself."""
    entry = node.entries.get("text")
    if key in ("hint", "unit", "picture", *_ANSWERS) and entry is not None:
        wordings = dict(_wordings(entry.value))
        asked = wordings.get(SOURCE_LANGUAGE) or next(iter(wordings.values()), None)
        if isinstance(asked, str):
            yield f"Of the question: {asked}"


def _wordings(node: Node) -> Iterator[tuple[str, Wording]]:
    for locale in SOURCE_LOCALES:
        entry = node.entries.get(locale) if isinstance(node, MappingNode) else None
        if entry is None:
            continue
        if isinstance(entry.value, MappingNode):
            words = {name: scalar_word(each.value) for name, each in entry.value.entries.items()}
            branches = {name: words[name] for name in CLDR_CATEGORIES if words.get(name)}
            if branches:
                yield locale, {name: word for name, word in branches.items() if word}
        elif (word := scalar_word(entry.value)) is not None:
            yield locale, word
