"""A one-question survey to break in one way at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.surveys.definition import Survey
from app.surveys.loader import DefinitionFaults, load_survey

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

Write = Callable[..., Path]
Faults = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages hold short paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a survey and its fragments, and gives the survey's path."""

    def written(text: str | bytes, path: str = "tiny/1.yaml", **fragments: str) -> Path:
        files: dict[str, str | bytes] = {"shared/option-sets/yes-no/1.yaml": YES_NO, path: text}
        files |= {f"shared/{name}/1.yaml": content for name, content in fragments.items()}
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return Path(path)

    return written


@pytest.fixture
def faults(write: Write) -> Faults:
    """The faults of a survey, each as ``file:line: message``."""

    def found(text: str | bytes, path: str = "tiny/1.yaml", **fragments: str) -> list[str]:
        try:
            load_survey(write(text, path, **fragments))
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


@pytest.fixture(params=sorted(SURVEYS.glob("*/[0-9]*.yaml")), ids=lambda path: path.parent.name)
def tiny_survey(request: pytest.FixtureRequest) -> Survey:
    """Each of the tiny surveys in tests/surveys."""
    return load_survey(request.param)
