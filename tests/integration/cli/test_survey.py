"""`ownwords survey`: exit codes, messages and JSON, as other programs rely on them."""

import json
from pathlib import Path

import pytest

from app.kernel.languages import interface_languages

SHIPPED = Path(__file__).resolve().parents[3] / "surveys"
NAMES = [
    "activity-programme-audit",
    "care-plan-audit",
    "community-partners",
    "families-friends",
    "inclusive-practice-audit",
    "people-supported",
    "policy-understood",
    "service-review-audit",
    "staff-confidence",
]
NEWEST = {
    "community-partners": 3,
    "families-friends": 3,
    "people-supported": 3,
    "policy-understood": 2,
    "staff-confidence": 4,
}
VERSIONS = [(name, version) for name in NAMES for version in range(1, NEWEST.get(name, 1) + 1)]


def test_the_shipped_surveys_have_no_faults(runner):
    checked = runner("survey", "check", str(SHIPPED))
    assert checked.exit_code == 0
    assert checked.output.splitlines() == [
        f"{name} version {version}: no faults" for name, version in VERSIONS
    ]


def test_publishing_and_listing(runner):
    first = runner("survey", "publish", str(SHIPPED), "--json")
    assert json.loads(first.output) == {
        "published": [{"id": name, "version": version, "new": True} for name, version in VERSIONS]
    }
    again = runner("survey", "publish", str(SHIPPED / "people-supported"))
    assert again.output.splitlines() == [
        f"people-supported version {version}: was published already, unchanged"
        for version in (1, 2, 3)
    ]
    listed = json.loads(runner("survey", "list", "--json").output)
    assert [row["id"] for row in listed] == NAMES
    assert listed[NAMES.index("families-friends")] == {
        "id": "families-friends",
        "version": 3,
        "title": "Families and friends: tell us about our care",
        "audience": "families",
        "languages": list(interface_languages()),
    }


def test_before_anything_is_published_the_list_says_how(runner):
    assert runner("survey", "list").output == (
        "No survey is published yet. Publish one: ownwords survey publish surveys\n"
    )
    assert json.loads(runner("survey", "list", "--json").output) == []


def test_every_fault_is_said_with_its_line_and_nothing_is_published(runner, tmp_path):
    broken = tmp_path / "1.yaml"
    broken.write_text("id: [", encoding="utf-8")
    empty = tmp_path / "2.yaml"
    empty.touch()
    refused = runner("survey", "publish", str(broken), str(empty), str(SHIPPED))
    assert refused.exit_code == 1
    assert [line.split(": ")[0] for line in refused.stderr.splitlines()] == [
        f"{broken}:1",
        f"{empty}:1",
        "Error",
    ]
    assert refused.stderr.endswith("Error: 2 faults found\n")
    assert json.loads(runner("survey", "list", "--json").output) == []


@pytest.mark.parametrize("arguments", [("survey", "check"), ("survey", "nonsense"), ("nonsense",)])
def test_wrong_usage_is_exit_code_2(runner, arguments):
    assert runner(*arguments).exit_code == 2


def test_a_folder_without_definitions_is_refused(runner, tmp_path):
    refused = runner("survey", "check", str(tmp_path))
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Error: There is no survey definition (survey.yaml) in these folders.\n",
    )


def test_a_database_that_cannot_be_reached_is_said_plainly(runner, monkeypatch):
    monkeypatch.setenv("OWNWORDS_DATABASE_URL", "postgresql://127.0.0.1:1/none")
    refused = runner("survey", "list")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: The database cannot be opened: ")
    assert refused.stderr.endswith("Look at OWNWORDS_DATABASE_URL and OWNWORDS_DATA.\n")


def test_a_setting_that_makes_no_sense_is_said_plainly(runner, monkeypatch):
    monkeypatch.setenv("OWNWORDS_RECEIVE_LIMIT", "lots")
    refused = runner("survey", "list")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Error: OWNWORDS_RECEIVE_LIMIT: must be 'off' or two whole numbers such as '120/600'\n",
    )


def test_a_published_survey_goes_out_as_a_form_and_comes_back(runner, tmp_path):
    assert runner("survey", "publish", str(SHIPPED / "policy-understood")).exit_code == 0
    form = tmp_path / "form.xlsx"
    done = runner("survey", "export", "policy-understood", "--format", "xlsform", "-o", str(form))
    assert (done.exit_code, done.output) == (0, "")
    again = runner("survey", "import", str(form), "--output", str(tmp_path / "surveys"))
    written = tmp_path / "surveys" / "policy-understood" / "2" / "survey.yaml"
    assert again.output == f"{written}: 4 questions in {', '.join(interface_languages())}.\n"
    assert runner("survey", "publish", str(tmp_path / "surveys")).output == (
        "policy-understood version 2: was published already, unchanged\n"
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("import gone.xlsx --output out", "gone.xlsx cannot be read: No such file"),
        ("import a.xlsx --output out --audience ghosts", "'ghosts' is no audience"),
        ("export gone --format xlsform -o x.xlsx", "No survey 'gone' is published."),
    ],
)
def test_what_cannot_be_imported_or_exported_is_said(runner, line, says):
    done = runner("survey", *line.split())
    assert (done.exit_code, says in done.stderr) == (1, True)
