"""Folders and files that no other account may look into."""

import pytest

from app.kernel.errors import Refused
from app.kernel.files import make_private, own_folder


def test_a_new_folder_is_for_its_owner_alone_and_an_old_one_stays_as_it_is(tmp_path):
    own_folder(tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    (tmp_path / "data").chmod(0o750)
    own_folder(tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o750


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    with pytest.raises(Refused) as refused:
        own_folder(folder)
    assert str(refused.value) == (
        f"The data folder {folder} cannot be made: Not a directory. Let the account that runs Own "
        "Words write there, or set OWNWORDS_DATA to another folder."
    )


def test_a_folder_that_nothing_can_be_written_to_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("app.kernel.files.os.access", lambda *_: False)
    with pytest.raises(Refused) as refused:
        own_folder(tmp_path)
    assert str(refused.value) == (
        f"Nothing can be written to the data folder {tmp_path}. Let the account that runs Own "
        "Words write there, or set OWNWORDS_DATA to another folder."
    )


def test_others_lose_what_they_may_do_with_a_file_and_its_group_keeps_it(tmp_path):
    path = tmp_path / "file"
    path.touch()
    path.chmod(0o644)
    make_private(path)
    assert path.stat().st_mode & 0o777 == 0o640
