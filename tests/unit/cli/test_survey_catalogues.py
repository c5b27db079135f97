"""`ownwords survey catalogues`: what it makes, says and refuses, without a database."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main

SHIPPED = Path(__file__).resolve().parents[3] / "surveys"


def run(*arguments):
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A shipped survey in a folder of the test's own, which is the one that is set."""
    folder = tmp_path / "surveys"
    for name in ("policy-understood/1", "shared"):
        shutil.copytree(SHIPPED / name, folder / name)
    monkeypatch.setenv("OWNWORDS_SURVEYS", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


POLICY = "surveys/policy-understood/1"


def test_catalogues_are_up_to_date_and_an_update_says_so(copied):
    policy = [f"{POLICY}/{language}.po: 12 texts" for language in ("cy", "ur")]
    checked = run("survey", "catalogues", "--check")
    assert checked.exit_code == 0
    assert [line for line in checked.output.splitlines() if POLICY in line] == policy
    assert len(checked.output.splitlines()) > len(policy)
    assert run("survey", "catalogues").output == checked.output


def test_a_changed_source_is_told_marked_and_keeps_the_survey_from_passing(copied):
    source = copied / "policy-understood" / "1" / "survey.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("A policy: read", "A policy, read"), encoding="utf-8")
    updated = run("survey", "catalogues", "policy-understood", "--language", "cy").output
    assert updated.splitlines()[0] == (
        f"{POLICY}/cy.po: 12 texts, 1 out of date, 1 newly out of date (title)"
    )
    refused = run("survey", "check", POLICY)
    assert refused.exit_code == 1
    assert [line.partition(": ")[0] for line in refused.stderr.splitlines()] == [
        f"{POLICY}/cy.po:18",
        f"{POLICY}/ur.po:16",
        "Error",
    ]


def test_a_new_language_is_made_and_checked_by_name(copied):
    made = run("survey", "catalogues", "policy-understood", "--language", "lt")
    assert made.output.splitlines()[0] == f"{POLICY}/lt.po: 12 texts, 12 to translate, made"
    assert run("survey", "check", "surveys").exit_code == 0
    assert f"{POLICY}/lt.po: 12 texts, 12 to translate, not offered yet" in (
        run("survey", "catalogues", "--check").output.splitlines()
    )
    checked = run("survey", "catalogues", "policy-understood", "--check", "--language", "lt")
    assert checked.exit_code == 1
    assert checked.stderr.splitlines()[0] == (
        f"{POLICY}/lt.po:16: 'title' is not translated into Lithuanian yet; translate it"
    )


def test_a_signature_that_no_longer_holds_is_told(copied):
    path = copied / "policy-understood" / "1" / "cy.po"
    text = path.read_text(encoding="utf-8").replace("Reviewed-By: ", "Reviewed-By: A. Speaker")
    text = text.replace("Reviewed-On: ", "Reviewed-On: 2026-11-01")
    before, _, after = text.partition('msgctxt "title"')
    path.write_text(before + after[after.index("#.") :], encoding="utf-8")
    assert run("survey", "catalogues", POLICY, "--language", "cy").output.splitlines()[0] == (
        f"{POLICY}/cy.po: 12 texts, 1 to translate, 1 new (title), a draft again (it was signed"
        " off by A. Speaker, 2026-11-01)"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nosuch",), "There is no folder or survey 'nosuch'."),
        (("",), "There is no folder or survey ''."),
        (
            ("--language", "en"),
            "English is what the others are translated from; name another language.",
        ),
        (("--language", "xx-yy"), "'xx-yy' is not a language code; write it like cy or zh-Hans."),
        (("empty",), "Nothing is translated there. Name a language: --language cy"),
    ],
)
def test_what_cannot_be_meant_is_refused(copied, arguments, said):
    (copied.parent / "empty").mkdir()
    refused = run("survey", "catalogues", *arguments)
    assert (refused.exit_code, refused.stderr) == (1, f"Error: {said}\n")
