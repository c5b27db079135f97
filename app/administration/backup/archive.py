"""The file that a backup is: a ZIP archive whose last 64 bytes are the SHA-256 of all before them.

Any ZIP program opens it. `manifest.json` says what is in it; `tables/NAME.jsonl` has a row of a
table on each line; `files/NAME` are files of the data folder.
"""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, ValidationError

from app.kernel.errors import Refused

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
MARK: Final = b"Own Words backup, SHA-256 of all before this: "
DIGEST_LENGTH: Final = 64
PART: Final = 1024 * 1024
LINES_AT_ONCE: Final = 500

OnRows = Callable[[str, int], None]
"""Called with a table and how many of its rows are done, after every few hundred."""


class ArchiveMember(BaseModel):
    """A member of the archive: how long it is, in rows or bytes, and its SHA-256."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    length: int
    sha256: str


class BackupTable(BaseModel):
    """A table: its columns with the kind of each, and those that name a row and order the rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]


class Manifest(BaseModel):
    """What is in a backup, and what made it.

    `migration` is the last one of the database; `trial` was sealed to the newest key.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    software: str
    migration: str
    database: str
    made_at: datetime
    tables: tuple[BackupTable, ...]
    rows: dict[str, ArchiveMember]
    files: dict[str, ArchiveMember]
    trial: str | None


class Draft:
    """A backup that is being written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = ZipFile(path, "w", ZIP_DEFLATED)

    def add_table(
        self, table: BackupTable, batches: Iterable[list[bytes]], on_rows: OnRows
    ) -> ArchiveMember:
        """Write the rows of a table, a line each."""
        digest, number = hashlib.sha256(), 0
        with self._zip.open(_table_member(table.name), "w", force_zip64=True) as member:
            for lines in batches:
                content = b"".join(lines)
                member.write(content)
                digest.update(content)
                number += len(lines)
                on_rows(table.name, number)
        return ArchiveMember(length=number, sha256=digest.hexdigest())

    def add_file(self, name: str, content: bytes) -> ArchiveMember:
        """Write a file of the data folder."""
        self._zip.writestr(_file_member(name), content)
        return part_of(content)

    def finish(self, manifest: Manifest) -> None:
        """Write what is in it, and the digest of all; it is on the disk afterwards."""
        self._zip.writestr(MANIFEST, manifest.model_dump_json(indent=1))
        self._zip.comment = MARK + b"0" * DIGEST_LENGTH
        self._zip.close()
        with self._path.open("r+b") as file:
            digest = _digest(file, self._path.stat().st_size - DIGEST_LENGTH)
            file.seek(-DIGEST_LENGTH, os.SEEK_END)
            file.write(digest.encode())
            file.flush()
            os.fsync(file.fileno())


class Backup:
    """A backup that is whole."""

    def __init__(self, path: Path, archive: ZipFile, sha256: str) -> None:
        self.path = path
        self.sha256 = sha256
        self._zip = archive
        self.manifest = self._manifest()

    def lines(self, table: BackupTable) -> Iterator[list[bytes]]:
        """The rows of a table, some hundred lines at a time."""
        with self._zip.open(_table_member(table.name)) as member:
            some: list[bytes] = []
            for line in member:
                some.append(line)
                if len(some) == LINES_AT_ONCE:
                    yield some
                    some = []
            yield some

    def file(self, name: str) -> bytes:
        """A file of the data folder."""
        return self._zip.read(_file_member(name))

    def check(self) -> None:
        """Read all of it, and hold it against what the manifest says.

        Raises:
            Refused: where they differ.
        """
        manifest = self.manifest
        with _reading(self.path):
            rows = {each.name: part_of_lines(self.lines(each)) for each in manifest.tables}
            files = {name: part_of(self.file(name)) for name in manifest.files}
        if (rows, files) != (manifest.rows, manifest.files):
            raise _damaged(self.path)

    def _manifest(self) -> Manifest:
        try:
            found = Manifest.model_validate_json(self._zip.read(MANIFEST))
        except ValidationError as error:
            raise newer(self.path) from error
        if found.format != FORMAT:
            raise newer(self.path)
        return found


def part_of(content: bytes) -> ArchiveMember:
    """The length of a content and its SHA-256."""
    return ArchiveMember(length=len(content), sha256=hashlib.sha256(content).hexdigest())


def part_of_lines(batches: Iterable[list[bytes]]) -> ArchiveMember:
    """The number of lines and their SHA-256."""
    digest, number = hashlib.sha256(), 0
    for lines in batches:
        digest.update(b"".join(lines))
        number += len(lines)
    return ArchiveMember(length=number, sha256=digest.hexdigest())


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """A backup, after every byte of it was looked at.

    Raises:
        Refused: when it is no backup, half a one, a changed one or one of a newer version.
    """
    with ExitStack() as stack:
        with _reading(path):
            sha256 = _refuse_what_is_not_whole(path)
            backup = Backup(path, stack.enter_context(ZipFile(path)), sha256)
        yield backup


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from error
    except (BadZipFile, KeyError, zlib.error) as error:
        raise _damaged(path) from error


def newer(path: Path) -> Refused:
    """The refusal of what another version made."""
    return Refused(
        f"{path} was made by a newer version of Own Words. Install that version, or a later one, "
        "and restore with it. Nothing was changed."
    )


def _refuse_what_is_not_whole(path: Path) -> str:
    ending = len(MARK) + DIGEST_LENGTH
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - ending))
        mark, digest = file.read(len(MARK)), file.read()
        if mark != MARK:
            raise Refused(
                f"{path} is no backup of Own Words, or its end is missing. Copy it again from "
                "where you keep it, or take another backup. Nothing was changed."
            )
        found = _digest(file, length - DIGEST_LENGTH)
    if digest != found.encode():
        raise _damaged(path)
    return found


def _digest(file: IO[bytes], length: int) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while length > 0:
        part = file.read(min(PART, length))
        if not part:
            break
        digest.update(part)
        length -= len(part)
    return digest.hexdigest()


def _damaged(path: Path) -> Refused:
    return Refused(
        f"{path} is not as it was made: something in it was changed or damaged. Copy it again from "
        "where you keep it, or take another backup. Nothing was changed."
    )


def _table_member(name: str) -> str:
    return f"tables/{name}.jsonl"


def _file_member(name: str) -> str:
    return f"files/{name}"
