"""The first question is readable after one initial TCP window."""

import gzip
from pathlib import Path

import pytest

from app.collection.answering.document import render_document
from app.surveys.catalogues.owners import owner_of
from app.surveys.loader import load_survey, survey_files
from tests.unit.collection.answering.conftest import LINK, PROJECT, SERVICE

SHIPPED = survey_files(PROJECT / "surveys")
STYLE = PROJECT / "static" / "css" / "respondent.css"
WINDOW = 14 * 1024
FIRST_QUESTION = 10_000
STYLE_BUDGET = 5 * 1024


def test_the_style_sheet_keeps_to_its_budget():
    assert len(gzip.compress(STYLE.read_bytes())) < STYLE_BUDGET


def weight(html: str) -> int:
    """What it weighs on the way, for a browser that knows no better compression."""
    return len(gzip.compress(html.encode()))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(owner_of(path)))
def test_every_shipped_document_fits_one_window_in_every_language(page_context, path: Path):
    survey = load_survey(path)
    pages = {
        locale: render_document(survey=survey, link=LINK, service=SERVICE, locale=locale)
        for locale in survey.locales
    }
    sizes = {locale: weight(page) for locale, page in pages.items()}
    assert {locale: size for locale, size in sizes.items() if size > WINDOW} == {}
    first = {locale: weight(page.partition("</fieldset>")[0]) for locale, page in pages.items()}
    assert {locale: size for locale, size in first.items() if size > FIRST_QUESTION} == {}
