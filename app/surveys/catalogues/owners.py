"""Which definition a catalogue belongs to, told by where it stands."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SURVEY_FILE: Final = "survey.yaml"
FRAGMENT_FILE: Final = "fragment.yaml"
SHARED: Final = "shared"


@dataclass(frozen=True)
class Owner:
    """A version of a survey or of a shared part, as a catalogue's header names it."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def owner_of(definition: Path) -> Owner:
    """``people-supported 2`` for ``surveys/people-supported/2/survey.yaml``.

    A shared part goes by its way below ``shared``: ``option-sets/frequency 1``.
    """
    folder = Path(os.path.abspath(definition)).parent
    above = folder.parent
    names = [above.name]
    if definition.name == FRAGMENT_FILE and SHARED in above.parts:
        last = len(above.parts) - above.parts[::-1].index(SHARED)
        names = list(above.parts[last:]) or names
    return Owner("/".join(names), folder.name)


def survey_files(folder: Path) -> list[Path]:
    """Every survey's file below ``folder``, by survey and version; shared parts are none."""
    found = folder.rglob(SURVEY_FILE)
    return sorted(found, key=lambda path: (path.parent.parent, _number(path.parent.name), path))


def fragment_files(folder: Path) -> list[Path]:
    """Every shared part's file below ``folder``."""
    return sorted(folder.rglob(FRAGMENT_FILE))


def _number(name: str) -> int:
    return int(name) if name.isdecimal() else 0
