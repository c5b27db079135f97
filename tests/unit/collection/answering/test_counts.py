"""One count of questions in every shipped survey, and no promise of minutes nobody measured."""

import re
from pathlib import Path

import pytest

from app.collection.answering.document import render_document
from app.surveys.loader import load_survey, survey_files
from tests.unit.collection.answering.conftest import LINK, PROJECT, SERVICE, Page

FOLDERS = sorted({path.parent.parent for path in survey_files(PROJECT / "surveys")})
MINUTES = re.compile(r"\w+ (?:minutes?|munud|funud|منٹ)\b")


def newest(folder: Path) -> Path:
    """The version that a new link asks."""
    return survey_files(folder)[-1]


def counted(page: Page) -> int:
    """What the page's script counts: all that can be answered before the equality part."""
    return sum(
        each.get("data-kind") not in (None, "information") and not each.inside("template")
        for each in page.all("fieldset", class_="q")
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_introduction_says_as_many_questions_as_the_page_counts(page_context, folder):
    survey = load_survey(newest(folder))
    for locale in survey.locales:
        html = render_document(survey=survey, link=LINK, service=SERVICE, locale=locale)
        page = Page(html)
        length = next(each for each in page.all("p") if each.inside("details"))
        said = re.findall(r"\d+", length.text)[-1]
        assert (locale, said) == (locale, str(counted(page)))
        assert (locale, MINUTES.findall(html)) == (locale, [])
