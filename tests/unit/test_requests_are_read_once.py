"""What a request says is read in one place, and in forms that stand on one: nothing goes around."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "app"
READER = APP / "web" / "asked.py"
BASE = APP / "web" / "forms.py"
READ = {
    *("args", "data", "files", "form", "get_data", "get_json", "json", "stream", "values"),
}


def around(tree: ast.AST) -> Iterator[int]:
    """Lines on which what a request says is read from the request itself."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr not in READ:
            continue
        if isinstance(node.value, ast.Name) and node.value.id == "request":
            yield node.lineno


def forms_of_their_own(tree: ast.AST) -> Iterator[int]:
    """Lines on which a form is made that does not stand on ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(
            each.name == "FlaskForm" for each in node.names
        ):
            yield node.lineno


@pytest.mark.parametrize(("find", "but"), [(around, READER), (forms_of_their_own, BASE)])
def test_nothing_goes_around_the_reader_and_the_forms(find, but):
    found = [
        f"{path.relative_to(APP)}:{line}"
        for path in sorted(APP.rglob("*.py"))
        if path != but
        for line in find(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_what_goes_around_would_be_found():
    tree = ast.parse("name = request.form.get('name')\nfrom flask_wtf import FlaskForm")
    assert (list(around(tree)), list(forms_of_their_own(tree))) == ([1], [2])
