"""The tests of the rooms that were changed: those that `make quick` runs.

A room is a folder under `app/`, and its tests lie under the same name in `tests/unit` and
`tests/integration`. A template belongs to the room of its folder.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
KINDS: Final = ("tests/unit", "tests/integration")
ROOM: Final = 2
"""How many folders deep a room lies: `collection/links`."""


def main() -> None:
    """Print what pytest is to run, a path a line; nothing where nothing was changed."""
    since = sys.argv[1] if len(sys.argv) > 1 else "main"
    print("\n".join(sorted(folders_for(_changed(since), PROJECT))))


def folders_for(changed: Iterable[str], project: Path) -> set[str]:
    """Which folders and files of tests belong to these files, of those that there are."""
    return {each for name in changed for each in _folders_of(name) if (project / each).exists()}


def _folders_of(name: str) -> Iterator[str]:
    path = PurePosixPath(name)
    if path.parts[0] == "tests":
        if path.name.startswith("test_") and path.parts[1] != "browser":
            yield name
        return
    if path.parts[0] != "app":
        return
    parts = path.parts[2:] if path.parts[1] == "templates" else path.parts[1:]
    for kind in KINDS:
        yield "/".join((kind, *parts[:-1][:ROOM]))


def _changed(since: str) -> list[str]:
    base = _git("merge-base", since, "HEAD")[0]
    return [*_git("diff", "--name-only", base), *_git("ls-files", "--others", "--exclude-standard")]


def _git(*arguments: str) -> list[str]:
    ran = subprocess.run(
        ("git", *arguments), capture_output=True, text=True, check=True, cwd=PROJECT
    )
    return ran.stdout.split()


if __name__ == "__main__":
    main()
