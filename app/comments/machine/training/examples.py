"""Labelled comments: our own made-up ones, and files of a data folder.

Our own lie in two folders. `comments` has `id,question,text,sentiment,themes,note`, held out by the
hash of their text. `voices` has `voice,topic,question,text,sentiment,themes,harm`: a voice is one
made-up writer of several comments, held out whole, lest a test be the training in other words.

A data folder holds CSV files with the columns `text,label` and, where known, `id`, `lang`,
`question`, `rating`, `themes` (joined by `|`) and `licence`. Rows of a licence that forbids it
train nothing and are only measured on.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.comments.machine.engine.heads import RATINGS, SENTIMENTS
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.readings import TELLS_OF_HARM, Labels, labels_of, readings

OWN: Final = Path(__file__).with_name("comments")
VOICES: Final = Path(__file__).with_name("voices")

MAY_TRAIN: Final = ("", "MIT", "CC BY 4.0", "Apache-2.0")

PARALLEL: Final = 50
"""The first rows of our own files, which may say the same in several languages: never held out."""
FEWEST_OF_A_THEME: Final = 15
HELD_OUT_OF: Final = {"own": 5, "voice": 5, "clinic": 7, "public": 7}
"""One in so many is held out."""


CLINIC_THEMES: Final = {
    "Activities & access to fresh air": "activities",
    "Being kept informed, clarity & consistency of information": "information",
    "Cleanliness, tidiness & infection control": "environment",
    "Environment & Facilities": "environment",
    "Equality, Diversity & Inclusion": "fairness_discrimination",
    "Feeling safe": "safety",
    "Food & drink provision & facilities": "food",
    "Information directly from staff during care": "information",
    "Information provision & guidance": "information",
    "Interaction with family/ carers": "family_involvement",
    "Number & deployment of staff": "staffing_timeliness",
    "Safeguarding concerns?": "safety",
    "Staff listening, understanding & involving patients": "being_listened_to",
    "Staff manner & personal attributes": "kindness",
    "Staff responsiveness": "staffing_timeliness",
    "Timeliness of care": "staffing_timeliness",
}
"""What clinics call some of our themes; their other themes say nothing of ours."""


@dataclass(frozen=True)
class Example:
    """One labelled comment.

    `may_train`: whether its licence allows that; what may not train is always held out.
    `level`: sentiment on five steps, 0 the best, where it is known.
    `kind`: `own` (made-up care comments), `clinic` (patients on health services, with a question
    and a rating) or `public` (texts of other kinds, whose neutral is another neutral).
    `harm`: `direct` (tells of it), `indirect` (hints at it), `near` (sounds like it and is none),
    empty, or None where nobody looked for it.
    `read`: what our readers found in a clinic's comment, in our themes; None where nobody read it.
    `writer`: who made several of our own up, by language and number; empty where that is not known.
    `felt`: of our own, how each theme is spoken of, where that is known.
    """

    kind: str
    language: str
    text: str
    question: str
    rating: int | None
    sentiment: int
    themes: frozenset[str] | None
    harm: str | None
    level: int | None
    may_train: bool
    is_held_out: bool
    read: Labels | None = None
    writer: str = ""
    felt: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_care(self) -> bool:
        """Whether it is on care, as comments in use are."""
        return self.kind != "public"

    @property
    def unit(self) -> str:
        """What is left out or drawn as one: all that a writer wrote, or all that say the same."""
        return self.writer or f"{self.language}:{self.text}"

    @property
    def feelings(self) -> Mapping[str, str]:
        """How each of our themes in it is spoken of, as far as that is known."""
        found = self.read.themes if self.read is not None else self.felt
        return {theme: feeling for theme, feeling in found.items() if feeling}

    @property
    def is_signal(self) -> bool | None:
        """Whether it tells of harm or hints at it; None where nobody looked."""
        return None if self.harm is None else self.harm in TELLS_OF_HARM

    @property
    def known_themes(self) -> frozenset[str]:
        """Our themes of which it is known whether they are in it: of a clinic's, only some."""
        if self.read is not None:
            return frozenset(THEMES)
        if self.themes is None:
            return frozenset()
        return frozenset(CLINIC_THEMES.values() if self.kind == "clinic" else THEMES)

    @property
    def our_themes(self) -> frozenset[str]:
        """Our themes that are in it, whatever a clinic calls them."""
        if self.read is not None:
            return frozenset(self.read.themes)
        if self.kind == "own":
            return self.themes or frozenset()
        return frozenset(CLINIC_THEMES[name] for name in self.themes or () if name in CLINIC_THEMES)


def own_examples(folder: Path = OWN, voices: Path = VOICES) -> list[Example]:
    """The made-up care comments that are kept with the code."""
    first = [example for path in sorted(folder.glob("*.csv")) for example in _own_file(path)]
    return first + [each for path in sorted(voices.glob("*.csv")) for each in _voices(path)]


def other_examples(folder: Path) -> list[Example]:
    """What the files of a data folder hold."""
    read = readings()
    return [
        _other(row, read)
        for path in sorted(folder.glob("*.csv"))
        for row in _rows(path)
        if row.get("label") in SENTIMENTS
    ]


def common_themes(examples: Iterable[Example]) -> tuple[str, ...]:
    """Themes of the clinic's comments that are named often enough to learn."""
    counts = Counter(
        theme for each in examples if each.kind == "clinic" for theme in each.themes or ()
    )
    return tuple(sorted(theme for theme, number in counts.items() if number >= FEWEST_OF_A_THEME))


def _own_file(path: Path) -> Iterator[Example]:
    for place, row in enumerate(_rows(path)):
        yield _own(
            path,
            row,
            harm="direct" if row["note"] == "signal" else "",
            is_held_out=place >= PARALLEL and _is_held_out("own", row["text"]),
        )


def _voices(path: Path) -> Iterator[Example]:
    for row in _rows(path):
        writer = f"{path.stem}-{row['voice']}"
        is_held_out = _is_held_out("voice", writer)
        yield _own(path, row, harm=row["harm"], is_held_out=is_held_out, writer=writer)


def _own(
    path: Path, row: dict[str, str], *, harm: str, is_held_out: bool, writer: str = ""
) -> Example:
    themes = labels_of(row["themes"]).themes
    return Example(
        kind="own",
        language=path.stem,
        text=row["text"],
        question=row["question"],
        rating=None,
        sentiment=SENTIMENTS.index(row["sentiment"]),
        themes=frozenset(themes),
        harm=harm,
        level=None,
        may_train=True,
        is_held_out=is_held_out,
        writer=writer,
        felt=themes,
    )


def _other(row: dict[str, str], read: Mapping[str, Labels]) -> Example:
    kind = "clinic" if row.get("question") else "public" if row.get("lang") else "own"
    themes = row.get("themes")
    may_train = (row.get("licence") or "") in MAY_TRAIN
    labels = read.get(row.get("id") or "") if kind == "clinic" else None
    return Example(
        kind=kind,
        language=row.get("lang") or "en",
        text=row["text"],
        question=" ".join((row.get("question") or "").split()),
        rating=_rating(row.get("rating")),
        sentiment=SENTIMENTS.index(row["label"]),
        themes=frozenset(themes.split("|")) if kind == "clinic" and themes else None,
        harm=labels.harm if labels else None,
        level=_level(row.get("s")),
        may_train=may_train,
        is_held_out=not may_train or _is_held_out(kind, row["text"]),
        read=labels,
    )


def _rating(value: str | None) -> int | None:
    """Very good (1) to very poor (5); anything else is no rating."""
    return int(value) if value and value.isdigit() and 1 <= int(value) <= RATINGS else None


def _level(value: str | None) -> int | None:
    """How good on five steps (0 the best), where a person said so more finely than in three."""
    return int(float(value)) - 1 if value else None


def text_number(text: str) -> int:
    """A number of 64 bits by which a text is known again, and cannot be read."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:16], 16)


def _is_held_out(kind: str, text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % HELD_OUT_OF[kind] == 0


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
