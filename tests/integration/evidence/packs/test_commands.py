"""Packs made and verified on the command line."""

import json

import pytest


def test_from_the_terminal(homes, runner, tmp_path):
    target = tmp_path / "pack.json"
    options = ("--from", "2026-01-01", "--to", "2026-06-30", "--format", "json", "-o", str(target))
    done = runner("evidence", "pack", "--framework", "cqc-saf", *options)
    assert (done.exit_code, done.stdout) == (0, "")
    verified = runner("evidence", "verify", str(target))
    assert verified.exit_code == 0, verified.output
    assert "is as it was made: Evidence for CQC single assessment framework" in verified.stdout
    document = json.loads(target.read_text())
    document["content"]["sections"][1]["parts"][0]["blocks"][0]["rows"][0][1] = "9 questions"
    target.write_text(json.dumps(document))
    changed = runner("evidence", "verify", str(target))
    assert changed.exit_code == 1
    assert "the content was changed after the pack was made" in changed.output


@pytest.mark.parametrize("file_format", ["html", "pdf", "xlsx", "json"])
def test_each_format_of_one_service_from_the_terminal(homes, runner, tmp_path, file_format):
    target = tmp_path / f"pack.{file_format}"
    options = ("--from", "2026-01-01", "--to", "2026-06-30", "--service", "Rose House")
    done = runner(
        "evidence", "pack", "--framework", "ciw", *options, "--format", file_format, "-o",
        str(target),
    )  # fmt: skip
    assert (done.exit_code, target.stat().st_size > 1000) == (0, True)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--framework", "x"), 1, "There is no framework 'x'. Choose from: ciw, cqc-saf, pamms"),
        (("--framework", "ciw", "--service", "Elm"), 1, "There is no service 'Elm'. Choose from"),
        (("--framework", "ciw", "--from", "2026-07-01"), 1, "The dates are the wrong way round"),
        (("--framework", "ciw", "--from", "yesterday"), 2, "'yesterday' is not a day from 1900"),
        ((), 2, "Missing option '--framework'"),
        (("--framework", "ciw", "--format", "doc"), 2, "is not one of 'html', 'pdf', 'xlsx'"),
        (("--framework", "ciw", "-o", "/nowhere/x.json"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_made_is_said(homes, runner, tmp_path, options, code, words):
    usual = {
        "--from": "2026-01-01",
        "--to": "2026-06-30",
        "--format": "json",
        "-o": str(tmp_path / "p.json"),
    }
    given = dict(zip(options[::2], options[1::2], strict=True))
    arguments = [part for pair in {**usual, **given}.items() for part in pair]
    done = runner("evidence", "pack", *arguments)
    assert (done.exit_code, words in done.output) == (code, True), done.output
    assert not (tmp_path / "p.json").exists()


@pytest.mark.parametrize("content", ["", "{}", "not json"])
def test_verifying_what_is_no_pack(runner, tmp_path, content):
    file = tmp_path / "x.json"
    file.write_text(content)
    done = runner("evidence", "verify", str(file))
    assert (done.exit_code, "Choose" in done.output) == (1, True)
    assert runner("evidence", "verify", str(tmp_path / "none.json")).exit_code == 1
