"""`ownwords responses`: counting and exporting on the command line."""

import csv
import json
import re
import uuid

import pytest

from app.collection.publishing.operations import publish
from app.collection.responses.operations import receive
from app.collection.responses.stray import Stray
from app.extensions import db
from app.results.feedback.models import ViewCell
from app.results.indicators.models import AnswerSum
from app.surveys.parts import Kind
from tests.comments import count_views, people
from tests.factories import link, question, service, survey
from tests.given import rating, stored
from tests.measuring import count
from tests.staff import EMAILS, recorded, user

HIDDEN = "Hidden to protect people (fewer than 10)"
OF = survey(rating(), question("say", Kind.COMMENT))


@pytest.fixture
def rose(context):
    """A link with ten answers, and one of a small service."""
    made = link(OF, token="R0SE23", service_id=service("Rose House").id)
    stored(made, {"respect": "always", "say": "=cmd"}, times=10)
    count()
    return made


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_responses_are_counted(rose, runner):
    assert json.loads(runner("responses", "count", "--json").output) == {
        "responses": 10,
        "by_survey": {"tiny": 10},
    }
    assert runner("responses", "count").output == "10 responses\ntiny: 10\n"


def test_sums_that_went_wrong_are_made_again_and_released_figures_stay(rose, runner):
    people(10, "positive", at=rose)
    count()
    count_views()

    def stored_sums():
        answers = (AnswerSum.subject, AnswerSum.code, AnswerSum.counted, AnswerSum.shown)
        comments = (ViewCell.theme, ViewCell.sentiment, ViewCell.people)
        return [sorted(map(tuple, db.session.query(*names))) for names in (answers, comments)]

    whole = stored_sums()
    db.session.query(AnswerSum).update({"counted": 99})
    db.session.query(ViewCell).update({"people": 99})
    db.session.commit()
    done = runner("responses", "recount", "--json")
    assert json.loads(done.stdout) == {"responses": 20, "with_comments": 10}
    assert stored_sums() == whole
    assert runner("responses", "recount").stdout == (
        "20 responses and 10 with comments are counted again.\n"
    )


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_an_export_is_written_whole(rose, runner, tmp_path, form):
    target = tmp_path / "out" / f"answers.{form}"
    target.parent.mkdir()
    target.write_text("what was there before", encoding="utf-8")
    done = runner("responses", "export", "--survey", "tiny", "--format", form, "-o", str(target))

    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr.startswith("One row for each service in a series")
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert b"what was there before" not in target.read_bytes()


def test_what_is_withheld_is_said(rose, runner, tmp_path):
    small = link(OF, token="L1LY23", service_id=service("Lily House").id)
    stored(small, {"respect": "never"}, times=2)
    count()
    target = tmp_path / "a.csv"
    done = runner("responses", "export", "--survey", "tiny", "--format", "csv", "-o", str(target))

    assert "services of fewer wait too" in done.stderr
    assert [(row["service"], row["people"], row["respect.never"]) for row in rows_of(target)] == [
        ("Lily House", HIDDEN, HIDDEN), ("Rose House", "10", "0"), ("All services", "10", "0"),
    ]  # fmt: skip


def test_raw_holds_everything_and_is_recorded(rose, runner, tmp_path):
    user("admin")
    target = tmp_path / "a.csv"
    arguments = ("--survey", "tiny", "--format", "csv", "-o", str(target), "--raw")
    runner("responses", "export", *arguments)
    runner("responses", "export", *arguments, "--as", EMAILS["admin"])
    rows = rows_of(target)

    assert [(row["respect"], row["say"]) for row in rows] == [("always", "'=cmd")] * 10
    assert [re.fullmatch(r"[0-9a-f-]{36}", row["response"]) is None for row in rows] == [False] * 10
    assert [
        (who, detail["responses"]) for who, _, _, detail in recorded("responses-exported-raw")
    ] == [
        ("command line", 10),
        (EMAILS["admin"], 10),
    ]


def test_one_version_can_be_chosen(rose, runner, tmp_path):
    publish(survey=survey(rating(), question("more", Kind.COMMENT), version=2))
    stored(rose, {"respect": "never", "more": "New"}, version=2, times=3)
    target = tmp_path / "a.csv"
    arguments = ("--survey", "tiny", "--format", "csv", "-o", str(target), "--raw")

    runner("responses", "export", *arguments)
    both = rows_of(target)
    runner("responses", "export", *arguments, "--version", "2")
    newer = rows_of(target)

    assert (len(both), len(newer)) == (13, 3)
    assert list(both[0])[-4:] == ["respect.label", "say", "more", "not_counted"]
    assert {row["more"] for row in newer} == {"New"}
    assert "say" not in newer[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--survey", "nope"), "There is no published survey 'nope'"),
        (("--survey", "tiny", "--version", "7"), "There is no version 7 of 'tiny', only: 1."),
        (("--survey", "tiny", "--raw", "--as", "reader@example.org"), "is not an admin"),
        (("--survey", "tiny", "--raw", "--as", "nobody@example.org"), "is not an admin"),
        (("--survey", "tiny", "--as", "admin@example.org"), "--as belongs to --raw"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(
    rose, runner, tmp_path, arguments, message
):
    user("reader")
    target = tmp_path / "none" / "a.csv"
    target.parent.mkdir()
    done = runner("responses", "export", *arguments, "--format", "csv", "-o", str(target))

    assert (done.exit_code, message in done.stderr) == (1, True)
    assert list(target.parent.iterdir()) == []
    assert recorded("responses-exported", "responses-exported-raw") == []


@pytest.mark.parametrize("target", ["missing/a.csv", "."])
def test_a_place_that_cannot_be_written_is_refused(rose, runner, tmp_path, target):
    path = tmp_path / target
    done = runner("responses", "export", "--survey", "tiny", "--format", "csv", "-o", str(path))

    assert done.exit_code == 1
    assert "cannot be written" in done.stderr or "is not a file" in done.stderr


def test_what_could_not_be_counted_has_a_column_of_its_own_in_raw_and_no_other_place(
    rose, runner, tmp_path
):
    receive(
        submission_id=uuid.uuid4(),
        link_token=rose.token,
        survey_id="tiny",
        version=1,
        locale="en",
        language_switches=0,
        answers={},
        stray={"respect": Stray(("perhaps",), "no such option")},
    )
    target = tmp_path / "a.csv"
    arguments = ("--survey", "tiny", "--format", "csv", "-o", str(target))
    runner("responses", "export", *arguments, "--raw")
    raw = rows_of(target)
    done = runner("responses", "export", *arguments)

    assert sorted(row["not_counted"] for row in raw) == [
        *[""] * 10,
        "respect: perhaps (This is none of the answers that are offered.)",
    ]
    assert [row["respect"] for row in raw if row["not_counted"]] == [""]
    assert done.stderr.startswith("One row for each service in a series")
    assert "not_counted" not in rows_of(target)[0]
