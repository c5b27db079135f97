"""What readers found in the clinics' comments: our themes, each with its feeling, and harm.

The comments themselves are not kept here; `readings/clinic.csv` knows them by their ids. Each was
read twice, apart, by `readings/CODEBOOK.md`; where the two differed, a third settled it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.comments.machine.engine.themes import THEMES
from app.statistics.agreement import Agreement, agreement

FILE: Final = Path(__file__).with_name("readings") / "clinic.csv"
HARM: Final = "harm"
TELLS_OF_HARM: Final = ("direct", "indirect")


@dataclass(frozen=True)
class Labels:
    """Themes, each with its feeling or "" where that is not known; `harm`: direct, indirect, ""."""

    themes: Mapping[str, str]
    harm: str


def labels_of(written: str) -> Labels:
    """Labels as a file has them: `food:negative;kindness:positive;harm:direct`."""
    parts = dict(each.partition(":")[::2] for each in written.split(";"))
    return Labels({code: parts[code] for code in parts if code in THEMES}, parts.get(HARM, ""))


@cache
def readings(file: Path = FILE) -> Mapping[str, Labels]:
    """What was settled for each comment, by its id."""
    return {row["id"]: labels_of(row["settled"]) for row in _rows(file)}


def readers_agree(file: Path = FILE) -> Mapping[str, Agreement]:
    """How far the two readers agree on each theme that either of them found."""
    pairs = [
        (labels_of(row["first"]).themes, labels_of(row["second"]).themes) for row in _rows(file)
    ]
    return {
        code: agreement(
            [str(code in first) for first, _ in pairs], [str(code in second) for _, second in pairs]
        )
        for code in THEMES
        if any(code in first or code in second for first, second in pairs)
    }


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
