"""Rows of a form as questions of a survey."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from app.kernel.languages import SOURCE_LANGUAGE as SOURCE
from app.surveys.checks.questions import EXPORTED, RESERVED
from app.surveys.reading.questions import QUESTION_ID
from app.surveys.xlsform.expressions import (
    SELF,
    Asked,
    Rule,
    Untranslatable,
    expression_of,
    rule_of,
)
from app.surveys.xlsform.naming import code_of, free, slug
from app.surveys.xlsform.own import IN_OWN_WORDS, KIND_OF, own_words, type_of
from app.surveys.xlsform.texts import Text, Texts
from app.surveys.xlsform.workbooks import ReadForm

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


class Questions:
    """The questions of one form, read in its order; a rule knows those before it.

    Args:
        form: the form.
        texts: reads wordings.
        remark: is told where something has no equal, and what was done instead.
    """

    def __init__(self, form: ReadForm, texts: Texts, remark: Callable[[str, str], None]) -> None:
        self.required = 0
        """How many had to be answered."""
        self._form = form
        self._texts = texts
        self._remark = remark
        self._known: dict[str, Asked] = {}
        self._ids: set[str] = set()

    def read(self, row: Mapping[str, Any], rules: list[Rule]) -> dict[str, Any] | None:
        """The question of a row, or None where it is left out.

        Args:
            row: as pyxform read it.
            rules: those of the groups around it.
        """
        name, where = str(row["name"]), self._form.where(str(row["name"]))
        kind = KIND_OF.get(type_of(row))
        if row.get("bind", {}).get("readonly") == "true()" and kind:
            kind = "information"
        if kind is None:
            self._leave_out(row, name, where)
            return None
        text = self._texts.read(row.get("label"), where)
        own = own_words(row, where)
        if SOURCE not in text and own.get("edition") != "easy_read":
            self._remark(where, NO_LABEL)
            return None
        question: dict[str, Any] = {"id": self._new_id(name), "kind": kind, "text": text}
        if question["id"] != name:
            self._remark(where, f"its name here is '{question['id']}'")
        if hint := self._texts.read(row.get("hint"), where):
            question["hint"] = hint
        codes = self._options(row, question, where)
        if codes is None:
            return None
        self._special(row, question, where)
        found = [*rules, *self.rules(row, where, own.pop("ask_if", None))]
        whole = question | _asked_if(found) | _only(own, IN_OWN_WORDS)
        self._known[name] = Asked(question["id"], whole["kind"], codes)
        return whole

    def heading(self, name: str, text: Text, rules: list[Rule]) -> dict[str, Any]:
        """A piece of information that stands for the heading of a group in a group."""
        return {"id": self._new_id(name), "kind": "information", "text": text} | _asked_if(rules)

    def rules(self, row: Mapping[str, Any], where: str, own: Rule | None = None) -> Iterator[Rule]:
        """The rule of a row of its own, if it has one that can be said here."""
        relevant = row.get("bind", {}).get("relevant")
        if not relevant:
            return
        many = frozenset(each.id for each in self._known.values() if each.kind == "multiple_choice")
        if own and expression_of(own, many) == relevant:
            yield own
            return
        try:
            yield rule_of(str(relevant), self._known)
        except Untranslatable as why:
            self._remark(where, f"“{relevant}” cannot be said here ({why}), so everybody is asked")

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
        choices = row.get("choices") or self._form.tree.get("choices", {}).get(row.get("itemset"))
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
            code = free(code_of(name), set(codes.values()))
            codes[name] = code
            own = own_words(choice, f"choice '{name}'")
            text = self._texts.read(choice.get("label"), f"choice '{name}'")
            if not text.keys() & {SOURCE, f"{SOURCE}-easyread"}:
                self._remark(f"choice '{name}'", "it has no words in English, and is called so")
                text[SOURCE] = name
            self._distinguish(text, name, [*options, *apart], where)
            option = {"code": code, "text": text, **_only(own, ("exclusive", "picture"))}
            (apart if own.get("apart") else options).append(option)
        return options, apart, codes

    def _distinguish(self, text: Text, name: str, others: list[dict[str, Any]], where: str) -> None:
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
        known = {**self._known, SELF: Asked(SELF, question["kind"])}
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

    def _new_id(self, name: str) -> str:
        fit = name if QUESTION_ID.fullmatch(name) else slug(name, "_", "q")
        found = free(fit, self._ids | RESERVED | EXPORTED)
        self._ids.add(found)
        return found


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
