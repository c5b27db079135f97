"""The surveys that are shipped, and the tiny ones of the tests, have no faults."""

from pathlib import Path

import pytest

from app.surveys.definition import Survey
from app.surveys.loader import load_survey

SHIPPED = Path(__file__).parents[3] / "surveys"
VERSIONS = sorted(path for path in SHIPPED.glob("*/[0-9]*.yaml") if path.parent.name != "shared")


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_shipped_survey_loads(path: Path) -> None:
    survey = load_survey(path)
    assert (survey.id, survey.version) == (path.parent.name, int(path.stem))
    assert survey.languages[0] == "en"


def test_each_tiny_survey_loads(tiny_survey: Survey) -> None:
    assert tiny_survey.version == 1
