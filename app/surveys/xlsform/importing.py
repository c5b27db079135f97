"""A form as a survey. Whatever has no equal is said, with its row and what was done instead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.kernel.errors import Refused
from app.surveys.checks.questions import EXPORTED, RESERVED
from app.surveys.reading.options import CODE
from app.surveys.reading.parts import PART_ID
from app.surveys.reading.questions import QUESTION_ID
from app.surveys.xlsform.expressions import (
    SELF,
    Asked,
    Rule,
    Untranslatable,
    expression_of,
    rule_of,
)
from app.surveys.xlsform.own import IN_OWN_WORDS, KIND_OF, own_words, type_of
from app.surveys.xlsform.texts import Text, Texts
from app.surveys.xlsform.workbooks import ReadForm

SOURCE: Final = "en"
LONG_NAMES: Final = 40
GROUPS: Final = ("group", "repeat", "loop")
META: Final = "meta"
"""The group that pyxform adds to every form."""
IDENTIFYING: Final = frozenset(
    {"deviceid", "device id", "subscriberid", "subscriber id", "simserial", "sim id",
     "phonenumber", "phone number", "username", "email", "start", "start time", "end", "end time",
     "today", "audit", "start-geopoint", "background-audio"}
)  # fmt: skip
SILENT: Final = frozenset({"instanceID", "instanceName"})
NOT_TAKEN: Final = {
    "default": "an answer given beforehand",
    "media": "a picture or sound",
    "guidance_hint": "guidance for interviewers",
}
NO_LABEL: Final = "it has no words in English, so it is left out"
FRAME: Final[Mapping[str, Any]] = {
    "introduction": {
        SOURCE: "These questions are about {service}. We do not ask your name. You can leave out "
        "any question."
    },
    "length": {
        SOURCE: {
            "one": "There is {count} question.",
            "other": "There are up to {count} questions.",
        }
    },
    "next_steps": {
        SOURCE: "The people who run {service} read comments {reading}. They look at everyone's "
        "answers together and decide what to make better. You can ask them what has changed."
    },
}
"""What a form does not say and a survey needs; whoever publishes it can write it better."""


@dataclass(frozen=True)
class ImportedSurvey:
    """A survey as its file holds it, with every wording in every locale, and what was changed."""

    document: dict[str, Any]
    questions: int
    locales: tuple[str, ...]
    remarks: tuple[str, ...]


def imported(form: ReadForm, *, audience: str) -> ImportedSurvey:
    """The survey that a form makes.

    Args:
        audience: who is asked, where the form does not say it in the column of our own.

    Raises:
        Refused: when nothing in it can be asked in English.
    """
    return _Import(form, audience).run()


@dataclass
class _Part:
    id: str
    heading: Text
    questions: list[dict[str, Any]] = field(default_factory=list)


class _Import:
    def __init__(self, form: ReadForm, audience: str) -> None:
        self.form = form
        self.audience = audience
        self.remarks: dict[str, None] = {}
        self.texts = Texts(form.written, self._remark)
        self.parts: list[_Part] = []
        self.known: dict[str, Asked] = {}
        self.ids: set[str] = set()
        self.required = 0

    def run(self) -> ImportedSurvey:
        own = own_words(self.form.tree, "settings")
        self._take_in(self.form.tree.get("children", ()))
        parts = [_document(part) for part in self.parts if part.questions]
        questions = [each for part in self.parts for each in part.questions]
        if not any(each["kind"] != "information" for each in questions):
            raise Refused(
                "\n".join(
                    [
                        f"{self.form.name} asks nothing in English that can be answered here. Is "
                        "there a column 'label::English (en)'?",
                        *self.remarks,
                    ]
                )
            )
        title = self.texts.read(self.form.tree.get("title"), "settings")
        document = {
            "id": _slug(str(self.form.tree.get("id_string", "")), "-", "survey"),
            "version": _version(self.form.tree.get("version")),
            "audience": self.audience,
            "title": title if SOURCE in title else {SOURCE: self.form.name},
            **FRAME,
            "safety": "safety@1",
            **own,
            "parts": parts,
        }
        self._remark_on_the_whole()
        locales = tuple(sorted({each for text in _texts(document) for each in text}))
        return ImportedSurvey(document, len(questions), locales, tuple(self.remarks))

    def _remark(self, where: str, what: str) -> None:
        self.remarks[f"{where}: {what}."] = None

    def _remark_on_the_whole(self) -> None:
        for language in sorted(self.texts.unknown):
            self._remark(
                f"Language '{language}'", "it is not known here, so its words are left out"
            )
        if self.required:
            self._remark(
                f"{self.required} required questions",
                "nobody has to answer, so they may be left out like all others",
            )

    def _take_in(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """A part for each group, and one for the questions between two groups."""
        loose: _Part | None = None
        for row in rows:
            if row["type"] in GROUPS and row["name"] != META:
                loose = None
                part = self._new_part(row["name"], self._heading(row))
                self._fill(row, part, [*self._rule(row, self.form.where(row["name"]))])
            elif row["name"] != META:
                loose = loose or self._new_part("main", {})
                self._question(row, loose, [])

    def _fill(self, group: Mapping[str, Any], part: _Part, rules: list[Rule]) -> None:
        """Take in the questions of a group; `rules` are those of the groups around them."""
        for row in group.get("children", ()):
            if row["type"] in GROUPS:
                self._inner_group(row, part, rules)
            else:
                self._question(row, part, rules)

    def _inner_group(self, row: Mapping[str, Any], part: _Part, rules: list[Rule]) -> None:
        where, heading = self.form.where(row["name"]), self._heading(row)
        inner = [*rules, *self._rule(row, where)]
        if SOURCE in heading:
            self._remark(where, "a group in a group: its heading is a piece of information")
            named = {"id": self._new_id(row["name"]), "kind": "information", "text": heading}
            part.questions.append(named | _asked_if(inner))
        self._fill(row, part, inner)

    def _heading(self, row: Mapping[str, Any]) -> Text:
        where = self.form.where(row["name"])
        if row["type"] != "group":
            self._remark(where, "it was to be asked several times, and is asked once")
        return self.texts.read(row.get("label"), where)

    def _new_part(self, name: str, heading: Text) -> _Part:
        fit = name if PART_ID.fullmatch(name) else _slug(name, "_", "part")
        self.parts.append(_Part(_free(fit, {each.id for each in self.parts}), heading))
        return self.parts[-1]

    def _question(self, row: Mapping[str, Any], part: _Part, rules: list[Rule]) -> None:
        name, where = str(row["name"]), self.form.where(str(row["name"]))
        kind = KIND_OF.get(type_of(row))
        if row.get("bind", {}).get("readonly") == "true()" and kind:
            kind = "information"
        if kind is None:
            self._leave_out(row, name, where)
            return
        text = self.texts.read(row.get("label"), where)
        own = own_words(row, where)
        if SOURCE not in text and own.get("edition") != "easy_read":
            self._remark(where, NO_LABEL)
            return
        question: dict[str, Any] = {"id": self._new_id(name), "kind": kind, "text": text}
        if question["id"] != name:
            self._remark(where, f"its name here is '{question['id']}'")
        if hint := self.texts.read(row.get("hint"), where):
            question["hint"] = hint
        codes = self._options(row, question, where)
        if codes is None:
            return
        self._special(row, question, where)
        found = [*rules, *self._rule(row, where, own.pop("ask_if", None))]
        part.questions.append(question | _asked_if(found) | _only(own, IN_OWN_WORDS))
        kind = part.questions[-1]["kind"]
        self.known[name] = Asked(question["id"], kind, codes)

    def _leave_out(self, row: Mapping[str, Any], name: str, where: str) -> None:
        if name in SILENT:
            return
        kind = type_of(row)
        why = (
            "it would say who answered, or when" if kind in IDENTIFYING
            else "it is worked out and not asked" if kind in ("calculate", "hidden")
            else f"'{kind}' has no equal here"
        )  # fmt: skip
        self._remark(where, f"{why}, so it is left out")

    def _options(
        self, row: Mapping[str, Any], question: dict[str, Any], where: str
    ) -> dict[str, str] | None:
        """Give a question its options; gives their codes, None where it has to be left out."""
        if type_of(row) in ("acknowledge", "trigger"):
            question["options"] = [{"code": "ok", "text": {SOURCE: "OK"}}]
            self._remark(where, "to be acknowledged: it is one answer to tick")
            return {"OK": "ok"}
        if not row["type"].startswith("select"):
            return {}
        choices = row.get("choices") or self.form.tree.get("choices", {}).get(row.get("itemset"))
        if not choices:
            self._remark(where, "its answers lie in another file or question, so it is left out")
            return None
        if row.get("choice_filter"):
            self._remark(where, "its answers were chosen by another answer, and all are shown")
        options, apart, codes = self._read_choices(choices, where)
        if len(options) == 1 and question["kind"] == "single_choice":
            question["kind"] = "multiple_choice"
            self._remark(where, "there is one answer to choose, and it can be left unticked")
        question["options"] = {"options": options, "apart": apart} if apart else options
        return codes

    def _read_choices(
        self, choices: Iterable[Mapping[str, Any]], where: str
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, str]]:
        options: list[dict[str, Any]] = []
        apart: list[dict[str, Any]] = []
        codes: dict[str, str] = {}
        for choice in choices:
            name = str(choice["name"])
            code = _free(_code(name), set(codes.values()))
            codes[name] = code
            own = own_words(choice, f"choice '{name}'")
            text = self.texts.read(choice.get("label"), f"choice '{name}'")
            if not text.keys() & {SOURCE, f"{SOURCE}-easyread"}:
                self._remark(f"choice '{name}'", "it has no words in English, and is called so")
                text[SOURCE] = name
            self._tell_apart(text, name, [*options, *apart], where)
            option = {"code": code, "text": text, **_only(own, ("exclusive", "picture"))}
            (apart if own.get("apart") else options).append(option)
        return options, apart, codes

    def _tell_apart(self, text: Text, name: str, others: list[dict[str, Any]], where: str) -> None:
        """Two answers that read the same are told apart by the form's own names."""
        for locale, wording in text.items():
            same = [o for o in others if o["text"].get(locale, "").casefold() == wording.casefold()]
            if same:
                text[locale] = f"{wording} ({name})"
                self._remark(where, f"two answers read '{wording}'; one has its name beside it")

    def _special(self, row: Mapping[str, Any], question: dict[str, Any], where: str) -> None:
        """What some types have beside a label, and what none has here."""
        bind, kind = row.get("bind", {}), question["kind"]
        if bind.get("required") and bind["required"] not in ("false()", "no"):
            self.required += 1
        if kind == "short_text" and "multiline" in row.get("control", {}).get("appearance", ""):
            question["kind"] = "comment"
        if type_of(row) in ("decimal", "percentage"):
            self._remark(where, "parts of a number cannot be answered, whole ones can")
        if type_of(row) == "range":
            limits = row.get("parameters", {})
            for ours, theirs in (("minimum", "start"), ("maximum", "end")):
                question[ours] = int(float(limits[theirs]))
        if constraint := bind.get("constraint"):
            self._constrain(question, str(constraint), where)
        for key, what in NOT_TAKEN.items():
            if row.get(key):
                name = f" ({', '.join(_named_files(row[key]))})" if key == "media" else ""
                self._remark(where, f"{what}{name} is left out")

    def _constrain(self, question: dict[str, Any], constraint: str, where: str) -> None:
        """Limits of a number stay; whatever else was to be refused is received."""
        known = {**self.known, SELF: Asked(SELF, question["kind"])}
        try:
            rule = rule_of(constraint, known)
        except Untranslatable:
            rule = {}
        for limit in rule.get("all", [rule]):
            if limit.get("question") == SELF and "at_least" in limit:
                question["minimum"] = limit["at_least"]
            elif limit.get("question") == SELF and "at_most" in limit:
                question["maximum"] = limit["at_most"]
            elif question["kind"] != "date":
                self._remark(where, f"the limit “{constraint}” is left out: nothing is refused")
                return

    def _rule(self, row: Mapping[str, Any], where: str, own: Rule | None = None) -> Iterator[Rule]:
        """The rule of a row, if it has one that can be said here."""
        relevant = row.get("bind", {}).get("relevant")
        if not relevant:
            return
        many = frozenset(each.id for each in self.known.values() if each.kind == "multiple_choice")
        if own and expression_of(own, many) == relevant:
            yield own
            return
        try:
            yield rule_of(str(relevant), self.known)
        except Untranslatable as why:
            self._remark(where, f"“{relevant}” cannot be said here ({why}), so everybody is asked")

    def _new_id(self, name: str) -> str:
        fit = name if QUESTION_ID.fullmatch(name) else _slug(name, "_", "q")
        found = _free(fit, self.ids | RESERVED | EXPORTED)
        self.ids.add(found)
        return found


def _document(part: _Part) -> dict[str, Any]:
    heading = {"heading": part.heading} if SOURCE in part.heading else {}
    return {"id": part.id, **heading, "questions": part.questions}


def _asked_if(rules: list[Rule]) -> dict[str, Any]:
    """Rules of the groups around a question and its own, as one."""
    if not rules:
        return {}
    return {"ask_if": rules[0] if len(rules) == 1 else {"all": rules}}


def _only(own: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: own[name] for name in names if name in own}


def _named_files(media: Any) -> list[str]:
    if isinstance(media, Mapping):
        return sorted({name for each in media.values() for name in _named_files(each)})
    return [str(media)]


def _texts(value: Any) -> Iterator[Text]:
    """Every text in a document."""
    if isinstance(value, dict):
        if SOURCE in value or f"{SOURCE}-easyread" in value:
            yield value
        else:
            for each in value.values():
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _slug(name: str, joint: str, otherwise: str) -> str:
    """A name in small letters and figures that begins with a letter."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    found = joint.join(words)[:LONG_NAMES].strip(joint)
    return found if found[:1].isalpha() else f"{otherwise}{joint}{found}".strip(joint)


def _code(name: str) -> str:
    if CODE.fullmatch(name):
        return name
    found = "_".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONG_NAMES].strip("_")
    return found or "answer"


def _free(name: str, taken: set[str] | frozenset[str]) -> str:
    """The name, with a number behind it where another has it."""
    number, found = 2, name
    while found in taken:
        found = f"{name[: LONG_NAMES - 4]}_{number}"
        number += 1
    return found


def _version(written: Any) -> int:
    text = str(written or "")
    return int(text) if text.isdecimal() and 0 < int(text) < 10_000 else 1
