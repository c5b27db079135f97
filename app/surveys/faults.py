"""What is wrong with a survey's files, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.kernel.errors import Refused


@dataclass(frozen=True)
class Place:
    """A line of a file; lines count from 1."""

    path: Path
    line: int


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; ``message`` says what, and what to do about it."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class DefinitionFaults(Refused):
    """A survey's files cannot be used; ``faults`` holds everything that is wrong with them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


@dataclass
class FaultList:
    """Collects faults; the same fault met twice (a shared option set) is kept once."""

    _faults: dict[Fault, None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._faults)

    def add(self, place: Place, message: str) -> None:
        """Note that something is wrong at ``place``."""
        self._faults[Fault(place.path, place.line, message)] = None

    def extend(self, faults: Iterable[Fault]) -> None:
        """Take over faults found elsewhere."""
        self._faults.update(dict.fromkeys(faults))

    def raise_any(self) -> None:
        """Raise DefinitionFaults, sorted by file and line, where there are any."""
        if self._faults:
            in_order = sorted(self._faults, key=lambda each: (str(each.path), each.line))
            raise DefinitionFaults(in_order)


def printable(name: str) -> str:
    """A name from a file, cut and cleaned to fit one line of a message."""
    shown = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name)
    return shown if len(shown) <= 60 else shown[:60] + "…"
