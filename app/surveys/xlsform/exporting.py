"""A survey as a workbook that pyxform, Kobo and ODK take, and that comes back equal."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from app.kernel.localised import is_easy_read
from app.surveys.definition import Survey, survey_document
from app.surveys.xlsform.expressions import expression_of
from app.surveys.xlsform.languages import name_of
from app.surveys.xlsform.own import IN_OWN_WORDS, TYPES, in_columns

FRAME: Final = ("audience", "languages", "easy_read", "title", "introduction", "length",
                "next_steps", "safety")  # fmt: skip
CHOICE: Final = ("exclusive", "picture")

Row = dict[str, str]


def write_form(survey: Survey, target: Path) -> None:
    """Write the workbook of a survey, with every language and edition.

    Raises:
        OSError: when the file cannot be written.
    """
    document = survey_document(survey)
    sheets = {
        "survey": list(_rows(document)),
        "choices": list(_choices(document)),
        "settings": [_settings(document)],
    }
    with xlsxwriter.Workbook(target) as book:
        for name, rows in sheets.items():
            _fill(book.add_worksheet(name), rows)


def _fill(sheet: Any, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    for number, row in enumerate([dict(zip(columns, columns, strict=True)), *rows]):
        for place, column in enumerate(columns):
            sheet.write_string(number, place, row.get(column, ""))


def _rows(document: Mapping[str, Any]) -> Iterator[Row]:
    questions = [each for part in document["parts"] for each in part["questions"]]
    many = frozenset(each["id"] for each in questions if each["kind"] == "multiple_choice")
    for part in document["parts"]:
        yield {"type": "begin_group", "name": part["id"], **_labels("label", part.get("heading"))}
        for question in part["questions"]:
            yield _question(question, many)
        yield {"type": "end_group"}


def _question(question: Mapping[str, Any], many: frozenset[str]) -> Row:
    kind = question["kind"]
    listed = f" {question['id']}" if "options" in question else ""
    row = {
        "type": f"{TYPES[kind]}{listed}",
        "name": question["id"],
        **_labels("label", question["text"]),
        **_labels("hint", question.get("hint")),
    }
    if kind == "comment":
        row["appearance"] = "multiline"
    if "ask_if" in question:
        row["relevant"] = expression_of(question["ask_if"], many)
    if limits := " and ".join(_limits(question)):
        row["constraint"] = limits
    return row | _own(question, IN_OWN_WORDS)


def _limits(question: Mapping[str, Any]) -> Iterator[str]:
    for name, sign in (("minimum", ">="), ("maximum", "<=")):
        if name in question:
            yield f". {sign} {question[name]}"
    for name, sign in (("earliest", ">="), ("latest", "<=")):
        if name in question:
            yield f". {sign} date('{question[name]}')"


def _choices(document: Mapping[str, Any]) -> Iterator[Row]:
    for part in document["parts"]:
        for question in part["questions"]:
            for key in ("options", "apart"):
                for option in question.get(key, ()):
                    own = {"apart": True} if key == "apart" else {}
                    yield {
                        "list_name": question["id"],
                        "name": option["code"],
                        **_labels("label", option["text"]),
                        **_own({**option, **own}, (*CHOICE, "apart")),
                    }


def _settings(document: Mapping[str, Any]) -> Row:
    return {
        "form_title": document["title"]["en"],
        "form_id": document["id"],
        "version": str(document["version"]),
        "default_language": name_of("en"),
        **_own(document, FRAME),
    }


def _labels(column: str, text: Mapping[str, str] | None) -> Row:
    wordings = sorted((text or {}).items(), key=lambda each: is_easy_read(each[0]))
    return {f"{column}::{name_of(locale)}": wording for locale, wording in wordings}


def _own(entry: Mapping[str, Any], names: Iterable[str]) -> Row:
    own = {name: entry[name] for name in names if name in entry}
    return in_columns(json.dumps(own)) if own else {}
