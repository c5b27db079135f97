"""What reading one survey needs to know everywhere."""

from dataclasses import dataclass
from pathlib import Path

from app.kernel.localised import easy_read_of
from app.surveys.faults import FaultList


@dataclass(frozen=True)
class Context:
    """The survey's languages, and where faults go.

    ``own`` is the survey's file; a fragment may have more languages than the survey.
    """

    faults: FaultList
    own: Path
    languages: tuple[str, ...]
    easy_read: bool

    @property
    def source(self) -> str:
        """The language the survey was written in."""
        return self.languages[0]

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale that the survey offers."""
        if not self.easy_read:
            return self.languages
        return tuple(locale for each in self.languages for locale in (each, easy_read_of(each)))
