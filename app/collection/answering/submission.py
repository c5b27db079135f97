"""A submission as plain data: what was posted, and what it says of itself."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.collection.answering.address import Address
from app.collection.links.cards import is_slip
from app.collection.responses.stray import Stray
from app.surveys.definition import Survey


@dataclass(frozen=True)
class Posted:
    """What a posted form says: the answers as they are stored, and what is wrong.

    `answers` maps question ids to canonical answers; `problems` maps field names to sentences.
    `as_written` are the values of every question as received, to show the page again. `stray` is,
    by field, all that is not among the answers, which is kept where it can no longer be mended.
    """

    answers: Mapping[str, Any]
    problems: Mapping[str, str] = field(default_factory=dict)
    as_written: Mapping[str, Any] = field(default_factory=dict)
    stray: Mapping[str, Stray] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """A submission that was read: what it says of itself, and what its answers are.

    What a device had sealed is past mending: nothing in it is a problem, and what is not counted
    is stored as it was written.
    """

    address: Address
    locale: str
    survey: Survey
    posted: Posted
    submission_id: uuid.UUID | None
    language_switches: int
    action: str
    card: str
    is_trapped: bool
    is_interview: bool
    is_quick: bool
    is_paper: bool = False
    is_sealed: bool = False
    notes: tuple[str, ...] = ()

    @property
    def stray(self) -> Mapping[str, Stray]:
        """What is stored as it was written and not counted, by field."""
        return self.posted.stray if self.is_sealed else {}

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with it, by field."""
        if self.is_sealed:
            return {}
        problems = dict(self.posted.problems)
        if self.card and is_slip(self.card):
            problems["card"] = _(
                "There is a slip in the code. Look at your card and type it again."
            )
        if problems or self.posted.answers:
            return problems
        return {"answers": _("Please answer one question or more. Then send.")}
