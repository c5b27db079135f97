"""Reading options, option sets and pictures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.surveys.checks.options import check_codes, check_labels
from app.surveys.faults import Place, printable
from app.surveys.parts import Option, Picture
from app.surveys.reading.context import Context
from app.surveys.reading.fields import Fields, mapping_or_fault, scalar_word, unknown
from app.surveys.reading.fragments import REFERENCE, Fragments
from app.surveys.reading.nodes import MappingNode, Node, SequenceNode
from app.surveys.reading.texts import Expected, read_text

CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
PICTURE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YES_NO_FRAGMENT = "option-sets/yes-no@1"
_OPTION_EXAMPLE = "[{code: …, text: {en: …}}]"


@dataclass(frozen=True)
class ReadOption:
    """An option with the places its faults belong to."""

    option: Option
    place: Place
    exclusive_place: Place


@dataclass(frozen=True)
class ReadOptions:
    """The options of a question, the non-substantive, and the name of the set for messages."""

    label: str
    place: Place
    options: tuple[ReadOption, ...] = ()
    non_substantive: tuple[ReadOption, ...] = ()

    @property
    def all(self) -> tuple[ReadOption, ...]:
        """Both kinds, the non-substantive last."""
        return self.options + self.non_substantive


@dataclass
class OptionSets:
    """The named option sets a question may use: those of its survey, or of its fragment."""

    context: Context
    fragments: Fragments
    nodes: Mapping[str, Node] = field(default_factory=dict)

    def read(self, node: Node, label: str, *, easy_read_only: bool) -> ReadOptions | None:
        """The options at a question's ``options`` key: a set's name, a list, or a mapping."""
        name = scalar_word(node)
        if name is None:
            return self._inline(node, f"the options of {label}", easy_read_only=easy_read_only)
        if REFERENCE.fullmatch(name):
            return self.fragment(name, node.place, easy_read_only=easy_read_only)
        if name not in self.nodes:
            message = unknown("option set", name, self.nodes, label)
            if not self.nodes:
                message = f"option set '{printable(name)}' of {label} does not exist"
                message += "; add it under 'option_sets'"
            self.context.faults.add(node.place, message)
            return None
        return self.named(name, easy_read_only=easy_read_only)

    def named(self, name: str, *, easy_read_only: bool = False) -> ReadOptions | None:
        """The option set ``name``, written out or taken from a fragment."""
        node = self.nodes[name]
        reference = scalar_word(node)
        if reference is None and isinstance(node, MappingNode) and "use" in node.entries:
            fields = Fields(node, f"option set '{printable(name)}'", self.context.faults)
            fields.allow("use")
            reference = fields.word("use", "option-sets/frequency@1")
            if reference is None:
                return None
        if reference is not None:
            return self.fragment(reference, node.place, easy_read_only=easy_read_only)
        label = f"option set '{printable(name)}'"
        return self._inline(node, label, easy_read_only=easy_read_only)

    def fragment(
        self, reference: str, place: Place, *, easy_read_only: bool = False
    ) -> ReadOptions | None:
        """The option set of a fragment."""
        found = self.fragments.find(reference, place)
        if found is None:
            return None
        return self._inline(found, f"option set '{reference}'", easy_read_only=easy_read_only)

    def _inline(self, node: Node, label: str, *, easy_read_only: bool) -> ReadOptions | None:
        faults = self.context.faults
        if isinstance(node, SequenceNode):
            if not node.items:
                faults.add(node.place, f"{label} must not be empty; write {_OPTION_EXAMPLE}")
            listed = self._options(node.items, label, easy_read_only=easy_read_only)
            return self._checked(ReadOptions(label, node.place, listed))
        mapping = mapping_or_fault(node, label, faults)
        if mapping is None:
            return None
        fields = Fields(mapping, label, faults)
        fields.allow("options", "apart")
        fields.need("options", _OPTION_EXAMPLE)
        first, beside = (
            self._options(fields.items(key, _OPTION_EXAMPLE), label, easy_read_only=easy_read_only)
            for key in ("options", "apart")
        )
        return self._checked(ReadOptions(label, mapping.place, first, beside))

    def _checked(self, read: ReadOptions) -> ReadOptions:
        pairs = [(each.option, each.place) for each in read.all]
        check_codes(pairs, read.label, self.context.faults)
        check_labels(pairs, read.label, self.context.locales, self.context.shelf.faults)
        return read

    def _options(
        self, nodes: list[Node], label: str, *, easy_read_only: bool
    ) -> tuple[ReadOption, ...]:
        read = (self._option(node, label, easy_read_only=easy_read_only) for node in nodes)
        return tuple(each for each in read if each is not None)

    def _option(self, node: Node, label: str, *, easy_read_only: bool) -> ReadOption | None:
        faults = self.context.faults
        mapping = mapping_or_fault(node, f"an option of {label}", faults)
        if mapping is None:
            return None
        fields = Fields(mapping, f"an option of {label}", faults)
        code = fields.needed_word("code", "yes", CODE)
        if code is not None:
            fields.label = f"option '{code}' of {label}"
        fields.allow("code", "text", "exclusive", "picture")
        node_of_text = fields.need("text", "{en: …}")
        expected = Expected(f"the text of {fields.label}", easy_read_only=easy_read_only)
        text = None if node_of_text is None else read_text(node_of_text, expected, self.context)
        picture = read_picture(fields, self.context)
        exclusive = fields.boolean("exclusive")
        if code is None or text is None:
            return None
        option = Option(code, text, exclusive, picture)
        return ReadOption(option, mapping.place, fields.place_of("exclusive"))


def read_picture(fields: Fields, context: Context) -> Picture | None:
    """The value of ``picture``: the name of a drawing, or its name and alternative text."""
    node = fields.get("picture")
    if node is None:
        return None
    if not isinstance(node, MappingNode):
        name = fields.word("picture", "food (a name in static/pictures)", PICTURE_NAME)
        return None if name is None else Picture(name)
    inner = Fields(node, f"the picture of {fields.label}", context.faults)
    inner.allow("name", "alt")
    name = inner.needed_word("name", "food (a name in static/pictures)", PICTURE_NAME)
    alt_node = inner.get("alt")
    expected = Expected(f"the alternative text of {inner.label}")
    alt = None if alt_node is None else read_text(alt_node, expected, context)
    return None if name is None else Picture(name, alt)
