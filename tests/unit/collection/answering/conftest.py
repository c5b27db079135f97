"""Pages rendered from the tiny surveys, without a database."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from app.collection.answering.views import AnsweringLink, ServiceView
from app.config import Settings
from app.surveys.definition import Survey
from app.surveys.loader import load_survey
from app.web.assets import register_assets
from app.web.language import register_language
from app.web.letters import register_letters

PROJECT = Path(__file__).resolve().parents[4]
VOID = frozenset({"img", "input", "link", "meta"})

SERVICE = ServiceView(
    name="Rowan House",
    council="Northbridge Council",
    phone="0161 496 0123",
    hours="8.30am to 5pm",
    out_of_hours="0161 496 0999",
    reading="every working day",
    helper_phone="0161 496 0456",
)
LINK = AnsweringLink(token="K7QF2M")


class Element:
    """One element of a page: its tag, attributes and text, and where it stands."""

    def __init__(
        self, tag: str, attributes: dict[str, str], parents: tuple["Element", ...]
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parents = parents
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """All text inside, with single spaces."""
        return " ".join("".join(self.pieces).split())

    def get(self, name: str) -> str | None:
        """An attribute; empty for one without a value, None where there is none."""
        return self.attributes.get(name)

    def inside(self, tag: str) -> bool:
        """Whether the element stands in one with this tag."""
        return any(parent.tag == tag for parent in self.parents)


class Page(HTMLParser):
    """A page to ask questions of; raises on tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        assert [each.tag for each in self._open] == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {k: v or "" for k, v in attrs}, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements with this tag and these attributes, in order; `class_` is one class."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [each for each in self.elements if tag in ("", each.tag) and _has(each, wanted)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, len(found))
        return found[0]


def _has(element: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        actual = element.get(name)
        if actual is None or value not in (actual.split() if name == "class" else [actual]):
            return False
    return True


@pytest.fixture
def page_context() -> Iterator[Flask]:
    """An application with the templates and nothing else."""
    app = Flask(
        "app",
        static_folder=str(PROJECT / "static"),
        template_folder=str(PROJECT / "app" / "templates"),
    )
    app.config["OWNWORDS"] = Settings()
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    register_language(app)
    register_assets(app)
    register_letters(app)
    with app.test_request_context():
        yield app


@pytest.fixture
def tiny() -> Callable[[str], Survey]:
    """One of the tiny surveys, by its id."""

    def load(survey_id: str) -> Survey:
        return load_survey(PROJECT / "tests" / "surveys" / survey_id / "1" / "survey.yaml")

    return load
