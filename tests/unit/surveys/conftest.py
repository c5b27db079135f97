"""A one-question survey to break in one way at a time."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.surveys.definition import Survey
from app.surveys.loader import DefinitionFaults, load_survey, survey_files

SURVEYS = Path(__file__).parents[2] / "surveys"

# The questions begin on line 12, below the key 'questions' on line 11.
TINY = """\
id: tiny
version: 1
audience: people
languages: [en]
title: {en: Tiny}
introduction: {en: Hello}
length: {en: {one: "{count} question", other: "{count} questions"}}
next_steps: {en: Thank you}
parts:
  - id: main
    questions:
      - {id: age, kind: number, text: {en: How old are you?}}
"""

YES_NO = """\
options:
  - {code: yes, text: {en: Yes}}
  - {code: no, text: {en: No}}
apart:
  - {code: not_sure, text: {en: Not sure}}
"""

# A catalogue of the tiny survey in Welsh, to which entries are added.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: tiny 1\\n"
"Language: cy\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5;\\n"
"X-Reviewed-By: \\n"
"X-Reviewed-On: \\n"

"""
WELSH = {
    "title": ("Tiny", "Bach"),
    "introduction": ("Hello", "Helo"),
    "length": ("{count} question", "{count} questions", *["{count} cwestiwn"] * 6),
    "next_steps": ("Thank you", "Diolch"),
    "questions.age.text": ("How old are you?", "Faint yw eich oed?"),
}

Write = Callable[..., Path]
Faults = Callable[..., list[str]]


def entry(text_id: str, source: str, *rest: str, before: str = "") -> str:
    """An entry of a catalogue: a source and its translation, or two sources and every form."""
    lines = [f'msgctxt "{text_id}"', f'msgid "{source}"']
    if len(rest) > 1:
        lines.append(f'msgid_plural "{rest[0]}"')
        lines += [f'msgstr[{number}] "{form}"' for number, form in enumerate(rest[1:])]
    else:
        lines += [f'msgstr "{each}"' for each in rest]
    return before + "\n".join(lines) + "\n\n"


def welsh(changed: Mapping[str, tuple[str, ...]] = WELSH, header: str = HEADER) -> str:
    """The Welsh of the tiny survey, in which some of its entries are others."""
    entries = {**WELSH, **changed}
    return header + "".join(entry(text_id, *texts) for text_id, texts in entries.items())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages hold short paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a survey and its fragments, and gives the survey's path."""

    def written(
        text: str | bytes,
        path: str = "tiny/1/survey.yaml",
        catalogues: Mapping[str, str | bytes] | None = None,
        **fragments: str,
    ) -> Path:
        files: dict[str, str | bytes] = {
            "shared/option-sets/yes-no/1/fragment.yaml": YES_NO,
            path: text,
            **(catalogues or {}),
        }
        files |= {f"shared/{name}/1/fragment.yaml": content for name, content in fragments.items()}
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return Path(path)

    return written


@pytest.fixture
def faults(write: Write) -> Faults:
    """The faults of a survey, each as ``file:line: message``."""

    def found(text: str | bytes, path: str = "tiny/1/survey.yaml", **others: Any) -> list[str]:
        try:
            load_survey(write(text, path, **others))
        except DefinitionFaults as problem:
            return [str(fault) for fault in problem.faults]
        return []

    return found


@pytest.fixture
def changed(faults: Faults) -> Faults:
    """The faults of the tiny survey with ``old`` replaced by ``new``."""

    def found(old: str, new: str, **fragments: str) -> list[str]:
        assert TINY.count(old) == 1
        return faults(TINY.replace(old, new), **fragments)

    return found


@pytest.fixture
def asking(faults: Faults) -> Faults:
    """The faults of the tiny survey with these questions, one on each line from line 12."""

    def found(*questions: str, **fragments: str) -> list[str]:
        head = TINY.partition("      - {id: age")[0]
        lines = "".join(f"      - {question}\n" for question in questions)
        return faults(head + lines, **fragments)

    return found


@pytest.fixture(params=survey_files(SURVEYS), ids=lambda path: path.parent.parent.name)
def tiny_survey(request: pytest.FixtureRequest) -> Survey:
    """Each of the tiny surveys in tests/surveys."""
    return load_survey(request.param)
