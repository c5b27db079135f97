"""The parts of a survey: questions, options and their kinds, fully resolved and immutable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.localised import LocalisedText
from app.surveys.rules import Rule

AUDIENCES = ("people", "families", "partners", "staff", "auditors", "public")
SAFETY_TEXTS = ("emergency", "report", "urgent", "sharing")
EQUALITY_PART = "equality"
FACES = {5: (1, 2, 3, 4, 5), 3: (1, 3, 5)}
"""Which drawings stand beside a scale of so many points, happiest first."""

SHORT_TEXT_LENGTH = 500
COMMENT_LENGTH = 20_000


class Kind(StrEnum):
    """What a question asks for."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    RATING = "rating"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    SHORT_TEXT = "short_text"
    COMMENT = "comment"
    INFORMATION = "information"


class Edition(StrEnum):
    """Where a question is shown."""

    STANDARD = "standard"
    EASY_READ = "easy_read"
    BOTH = "both"

    def includes(self, other: "Edition") -> bool:
        """Whether a question of this edition is shown in ``other``."""
        return Edition.BOTH in (self, other) or self == other


CHOICE_KINDS = frozenset({Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.RATING, Kind.YES_NO})
TEXT_KINDS = frozenset({Kind.SHORT_TEXT, Kind.COMMENT})
MAXIMUM_LENGTHS: Mapping[Kind, int] = {
    Kind.SHORT_TEXT: SHORT_TEXT_LENGTH,
    Kind.COMMENT: COMMENT_LENGTH,
}


@dataclass(frozen=True)
class Picture:
    """A drawing in ``static/pictures``; decorative where it has no ``alt``."""

    name: str
    alt: LocalisedText | None = None


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen. ``exclusive`` ones cannot be chosen beside others."""

    code: str
    text: LocalisedText
    exclusive: bool = False
    picture: Picture | None = None


@dataclass(frozen=True)
class Question:
    """One question, or one piece of information between questions.

    ``non_substantive`` holds the options under a rule ("don't know"). ``maximum_length`` counts
    characters. ``earliest`` and ``latest`` are inclusive, as are ``minimum`` and ``maximum``.
    ``good`` names the answers that are good, where they are not those that its scale implies. A
    ``practice`` question only lets people try how answering works, and is counted nowhere.
    """

    id: str
    kind: Kind
    text: LocalisedText
    part: str
    hint: LocalisedText | None = None
    picture: Picture | None = None
    options: tuple[Option, ...] = ()
    non_substantive: tuple[Option, ...] = ()
    faces: bool = False
    points: int | None = None
    edition: Edition = Edition.BOTH
    theme: str | None = None
    measure: str | None = None
    reverse: bool = False
    good: tuple[str, ...] = ()
    practice: bool = False
    opens_worried: tuple[str, ...] = ()
    ask_if: Rule | None = None
    minimum: int | None = None
    maximum: int | None = None
    earliest: date | None = None
    latest: date | None = None
    unit: LocalisedText | None = None
    maximum_length: int | None = None

    @property
    def is_answerable(self) -> bool:
        """Whether the question takes an answer at all."""
        return self.kind is not Kind.INFORMATION

    @property
    def is_text(self) -> bool:
        """Whether the answer is written in the person's own words."""
        return self.kind in TEXT_KINDS

    @property
    def face_numbers(self) -> tuple[int, ...]:
        """The faces of a scale in the order of its options; a reversed one begins with the worst.

        Empty where no faces are drawn.
        """
        faces = FACES.get(len(self.options), ()) if self.faces else ()
        return faces[::-1] if self.reverse else faces

    @property
    def all_options(self) -> tuple[Option, ...]:
        """The options in the order shown, the non-substantive last."""
        return self.options + self.non_substantive


@dataclass(frozen=True)
class Part:
    """A run of questions under one heading."""

    id: str
    questions: tuple[Question, ...]
    heading: LocalisedText | None = None


@dataclass(frozen=True)
class TranslationState:
    """Whether a named person has signed a translation off; ``state`` is draft or approved."""

    state: str = "draft"
    by: str | None = None
    on: date | None = None

    @property
    def is_draft(self) -> bool:
        """Whether nobody has signed the translation off yet."""
        return self.state != "approved"
