"""Reading the rule of ``ask_if``."""

from dataclasses import dataclass

from app.surveys.faults import FaultList, Place
from app.surveys.reading.fields import Fields, mapping_or_fault
from app.surveys.reading.nodes import MappingNode, Node, SequenceNode
from app.surveys.rules import (
    CODE_OPERATORS,
    NUMBER_OPERATORS,
    AllOf,
    AnyOf,
    Condition,
    Not,
    Operator,
    OperatorValue,
    Rule,
)

_OPERATORS = tuple(each.value for each in Operator)
_GROUPS = ("all", "any", "not")
_EXAMPLE = "{question: who, is: [other]}"


@dataclass(frozen=True)
class LocatedCondition:
    """A condition with the place its faults belong to."""

    condition: Condition
    place: Place


class RuleReader:
    """Reads one question's rule; ``conditions`` then holds every condition in it."""

    def __init__(self, label: str, faults: FaultList) -> None:
        self.label = f"the rule of {label}"
        self.faults = faults
        self.conditions: list[LocatedCondition] = []

    def read(self, node: Node) -> Rule | None:
        """The rule at ``node``, or None where it has faults."""
        mapping = mapping_or_fault(node, self.label, self.faults)
        if mapping is None:
            return None
        fields = Fields(mapping, self.label, self.faults)
        fields.allow("question", *_OPERATORS, *_GROUPS)
        groups = [name for name in _GROUPS if fields.has(name)]
        if len(groups) == 1 and len(mapping.entries) == 1:
            return self._group(groups[0], mapping)
        if groups:
            message = f"'{groups[0]}' in {self.label} must stand alone; put rules beside it inside"
            self.faults.add(fields.place_of(groups[0]), message)
            return None
        return self._condition(fields)

    def _group(self, name: str, mapping: MappingNode) -> Rule | None:
        value = mapping.entries[name].value
        if name == "not":
            inner = self.read(value)
            return None if inner is None else Not(inner)
        if not isinstance(value, SequenceNode) or not value.items:
            place = mapping.entries[name].key.place
            message = f"'{name}' in {self.label} must be a list of rules; write [{_EXAMPLE}, …]"
            self.faults.add(place, message)
            return None
        read = [self.read(item) for item in value.items]
        rules = tuple(each for each in read if each is not None)
        if len(rules) != len(read):
            return None
        return AllOf(rules) if name == "all" else AnyOf(rules)

    def _condition(self, fields: Fields) -> Rule | None:
        fields.need("question", "who")
        question = fields.word("question", "who")
        named = [name for name in _OPERATORS if fields.has(name)]
        if len(named) != 1:
            message = f"{self.label} needs exactly one of {', '.join(_OPERATORS)}"
            self.faults.add(fields.place, f"{message}; write it like {_EXAMPLE}")
            return None
        operator = Operator(named[0])
        value = self._value(fields, operator)
        if question is None or value is None:
            return None
        condition = Condition(question, operator, value)
        self.conditions.append(LocatedCondition(condition, fields.place))
        return condition

    def _value(self, fields: Fields, operator: Operator) -> OperatorValue | None:
        if operator in CODE_OPERATORS:
            words = tuple(each.text for each in fields.words(operator.value, "[yes, no]"))
            return words or None
        if operator in NUMBER_OPERATORS:
            return fields.integer(operator.value)
        if fields.get(operator.value) is None:
            return None
        return fields.boolean(operator.value)
