"""Printing only reads what other folders' tests hold to both databases, so one is enough here."""

import re
from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.config import Settings
from app.extensions import db
from app.surveys.parts import Kind
from tests.factories import link, option, question, service, survey, text
from tests.printed import copied_pages
from tests.staff import SECRET

BASE_URL = "https://fb.example.org"
ADDRESS = f"{BASE_URL}/s/K7QF2M"
MM_PER_INCH = 25.4
MARKS = re.compile("[\u200b\u2066-\u2069]")


@pytest.fixture
def databases(sqlite_databases):
    """SQLite alone."""
    return sqlite_databases


@pytest.fixture
def settings(database_url, tmp_path) -> Settings:
    """Settings with the public address of a real installation."""
    return Settings(
        data=tmp_path / "data",
        database_url=database_url,
        base_url=BASE_URL,
        secret_key=SECRET,
    )


@pytest.fixture
def printed(context) -> Callable[..., None]:
    """Store a link to print, to the survey given or to one with every kind of question."""

    def store(of=None, *, name="Rose House", contacts=None, **more):
        of = of or every_kind()
        made = service(name, **{"help_phone": "01632 960 003", **(contacts or {})})
        link(of, service_id=made.id, **more)
        db.session.remove()

    return store


def every_kind(**more):
    """A survey with every kind of question, a skip rule, and an Easy Read edition."""
    return survey(
        question("welcome", Kind.INFORMATION),
        question("happy", Kind.YES_NO, "yes", "no", non_substantive=(option("unsure"),)),
        question("why", Kind.COMMENT, hint=text("Leave out names")),
        question("liked", Kind.MULTIPLE_CHOICE, "food", "staff"),
        question("visits", Kind.NUMBER, unit=text("visits")),
        question("since", Kind.DATE),
        **{"easy_read": True, **more},
    )


def pages(pdf: bytes) -> list[str]:
    """The text of each page on one line, without marks of direction."""
    return [MARKS.sub("", page) for page in copied_pages(pdf)]


def paper(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    with pypdfium2.PdfDocument(pdf) as made:
        sizes = [page.get_size() for page in made]
    return [tuple(round(side / 72 * MM_PER_INCH) for side in size) for size in sizes]


def drawn(pdf: bytes, page: int = 0, ppi: int = 150) -> Image.Image:
    """A page as a picture in greys, as an office printer puts it on paper."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=ppi / 72).to_pil().convert("L")


def codes(pdf: bytes, page: int = 0, ppi: int = 150) -> list[tuple[str, float]]:
    """The text of each QR code on a page and the side of its dark part in millimetres."""
    read = zxingcpp.read_barcodes(drawn(pdf, page, ppi))
    return [(code.text, _side(code.position) / ppi * MM_PER_INCH) for code in read]


def _side(position) -> float:
    """The mean of the four sides, in dots."""
    corners = [
        complex(corner.x, corner.y)
        for corner in (
            position.top_left,
            position.top_right,
            position.bottom_right,
            position.bottom_left,
        )
    ]
    return sum(abs(corners[place] - corners[place - 1]) for place in range(4)) / 4
