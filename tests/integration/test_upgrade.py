"""An instance of 26 November 2026 with its demonstration becomes one of today and loses nothing.

`tests/earlier/` holds its database as it was after two people had looked at its pages. Left out are
the numbers that a machine made of each comment, which are as large as all the rest.
"""

import lzma
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from app import create_app
from app.collection.publishing.operations import publish
from app.collection.publishing.queries import all_published
from app.config import Settings
from app.surveys.loader import load_survey
from app.web.database import bring_up_to_date, close
from app.worker.jobs import count_answers
from tests.staff import SECRET

PROJECT = Path(__file__).parents[2]
EARLIER = PROJECT / "tests" / "earlier" / "2026-11-26.sqlite.xz"
SHIPPED = [path for path in (PROJECT / "surveys").rglob("*.yaml") if "shared" not in path.parts]
ALL_SERVICES = "0" * 32

RESPONSES = (
    "SELECT id, link_token, survey_id, version, content_hash, locale, week, answers FROM responses"
)
COMMENTS = "SELECT response_id, question_id, is_read, signal FROM comments"
VERSIONS = "SELECT survey_id, version, content_hash, document FROM survey_versions"
SIGNED = "SELECT * FROM wordings"
READ = "SELECT comment_id, disposition, reason FROM decisions"
TRAINING = "SELECT programme_id, comparison, counts FROM training_figures"
POLICIES = "SELECT policy_id, version, counts FROM policy_figures"
KEPT = (RESPONSES, COMMENTS, VERSIONS, SIGNED, READ, TRAINING, POLICIES)

NEVER_SHOWN = {
    ("staff-confidence", "will_change"),
    ("community-partners", "people_said"),
    ("policy-understood", "unclear"),
}
"""Fewer than ten had answered these, so that no figure of them was on any page."""

SHOWN_APART = {"staff-confidence", "policy-understood"}
"""Answers about one training or policy left the figures of services (decision 30)."""

COUNTED_OTHERWISE = {
    ("people-supported", "tea_easy"),
    ("people-supported", ":theme:fairness:standard"),
    ("people-supported", "answered_by"),
    ("families-friends", "answered_by"),
}
"""A practice question, "treated worse" taken for good, and help by our own staff (0060, 0065)."""


def rows(path, question, *values):
    with sqlite3.connect(path) as connection:
        return sorted(connection.execute(question, values))


def released(path):
    """People released by survey, subject and code, over all services and months.

    Records of audits are no people. Languages and notes have parcels of their own since.
    """
    found = Counter()
    for *place, subject, code, people in rows(
        path,
        "SELECT survey_id, version, audience, by_another, filed_under, subject, code, shown"
        " FROM answer_sums JOIN answer_series ON answer_series.id = series_id"
        " WHERE shown > 0 AND service_id <> ? AND audience <> 'auditors'",
        ALL_SERVICES,
    ):
        if subject not in (":locale", ":note"):
            found[*place, subject, code] += people
    return found


def differing(before, after):
    """Surveys and subjects of which another number of people is released."""
    return {
        (place[0], place[-2]) for place in before.keys() | after.keys()
        if before[place] != after[place]
    }  # fmt: skip


@pytest.fixture
def earlier(tmp_path):
    path = tmp_path / "earlier.sqlite"
    path.write_bytes(lzma.decompress(EARLIER.read_bytes()))
    return path


@pytest.fixture
def upgraded(earlier, tmp_path):
    """The application on a copy that was brought up to date, and the copy."""
    path = tmp_path / "own-words.sqlite"
    shutil.copyfile(earlier, path)
    app = create_app(Settings(data=tmp_path, database_url=f"sqlite:///{path}", secret_key=SECRET))
    with app.app_context():
        bring_up_to_date()
        close()
    yield app, path
    with app.app_context():
        close()


def test_an_earlier_instance_keeps_all_answers_versions_and_released_figures(earlier, upgraded):
    app, path = upgraded
    assert [rows(path, each) for each in KEPT] == [rows(earlier, each) for each in KEPT]

    # What is shipped today under the numbers of then is what was published then.
    of_today = {(each.id, each.version): each for each in map(load_survey, SHIPPED)}
    with app.app_context():
        published = all_published()
        assert [publish(survey=of_today[key]).is_new for key in published] == [False] * 10

    before, after = released(earlier), released(path)
    assert len(before) > 1000
    assert differing(before, after) == NEVER_SHOWN

    count_answers(app)
    changed = differing(after, released(path))
    assert {each for each in changed if each[0] not in SHOWN_APART} == COUNTED_OTHERWISE
