"""What reading one survey needs to know everywhere."""

from dataclasses import dataclass
from pathlib import Path

from app.kernel.localised import easy_read_of
from app.surveys.catalogues.shelf import Shelf
from app.surveys.faults import FaultList


@dataclass(frozen=True)
class Context:
    """The survey's languages, where their translations are, and where faults go.

    ``own`` is the survey's file.
    """

    faults: FaultList
    shelf: Shelf
    own: Path
    languages: tuple[str, ...]
    easy_read: bool

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale that the survey offers."""
        if not self.easy_read:
            return self.languages
        return tuple(locale for each in self.languages for locale in (each, easy_read_of(each)))
