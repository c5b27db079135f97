"""Reading the parts of a survey, written out or taken from fragments."""

import re
from dataclasses import dataclass

from app.kernel.localised import LocalisedText
from app.surveys.faults import Place
from app.surveys.parts import Part
from app.surveys.reading.context import Context
from app.surveys.reading.fields import Fields, mapping_or_fault
from app.surveys.reading.fragments import Fragments
from app.surveys.reading.nodes import Node
from app.surveys.reading.options import OptionSets
from app.surveys.reading.questions import QuestionReader, ReadQuestion, read_questions
from app.surveys.reading.texts import Expected, read_text

PART_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_QUESTIONS_EXAMPLE = "[{id: …, kind: …, text: {en: …}}]"


@dataclass(frozen=True)
class ReadPart:
    """A part with the places that checks across parts need."""

    part: Part
    place: Place
    questions: tuple[ReadQuestion, ...]


class PartReader:
    """Reads the parts of one survey; ``sets`` are the option sets of the survey itself."""

    def __init__(self, sets: OptionSets, fragments: Fragments, context: Context) -> None:
        self.sets = sets
        self.fragments = fragments
        self.context = context

    def read(self, node: Node) -> ReadPart | None:
        """The part at ``node``, or None where it has no id."""
        faults = self.context.faults
        mapping = mapping_or_fault(node, "a part", faults)
        if mapping is None:
            return None
        fields = Fields(mapping, "a part", faults)
        part_id = fields.needed_word("id", "main", PART_ID)
        if part_id is not None:
            fields.label = f"part '{part_id}'"
        fields.allow("id", "heading", "questions", "use")
        if fields.has("use") == fields.has("questions"):
            message = f"{fields.label} must have either 'questions' or 'use'; keep one of them"
            faults.add(fields.place, message)
            return None
        heading = self._heading(fields)
        shared_heading, questions = self._content(fields, part_id or "")
        if part_id is None:
            return None
        part = Part(part_id, tuple(each.question for each in questions), heading or shared_heading)
        return ReadPart(part, fields.place_of("id"), questions)

    def _content(
        self, fields: Fields, part_id: str
    ) -> tuple[LocalisedText | None, tuple[ReadQuestion, ...]]:
        if fields.has("questions"):
            return None, self._questions(fields, part_id, self.sets)
        reference = fields.word("use", "who-is-answering@1")
        found = None
        if reference is not None:
            found = self.fragments.find(reference, fields.place_of("use"))
        if reference is None or found is None:
            return None, ()
        inner = Fields(found, f"fragment '{reference}'", self.context.faults)
        inner.allow("heading", "option_sets", "questions")
        inner.need("questions", _QUESTIONS_EXAMPLE)
        sets = read_option_sets(inner, self.fragments, self.context)
        return self._heading(inner), self._questions(inner, part_id, sets)

    def _heading(self, fields: Fields) -> LocalisedText | None:
        node = fields.get("heading")
        if node is None:
            return None
        return read_text(node, Expected(f"the heading of {fields.label}"), self.context)

    def _questions(
        self, fields: Fields, part_id: str, sets: OptionSets
    ) -> tuple[ReadQuestion, ...]:
        nodes = fields.items("questions", _QUESTIONS_EXAMPLE)
        return tuple(read_questions(nodes, QuestionReader(part_id, sets, self.context)))


def read_option_sets(fields: Fields, fragments: Fragments, context: Context) -> OptionSets:
    """The named option sets of a survey or a fragment."""
    mapping = fields.mapping("option_sets", "{frequency: option-sets/frequency@1}")
    nodes = {} if mapping is None else {name: each.value for name, each in mapping.entries.items()}
    return OptionSets(context, fragments, nodes)
