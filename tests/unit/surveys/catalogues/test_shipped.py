"""The catalogues that are shipped, as other people's tools read them."""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from babel.messages.checkers import checkers
from babel.messages.pofile import read_po

from app.surveys.catalogues.maintenance import update_catalogues, wanted_catalogues
from app.surveys.loader import load_survey

PROJECT = Path(__file__).resolve().parents[4]
FOLDERS = [PROJECT / "surveys", PROJECT / "tests" / "surveys"]
CATALOGUES = sorted(path for folder in FOLDERS for path in folder.rglob("*.po"))


def name(path):
    return path.relative_to(PROJECT).as_posix()


def test_each_is_just_as_an_update_leaves_it(tmp_path):
    for folder in FOLDERS:
        shutil.copytree(folder, tmp_path / folder.parent.name)
    for folder in FOLDERS:
        update_catalogues(wanted_catalogues([tmp_path / folder.parent.name]))
        before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.po")}
        copy = tmp_path / folder.parent.name
        assert {path.relative_to(copy): path.read_bytes() for path in copy.rglob("*.po")} == before


def test_what_another_tool_wrapped_and_sorted_is_read_the_same_and_put_in_order(tmp_path):
    for name in ("people-supported", "shared"):
        shutil.copytree(FOLDERS[0] / name, tmp_path / name)
    for path in tmp_path.rglob("*.po"):
        file = polib.pofile(str(path), wrapwidth=30)
        file.sort(key=lambda entry: entry.msgid, reverse=True)
        path.write_text(f"{file}", encoding="utf-8", newline="\r\n")
    survey = Path("people-supported") / "2" / "survey.yaml"
    assert load_survey(tmp_path / survey) == load_survey(FOLDERS[0] / survey)
    update_catalogues(wanted_catalogues([tmp_path]))
    for path in tmp_path.rglob("*.po"):
        shipped = FOLDERS[0] / path.relative_to(tmp_path)
        assert path.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8")


def test_babel_reads_each_and_finds_nothing_wrong():
    assert len(CATALOGUES) > 60
    for path in CATALOGUES:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        for message in catalogue:
            assert (name(path), message.id, message.fuzzy) == (name(path), message.id, False)
            for check in checkers:
                check(catalogue, message)


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext's own tools are not installed")
def test_gettext_itself_finds_nothing_wrong():
    for path in CATALOGUES:
        checked = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (name(path), checked.returncode, checked.stderr) == (name(path), 0, "")
