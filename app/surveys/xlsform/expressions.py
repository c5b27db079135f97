"""Conditions of forms (XPath as XLSForm writes it) as rules of ours, and back.

Only what a rule can say is read: comparisons of one earlier question with a value, `selected()`,
`not()`, `and`, `or`. Everything else is `Untranslatable`, with the reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

SELF: Final = "."
TOKEN: Final = re.compile(
    r"\s*(?:"
    r"\$\{\s*(?P<name>[^}]+?)\s*\}"
    r"|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<sign>!=|<=|>=|=|<|>|\(|\)|,)"
    r"|(?P<path>\.\.?(?:/[\w./-]+)?|/[\w./-]+)"
    r"|(?P<word>[A-Za-z_][\w.:-]*)"
    r")"
)
STRAIGHT: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})
MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}

Rule = dict[str, Any]
"""A rule as a survey's file writes it: `{question: …, is: […]}`, `{all: […]}`."""


class Untranslatable(Exception):
    """A condition that no rule can say; the message is the reason."""


@dataclass(frozen=True)
class Asked:
    """An earlier question that conditions may look at; `codes` from the form's to our own."""

    id: str
    kind: str
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_one_answer(self) -> bool:
        """Whether one option is chosen, and not several."""
        return bool(self.codes) and self.kind != "multiple_choice"


Value = Asked | str | int
Known = Mapping[str, Asked]


def rule_of(expression: str, known: Known) -> Rule:
    """The rule that says the same.

    Raises:
        Untranslatable: when there is none.
    """
    return _Parser(expression, known).rule()


class _Parser:
    def __init__(self, expression: str, known: Known) -> None:
        self.known = known
        self.tokens = _tokens(expression)
        self.at = 0

    def rule(self) -> Rule:
        found = self._any()
        if self.at < len(self.tokens):
            raise Untranslatable(f"'{self.tokens[self.at][1]}' is not understood there")
        return found

    def _any(self) -> Rule:
        rules = [self._all()]
        while self._takes("word", "or"):
            rules.append(self._all())
        return _joined("any", _merged(rules))

    def _all(self) -> Rule:
        rules = [self._one()]
        while self._takes("word", "and"):
            rules.append(self._one())
        return _joined("all", rules)

    def _one(self) -> Rule:
        if self._takes("sign", "("):
            found = self._any()
            self._needs(")")
            return found
        if self._takes("word", "not"):
            self._needs("(")
            inner = self._any()
            self._needs(")")
            return {"not": inner}
        if self._takes("word", "selected"):
            return self._selected()
        left = self._value()
        kind, sign = self._next()
        if kind != "sign" or sign not in MIRRORED:
            raise Untranslatable(f"'{sign}' is not a comparison")
        right = self._value()
        if isinstance(left, Asked):
            return _compared(left, sign, right)
        if isinstance(right, Asked):
            return _compared(right, MIRRORED[sign], left)
        raise Untranslatable("it looks at no question")

    def _selected(self) -> Rule:
        self._needs("(")
        question = self._value()
        self._needs(",")
        code = self._value()
        self._needs(")")
        if not isinstance(question, Asked) or isinstance(code, Asked) or not question.codes:
            raise Untranslatable("selected() needs a question with options, and a code")
        return _chosen(question, code)

    def _value(self) -> Value:
        kind, text = self._next()
        if kind in ("name", "path"):
            name = text if text == SELF else text.rpartition("/")[2]
            if name not in self.known:
                raise Untranslatable(f"'{name}' is no earlier question here")
            return self.known[name]
        if kind == "text":
            return text[1:-1]
        if kind == "number":
            if float(text) != int(float(text)):
                raise Untranslatable(f"{text} is no whole number")
            return int(float(text))
        raise Untranslatable(f"'{text}' has no equal")

    def _next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise Untranslatable("it ends too soon")
        self.at += 1
        return self.tokens[self.at - 1]

    def _takes(self, kind: str, text: str) -> bool:
        is_there = self.at < len(self.tokens) and self.tokens[self.at] == (kind, text)
        self.at += is_there
        return is_there

    def _needs(self, sign: str) -> None:
        if not self._takes("sign", sign):
            raise Untranslatable(f"a '{sign}' is missing")


def _tokens(expression: str) -> list[tuple[str, str]]:
    text, at, found = expression.translate(STRAIGHT).rstrip(), 0, []
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            raise Untranslatable(f"'{text[at:].strip()[:20]}' has no equal")
        kind = str(token.lastgroup)
        found.append((kind, token[kind]))
        at = token.end()
    return found


def _compared(question: Asked, sign: str, value: Value) -> Rule:
    if isinstance(value, Asked):
        raise Untranslatable("two questions are compared with each other")
    if value == "" and sign in ("=", "!="):
        return {"question": question.id, "answered": sign == "!="}
    if question.codes and sign in ("=", "!="):
        alone = _chosen(question, value)
        others = [code for code in question.codes.values() if code not in _codes(alone)]
        if not question.has_one_answer and others:
            alone = {"all": [alone, {"not": {"question": question.id, "includes": others}}]}
        return alone if sign == "=" else {"not": alone}
    if question.kind == "number":
        return _measured(question, sign, _whole(value))
    raise Untranslatable(f"an answer of the kind {question.kind} cannot be compared with {value!r}")


def _chosen(question: Asked, value: Value) -> Rule:
    code = question.codes.get(str(value))
    if code is None:
        raise Untranslatable(f"'{value}' is no answer to '{question.id}'")
    return {"question": question.id, "is" if question.has_one_answer else "includes": [code]}


def _codes(rule: Rule) -> list[str]:
    return [*rule.get("is", ()), *rule.get("includes", ())]


def _whole(value: Value) -> int:
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
        return int(value)
    if not isinstance(value, int):
        raise Untranslatable(f"a number is compared with {value!r}")
    return value


def _measured(question: Asked, sign: str, number: int) -> Rule:
    least, most = (
        {"question": question.id, "at_least": number},
        {"question": question.id, "at_most": number},
    )
    match sign:
        case ">=":
            return least
        case "<=":
            return most
        case ">":
            return least | {"at_least": number + 1}
        case "<":
            return most | {"at_most": number - 1}
        case "=":
            return {"all": [least, most]}
    return {"not": {"all": [least, most]}}


def _joined(word: str, rules: list[Rule]) -> Rule:
    """One rule of several; the rules inside one of the same word are taken out of it."""
    flat = [inner for rule in rules for inner in rule.get(word, [rule])]
    return flat[0] if len(flat) == 1 else {word: flat}


def _merged(rules: list[Rule]) -> list[Rule]:
    """`a or b` of one question as one condition with two codes."""
    found: list[Rule] = []
    for rule in rules:
        for word in ("is", "includes"):
            last = found[-1] if found else {}
            if word in rule and word in last and rule["question"] == last["question"]:
                found[-1] = last | {word: [*last[word], *rule[word]]}
                break
        else:
            found.append(rule)
    return found


def expression_of(rule: Rule, many: frozenset[str]) -> str:
    """The rule as a form writes it.

    Args:
        many: ids of the questions that take several answers.
    """
    match rule:
        case {"all": list(rules)}:
            return "(" + " and ".join(expression_of(each, many) for each in rules) + ")"
        case {"any": list(rules)}:
            return "(" + " or ".join(expression_of(each, many) for each in rules) + ")"
        case {"not": inner}:
            return f"not({expression_of(inner, many)})"
    name = "${" + rule["question"] + "}"
    match rule:
        case {"is": codes} | {"includes": codes}:
            return _one_of(name, codes, has_many=rule["question"] in many)
        case {"is_not": codes}:
            chosen = _one_of(name, codes, has_many=rule["question"] in many)
            return f"({name} != '' and not({chosen}))"
        case {"at_least": number}:
            return f"{name} >= {number}"
        case {"at_most": number}:
            return f"{name} <= {number}"
    return f"{name} != ''" if rule["answered"] else f"{name} = ''"


def _one_of(name: str, codes: list[str], *, has_many: bool) -> str:
    form = "selected({}, '{}')" if has_many else "{} = '{}'"
    found = [form.format(name, code) for code in codes]
    return found[0] if len(found) == 1 else "(" + " or ".join(found) + ")"
