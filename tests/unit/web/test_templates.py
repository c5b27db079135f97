"""Templates ask for nothing that is not there: Jinja shows what is missing as nothing at all."""

import re
import tokenize
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

APP = Path(__file__).resolve().parents[3] / "app"
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
OF_OTHERS = {"csrf_token", "hidden_tag", "errors"}  # of forms
OF_JINJA = {"index", "index0", "first", "last"}  # of loops


def written() -> Iterator[str]:
    """Every name in the code, and every word of its texts, since some are keys."""
    for path in APP.rglob("*.py"):
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.NAME:
                    yield token.string
                elif token.type == tokenize.STRING:
                    yield from re.findall(r"\w+", token.string)


@pytest.fixture(scope="module")
def known():
    return {*written(), *OF_OTHERS, *OF_JINJA, *dir(str), *dir(dict), *dir(list), *dir(datetime)}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(APP)))
def test_a_template_asks_for_names_that_the_code_has(path, known):
    read = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text("utf-8"))  # noqa: S701
    asked = {found.attr for found in read.find_all(nodes.Getattr)}
    assert asked - known == set()
