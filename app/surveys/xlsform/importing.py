"""A form as a survey. Whatever has no equal is said, with its row and what was done instead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.kernel.errors import Refused
from app.kernel.languages import SOURCE_LANGUAGE as SOURCE
from app.surveys.reading.parts import PART_ID
from app.surveys.xlsform.expressions import Rule
from app.surveys.xlsform.naming import free, slug, version_of
from app.surveys.xlsform.own import own_words
from app.surveys.xlsform.questions import Questions
from app.surveys.xlsform.texts import Text, Texts
from app.surveys.xlsform.workbooks import ReadForm

GROUPS: Final = ("group", "repeat", "loop")
META: Final = "meta"
"""The group that pyxform adds to every form."""
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
        self.questions = Questions(form, self.texts, self._remark)
        self.parts: list[_Part] = []

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
            "id": slug(str(self.form.tree.get("id_string", "")), "-", "survey"),
            "version": version_of(self.form.tree.get("version")),
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
        if self.questions.required:
            self._remark(
                f"{self.questions.required} required questions",
                "nobody has to answer, so they may be left out like all others",
            )

    def _take_in(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """A part for each group, and one for the questions between two groups."""
        loose: _Part | None = None
        for row in rows:
            if row["type"] in GROUPS and row["name"] != META:
                loose = None
                part = self._new_part(row["name"], self._heading(row))
                self._fill(row, part, [*self.questions.rules(row, self.form.where(row["name"]))])
            elif row["name"] != META:
                loose = loose or self._new_part("main", {})
                self._ask(row, loose, [])

    def _fill(self, group: Mapping[str, Any], part: _Part, rules: list[Rule]) -> None:
        """Take in the questions of a group; `rules` are those of the groups around them."""
        for row in group.get("children", ()):
            if row["type"] in GROUPS:
                self._inner_group(row, part, rules)
            else:
                self._ask(row, part, rules)

    def _inner_group(self, row: Mapping[str, Any], part: _Part, rules: list[Rule]) -> None:
        where, heading = self.form.where(row["name"]), self._heading(row)
        inner = [*rules, *self.questions.rules(row, where)]
        if SOURCE in heading:
            self._remark(where, "a group in a group: its heading is a piece of information")
            part.questions.append(self.questions.heading(row["name"], heading, inner))
        self._fill(row, part, inner)

    def _ask(self, row: Mapping[str, Any], part: _Part, rules: list[Rule]) -> None:
        question = self.questions.read(row, rules)
        if question is not None:
            part.questions.append(question)

    def _heading(self, row: Mapping[str, Any]) -> Text:
        where = self.form.where(row["name"])
        if row["type"] != "group":
            self._remark(where, "it was to be asked several times, and is asked once")
        return self.texts.read(row.get("label"), where)

    def _new_part(self, name: str, heading: Text) -> _Part:
        fit = name if PART_ID.fullmatch(name) else slug(name, "_", "part")
        self.parts.append(_Part(free(fit, {each.id for each in self.parts}), heading))
        return self.parts[-1]


def _document(part: _Part) -> dict[str, Any]:
    heading = {"heading": part.heading} if SOURCE in part.heading else {}
    return {"id": part.id, **heading, "questions": part.questions}


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
