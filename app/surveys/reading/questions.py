"""Reading one question."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.kernel.localised import LocalisedText
from app.surveys.checks.options import (
    SCALE_LENGTHS,
    check_exclusive,
    check_number_of_options,
)
from app.surveys.checks.questions import check_codes, check_identity, check_order
from app.surveys.faults import Place, printable
from app.surveys.parts import CHOICE_KINDS, MAXIMUM_LENGTHS, Edition, Kind, Question
from app.surveys.reading.context import Context
from app.surveys.reading.fields import Fields, mapping_or_fault
from app.surveys.reading.nodes import Node
from app.surveys.reading.options import (
    YES_NO_FRAGMENT,
    OptionSets,
    ReadOptions,
    read_picture,
)
from app.surveys.reading.rules import LocatedCondition, RuleReader
from app.surveys.reading.texts import Expected, read_text
from app.surveys.rules import Rule

QUESTION_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
THEME = re.compile(r"[a-z][a-z0-9_-]{0,59}")
_COMMON_KEYS = (
    "id", "kind", "text", "hint", "picture", "edition", "theme", "measure", "ask_if", "practice",
)  # fmt: skip
_CHOICE_KEYS = ("options", "reverse", "good", "opens_worried")
_KEYS_OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.SINGLE_CHOICE: _CHOICE_KEYS,
    Kind.MULTIPLE_CHOICE: _CHOICE_KEYS,
    Kind.RATING: (*_CHOICE_KEYS, "points", "faces"),
    Kind.YES_NO: _CHOICE_KEYS,
    Kind.NUMBER: ("minimum", "maximum", "unit", "reverse"),
    Kind.DATE: ("earliest", "latest"),
}
_ALL_KEYS = tuple(
    dict.fromkeys([*_COMMON_KEYS, *(key for keys in _KEYS_OF_KIND.values() for key in keys)])
)


@dataclass(frozen=True)
class ReadQuestion:
    """A question with the places that checks across questions need."""

    question: Question
    place: Place
    conditions: tuple[LocatedCondition, ...]


class QuestionReader:
    """Reads the questions of one part."""

    def __init__(self, part: str, sets: OptionSets, context: Context) -> None:
        self.part = part
        self.sets = sets
        self.context = context

    def read(self, node: Node) -> ReadQuestion | None:
        """The question at ``node``, or None where it cannot be told what it is."""
        faults = self.context.faults
        label = f"a question of part '{printable(self.part)}'"
        mapping = mapping_or_fault(node, label, faults)
        if mapping is None:
            return None
        fields = Fields(mapping, label, faults)
        question_id = fields.needed_word("id", "food_choice", QUESTION_ID)
        if question_id is not None:
            fields.label = f"question '{question_id}'"
            check_identity(question_id, fields.place_of("id"), faults)
        fields.allow(*_ALL_KEYS)
        kind = fields.one_of("kind", Kind)
        if kind is None:
            return None
        self._refuse_keys_of_other_kinds(fields, kind)
        return self._of_kind(fields, kind, question_id)

    def _refuse_keys_of_other_kinds(self, fields: Fields, kind: Kind) -> None:
        own = (*_COMMON_KEYS, *_KEYS_OF_KIND.get(kind, ()))
        for key, entry in fields.node.entries.items():
            if key in _ALL_KEYS and key not in own:
                message = f"'{key}' in {fields.label} means nothing for kind {kind.value}"
                self.context.faults.add(entry.key.place, message + "; remove it")

    def _of_kind(self, fields: Fields, kind: Kind, question_id: str | None) -> ReadQuestion | None:
        edition = fields.one_of("edition", Edition, Edition.BOTH) or Edition.BOTH
        if edition is Edition.EASY_READ and not self.context.easy_read:
            message = f"{fields.label} is for Easy Read only, but the survey has no such edition"
            place = fields.place_of("edition")
            self.context.faults.add(place, message + "; write easy_read: true or remove it")
        fields.need("text", "{en: …}")
        text = self._text(fields, "text", edition)
        options = self._options(fields, kind, edition)
        rule, conditions = self._rule(fields)
        question = Question(
            id=question_id or "",
            kind=kind,
            text=text or LocalisedText({}),
            part=self.part,
            hint=self._text(fields, "hint", edition),
            picture=read_picture(fields, self.context),
            options=tuple(each.option for each in options.options),
            non_substantive=tuple(each.option for each in options.non_substantive),
            faces=fields.boolean("faces"),
            points=self._points(fields, kind),
            edition=edition,
            theme=fields.word("theme", "respect", THEME),
            measure=fields.word("measure", "respected", THEME),
            reverse=fields.boolean("reverse"),
            good=tuple(word.text for word in fields.words("good", "[never]")),
            practice=fields.boolean("practice"),
            opens_worried=tuple(word.text for word in fields.words("opens_worried", "[no]")),
            ask_if=rule,
            minimum=fields.integer("minimum"),
            maximum=fields.integer("maximum"),
            earliest=fields.day("earliest"),
            latest=fields.day("latest"),
            unit=self._text(fields, "unit", edition),
            maximum_length=MAXIMUM_LENGTHS.get(kind),
        )
        self._check(question, fields, options)
        if question_id is None:
            return None
        return ReadQuestion(question, fields.place_of("id"), conditions)

    def _text(self, fields: Fields, key: str, edition: Edition) -> LocalisedText | None:
        node = fields.get(key)
        if node is None:
            return None
        easy_read_only = edition is Edition.EASY_READ
        expected = Expected(f"the {key} of {fields.label}", easy_read_only=easy_read_only)
        return read_text(node, expected, self.context)

    def _options(self, fields: Fields, kind: Kind, edition: Edition) -> ReadOptions:
        none = ReadOptions(fields.label, fields.place)
        if kind not in CHOICE_KINDS:
            return none
        easy_read_only = edition is Edition.EASY_READ
        if kind is Kind.YES_NO and not fields.has("options"):
            read = self.sets.fragment(
                YES_NO_FRAGMENT, fields.place_of("kind"), easy_read_only=easy_read_only
            )
            return read or none
        node = fields.need("options", "frequency")
        if node is None:
            return none
        return self.sets.read(node, fields.label, easy_read_only=easy_read_only) or none

    def _points(self, fields: Fields, kind: Kind) -> int | None:
        if kind is not Kind.RATING:
            return None
        fields.need("points", "5")
        points = fields.integer("points")
        if points is not None and points not in SCALE_LENGTHS:
            message = f"'points' in {fields.label} must be 5 or 3, not {points}"
            place = fields.place_of("points")
            self.context.faults.add(place, message + "; use one of the two scales")
        return points

    def _rule(self, fields: Fields) -> tuple[Rule | None, tuple[LocatedCondition, ...]]:
        node = fields.get("ask_if")
        if node is None:
            return None, ()
        reader = RuleReader(fields.label, self.context.faults)
        rule = reader.read(node)
        return rule, tuple(reader.conditions)

    def _check(self, question: Question, fields: Fields, options: ReadOptions) -> None:
        faults, label = self.context.faults, fields.label
        check_order(question, label, fields.place_of, faults)
        if not options.all:
            return
        place = fields.place_of("options" if fields.has("options") else "kind")
        count = len(options.options)
        check_number_of_options(question.kind, question.points, count, label, place, faults)
        pairs = [(each.option, each.exclusive_place) for each in options.all]
        check_exclusive(question.kind, pairs, label, faults)
        known = [option.code for option in question.all_options]
        worried = fields.words("opens_worried", "[no]")
        check_codes(worried, known, f"'opens_worried' of {label}", faults)
        scale = known[: len(question.options)]
        check_codes(fields.words("good", "[never]"), scale, f"'good' of {label}", faults)


def read_questions(nodes: list[Node], reader: QuestionReader) -> Iterator[ReadQuestion]:
    """Every question that could be read."""
    for node in nodes:
        read = reader.read(node)
        if read is not None:
            yield read
