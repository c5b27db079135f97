"""Reading a survey's own file."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.kernel.languages import SOURCE_LANGUAGE
from app.kernel.localised import LocalisedText, is_language
from app.surveys.catalogues.owners import SURVEY_FILE, owner_of
from app.surveys.catalogues.shelf import Shelf
from app.surveys.checks.reachable import check_reachable
from app.surveys.checks.rules import check_rules
from app.surveys.checks.survey import (
    check_editions,
    check_equality_last,
    check_safety_is_there,
    check_unique_ids,
)
from app.surveys.definition import Survey
from app.surveys.faults import FaultList, printable
from app.surveys.parts import AUDIENCES, SAFETY_TEXTS
from app.surveys.reading.context import Context
from app.surveys.reading.fields import Fields, scalar_word
from app.surveys.reading.fragments import Fragments
from app.surveys.reading.nodes import MappingNode, Node
from app.surveys.reading.parts import PartReader, ReadPart, read_option_sets
from app.surveys.reading.texts import Expected, read_text

SURVEY_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KEYS = (
    "id", "version", "audience", "languages", "easy_read", "title", "introduction", "length",
    "next_steps", "safety", "option_sets", "parts",
)  # fmt: skip
_TEXTS: Mapping[str, Expected] = {
    "title": Expected("the title"),
    "introduction": Expected("the introduction", frozenset({"service"})),
    "length": Expected("the length", frozenset({"count"}), plural=True),
    "next_steps": Expected("the next steps", frozenset({"service", "reading"})),
}
_SAFETY_PLACEHOLDERS = frozenset(
    {"service", "council", "phone", "hours", "out_of_hours", "reading"}
)
_LABEL = "the survey"


class SurveyReader:
    """Reads one survey; what it returns is whole only where no fault was noted."""

    def __init__(self, node: MappingNode, path: Path, shelf: Shelf, faults: FaultList) -> None:
        self.path = path
        self.shelf = shelf
        self.faults = faults
        self.fields = Fields(node, _LABEL, faults)
        self.fragments = Fragments(path, shelf, faults)
        shelf.name_texts(path, node)

    def read(self, also: Iterable[str] = ()) -> Survey:
        """The survey of the file, as far as it can be read, in these languages too."""
        self.fields.allow(*_KEYS)
        survey_id, version = self._identity()
        audience = self.fields.one_name_of("audience", AUDIENCES)
        languages = self._languages()
        easy_read = self.fields.boolean("easy_read")
        languages = tuple(dict.fromkeys([*languages, *also]))
        context = Context(self.faults, self.shelf, self.path, languages, easy_read)
        texts = {name: self._text(name, context) for name in _TEXTS}
        safety = self._safety(context)
        parts = self._parts(context)
        self._check(parts, easy_read=easy_read)
        return Survey(
            id=survey_id or "",
            version=version or 0,
            audience=audience or "",
            languages=languages,
            easy_read=easy_read,
            translations={each: self.shelf.state_of(each) for each in languages[1:]},
            title=texts["title"],
            introduction=texts["introduction"],
            length=texts["length"],
            next_steps=texts["next_steps"],
            safety=safety,
            parts=tuple(each.part for each in parts),
        )

    def _identity(self) -> tuple[str | None, int | None]:
        fields = self.fields
        owner = owner_of(self.path)
        # A file under another name was named in so many words, and stands where somebody put it.
        is_filed = self.path.name == SURVEY_FILE
        survey_id = fields.needed_word("id", owner.name, SURVEY_ID)
        if is_filed and survey_id is not None and survey_id != owner.name:
            message = f"id '{survey_id}' does not match its folder '{owner.name}'"
            self.faults.add(fields.place_of("id"), message + "; rename one of them")
        fields.need("version", "1")
        version = fields.integer("version")
        if version is not None and version < 1:
            message = f"version {version} is not a version; count from 1"
            self.faults.add(fields.place_of("version"), message)
        elif is_filed and version is not None and str(version) != owner.version:
            message = f"version {version} does not match its folder '{owner.version}'"
            self.faults.add(fields.place_of("version"), message + "; rename one of them")
        return survey_id, version

    def _languages(self) -> tuple[str, ...]:
        fields = self.fields
        fields.need("languages", "[en, cy, ur]")
        known: list[str] = []
        for word in fields.words("languages", "[en, cy, ur]"):
            if not is_language(word.text):
                message = f"'{printable(word.text)}' is not a language code"
                self.faults.add(word.place, message + "; write it like cy or zh-Hans")
            elif word.text in known:
                self.faults.add(word.place, f"language '{word.text}' stands twice; remove one")
            else:
                known.append(word.text)
        if known and known[0] != SOURCE_LANGUAGE:
            message = "'languages' must begin with en, which the shared texts are translated from"
            self.faults.add(fields.place_of("languages"), message + "; move en to the front")
        return tuple(dict.fromkeys([SOURCE_LANGUAGE, *known]))

    def _text(self, name: str, context: Context) -> LocalisedText:
        node = self.fields.need(name, "{en: …}")
        text = None if node is None else read_text(node, _TEXTS[name], context)
        return text or LocalisedText({})

    def _safety(self, context: Context) -> dict[str, LocalisedText]:
        node = self.fields.get("safety")
        if node is None:
            return {}
        mapping = self._safety_mapping(node)
        if mapping is None:
            return {}
        fields = Fields(mapping, "the safety texts", self.faults)
        fields.allow(*SAFETY_TEXTS)
        texts: dict[str, LocalisedText] = {}
        for name in SAFETY_TEXTS:
            inner = fields.need(name, "{en: …}")
            expected = Expected(f"safety text '{name}'", _SAFETY_PLACEHOLDERS)
            text = None if inner is None else read_text(inner, expected, context)
            if text is not None:
                texts[name] = text
        return texts

    def _safety_mapping(self, node: Node) -> MappingNode | None:
        reference = scalar_word(node)
        if reference is not None:
            return self.fragments.find(reference, node.place)
        return self.fields.mapping("safety", "safety@1")

    def _parts(self, context: Context) -> list[ReadPart]:
        self.fields.need("parts", "[{id: main, questions: […]}]")
        sets = read_option_sets(self.fields, self.fragments, context)
        reader = PartReader(sets, self.fragments, context)
        nodes = self.fields.items("parts", "[{id: main, questions: […]}]")
        read = [each for node in nodes if (each := reader.read(node)) is not None]
        for name in sets.nodes:
            sets.named(name, easy_read_only=True)
        return read

    def _check(self, parts: list[ReadPart], *, easy_read: bool) -> None:
        questions = [each for part in parts for each in part.questions]
        check_unique_ids(parts, self.faults)
        check_equality_last(parts, self.faults)
        known = len(self.faults)
        check_rules(questions, self.faults)
        if len(self.faults) == known:
            check_reachable(questions, self.faults)
        check_safety_is_there(questions, self.faults, has_safety=self.fields.has("safety"))
        if len(questions) > 0 or self.fields.has("parts"):
            place = self.fields.place_of("parts")
            check_editions(questions, place, self.faults, easy_read=easy_read)
