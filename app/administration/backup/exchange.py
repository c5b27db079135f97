"""Putting one instance in the place of another: its database and the files of its data folder."""

import os
from pathlib import Path
from typing import Final

from app.administration.backup.archive import Backup
from app.administration.backup.operations import DATA_FILES
from app.administration.backup.places import DatabasePlace, Moves, name_aside
from app.kernel.errors import Refused
from app.kernel.files import HALF_RESTORED

HALF_WORDS: Final = (
    "A restore is putting one instance in the place of another. While this file is here nothing is "
    "served.\n"
)


def write_files(backup: Backup, folder: Path) -> None:
    """Write the files of the data folder that are in a backup, each for its owner alone."""
    for name in DATA_FILES:
        if name in backup.manifest.files:
            path = folder / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(backup.file(name))


def put_in_place(place: DatabasePlace, files: Path, data: Path) -> str:
    """Exchange the instance for the one that was built; gives where the one before is kept.

    That is empty where there was nothing before. Whoever ends this in the middle leaves a file
    behind for which nothing is served.

    Raises:
        Refused: when it cannot be done; all is as it was.
    """
    aside, moves, marker = name_aside(), Moves(), data / HALF_RESTORED
    try:
        _write_to_disk(marker)
        for name in DATA_FILES:
            if (data / name).exists():
                moves.move(data / name, data / aside / name)
            if (files / name).exists():
                moves.move(files / name, data / name)
        kept = place.change(moves, aside)
    except (OSError, Refused) as error:
        moves.back()
        marker.unlink(missing_ok=True)
        if isinstance(error, Refused):
            raise
        raise Refused(
            f"The restored instance cannot be put in its place: {error.strerror}. Let the account "
            f"that runs Own Words write to {data} and to the folder of the database. Nothing was "
            "changed."
        ) from error
    marker.unlink()
    _sync(data)
    folder = f"the folder {data / aside}" if (data / aside).exists() else ""
    return " and ".join(dict.fromkeys(filter(None, (kept, folder))))


def _write_to_disk(marker: Path) -> None:
    with marker.open("w", encoding="utf-8") as file:
        file.write(HALF_WORDS)
        file.flush()
        os.fsync(file.fileno())
    _sync(marker.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
