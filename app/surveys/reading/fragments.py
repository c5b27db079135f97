"""Fragments: pieces that several surveys share, such as option sets and the safety texts.

``option-sets/frequency@1`` is ``shared/option-sets/frequency/1/fragment.yaml`` of the nearest
folder above the survey that has a folder ``shared``.
"""

import os
import re
from difflib import get_close_matches
from pathlib import Path

from app.surveys.catalogues.owners import FRAGMENT_FILE, SHARED, fragment_files, owner_of
from app.surveys.catalogues.shelf import Shelf
from app.surveys.faults import DefinitionFaults, FaultList, Place, printable
from app.surveys.reading.fields import mapping_or_fault
from app.surveys.reading.nodes import MappingNode, read_tree

SHIPPED = Path(__file__).parents[3] / "surveys" / SHARED
"""What the software brings, for surveys that lie elsewhere."""

REFERENCE = re.compile(r"(?P<name>[a-z0-9-]+(?:/[a-z0-9-]+){0,4})@(?P<version>[1-9][0-9]{0,5})")


class Fragments:
    """Reads each fragment once, and notes its faults once."""

    def __init__(self, survey_path: Path, shelf: Shelf, faults: FaultList) -> None:
        self.root = _shared_folder(survey_path)
        self.shelf = shelf
        self.faults = faults
        self._read: dict[Path, MappingNode | None] = {}

    def find(self, reference: str, place: Place) -> MappingNode | None:
        """The fragment's mapping, or None with a fault at ``place`` or in the fragment itself."""
        form = REFERENCE.fullmatch(reference)
        if form is None:
            message = f"'{printable(reference)}' does not name a fragment; write it like safety@1"
            self.faults.add(place, message)
            return None
        path = self.root / form["name"] / form["version"] / FRAGMENT_FILE
        if path not in self._read:
            if not path.is_file():
                self.faults.add(place, self._not_there(reference, path))
                return None
            self._read[path] = self._mapping(path)
        return self._read[path]

    def _mapping(self, path: Path) -> MappingNode | None:
        try:
            tree = read_tree(path)
        except DefinitionFaults as problem:
            self.faults.extend(problem.faults)
            return None
        self.shelf.name_texts(path, tree)
        return mapping_or_fault(tree, "the fragment", self.faults)

    def _not_there(self, reference: str, path: Path) -> str:
        near = get_close_matches(reference, self._references(), n=1)
        remedy = f"did you mean '{near[0]}'?" if near else "correct the name or write that file"
        return f"there is no fragment '{reference}' ({path}); {remedy}"

    def _references(self) -> list[str]:
        owners = map(owner_of, fragment_files(self.root))
        return [f"{each.name}@{each.version}" for each in owners]


def _shared_folder(survey_path: Path) -> Path:
    """The nearest ``shared`` above the survey, written relative where the survey's path is."""
    absolute = Path(os.path.abspath(survey_path))
    for folder in absolute.parents:
        if (folder / SHARED).is_dir():
            found = folder / SHARED
            return found if survey_path.is_absolute() else Path(os.path.relpath(found))
    return SHIPPED if SHIPPED.is_dir() else survey_path.parent.parent.parent / SHARED
