"""Forms for tests, written as tables and saved as XLSForm's Markdown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.surveys.xlsform.importing import ImportedSurvey, imported
from app.surveys.xlsform.workbooks import read_form

YES_NO = """
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


@pytest.fixture
def form(tmp_path: Path) -> Callable[[str], Path]:
    """A file with the form that a table describes."""

    def write(table: str) -> Path:
        path = tmp_path / "asked.md"
        path.write_text(table, encoding="utf-8")
        return path

    return write


@pytest.fixture
def taken(form: Callable[[str], Path]) -> Callable[[str], ImportedSurvey]:
    """What is made of the form that a table describes."""

    def read(table: str) -> ImportedSurvey:
        return imported(read_form(form(table)), audience="families")

    return read
