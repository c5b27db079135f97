"""The surveys that are shipped, and the tiny ones of the tests, have no faults."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.surveys.catalogues.owners import owner_of
from app.surveys.definition import Survey
from app.surveys.loader import load_survey, survey_files

SHIPPED = Path(__file__).parents[3] / "surveys"
VERSIONS = survey_files(SHIPPED)

# The start of the SHA-256 of each published version, with every word of every language in it. A
# published version is never edited, so none of these ever changes; a new version adds a line.
FROZEN = {
    "activity-programme-audit 1": "d45dd9e209abfdfd",
    "care-plan-audit 1": "90d8f28cdb00ced4",
    "community-partners 1": "92105e860818dd30",
    "community-partners 2": "6bcba45d661ef372",
    "community-partners 3": "3848c24964729837",
    "families-friends 1": "a06e79db0c202e6a",
    "families-friends 2": "530d4f7754587d3c",
    "families-friends 3": "af0d5d41a7643b8d",
    "inclusive-practice-audit 1": "383a99ab8b768de3",
    "people-supported 1": "a8ec2fc1a44b06de",
    "people-supported 2": "3e5921c4c935850f",
    "people-supported 3": "b2b3e0fcababcf19",
    "policy-understood 1": "c5fd342cacc250d3",
    "policy-understood 2": "ba1c6659a87de8ca",
    "service-review-audit 1": "5316d844b6b416a8",
    "staff-confidence 1": "18e537ac5811e620",
    "staff-confidence 2": "1e46098de11719cd",
    "staff-confidence 3": "46159e2f3a470c87",
    "staff-confidence 4": "3b74b11fd9f943a8",
}


def test_no_published_version_says_anything_else_than_when_it_was_published() -> None:
    frozen = {
        str(owner_of(path)): replace(load_survey(path), translations={}).content_hash[:16]
        for path in VERSIONS
    }
    assert frozen == FROZEN


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: str(owner_of(path)))
def test_each_shipped_survey_loads(path: Path) -> None:
    survey = load_survey(path)
    assert f"{survey.id} {survey.version}" == str(owner_of(path))
    assert survey.languages[0] == "en"


def test_each_tiny_survey_loads(tiny_survey: Survey) -> None:
    assert tiny_survey.version == 1
