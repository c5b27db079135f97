"""From what was read in a person's comments to that person's view, in plain Python."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.collection.responses.tally import ANSWERED_BY
from app.results.feedback.models import EVERYTHING

NEGATIVE, NEUTRAL, POSITIVE = "negative", "neutral", "positive"
NOT_ASSESSED: Final = "not_assessed"
OWN_STAFF: Final = "care_worker"
HELPER_ROLE: Final = "helper_role"


@dataclass(frozen=True)
class CommentLabels:
    """What counts of one comment: what the machine was sure of, unless a person said otherwise.

    `themes` has the sentiment of each theme.
    """

    response_id: uuid.UUID
    sentiment: str
    themes: Mapping[str, str]
    language: str


def labels_of(reading: Any, corrections: Mapping[str, Any]) -> CommentLabels:
    """One comment. `corrections`: the newest of each field that a person changed."""
    sentiment = corrections.get("sentiment") or _sure(reading)
    return CommentLabels(
        response_id=reading.response_id,
        sentiment=sentiment,
        themes=_themes(reading, corrections.get("themes"), sentiment),
        language=corrections.get("language") or reading.language,
    )


def _sure(reading: Any) -> str:
    return str(reading.sentiment) if reading.is_sure else NOT_ASSESSED


def themes_of(read: Iterable[Mapping[str, Any]], corrected: Collection[str] | None) -> list[str]:
    """The themes of one comment: those that the machine assigned, unless a person said others."""
    if corrected is None:
        return [each["code"] for each in read if each["is_assigned"]]
    return list(corrected)


def _themes(reading: Any, corrected: Collection[str] | None, sentiment: str) -> dict[str, str]:
    found = {each["code"]: each for each in reading.themes}
    codes = themes_of(reading.themes, corrected)
    if sentiment == NOT_ASSESSED:
        return dict.fromkeys(codes, NOT_ASSESSED)
    return {
        code: found[code]["sentiment"] if code in found and len(codes) > 1 else sentiment
        for code in codes
    }


def view_of(comments: Iterable[CommentLabels]) -> tuple[dict[str, str], str]:
    """A person's sentiment on each theme and on everything, and the language they wrote in."""
    by_theme: defaultdict[str, list[str]] = defaultdict(list)
    language = ""
    for labels in comments:
        language = language or labels.language
        by_theme[EVERYTHING].append(labels.sentiment)
        for theme, sentiment in labels.themes.items():
            by_theme[theme].append(sentiment)
    return {theme: together(sentiments) for theme, sentiments in by_theme.items()}, language


def together(sentiments: Collection[str]) -> str:
    """One sentiment for several: where a person praises and complains they are in between."""
    assessed = set(sentiments) - {NOT_ASSESSED}
    if not assessed:
        return NOT_ASSESSED
    return assessed.pop() if len(assessed) == 1 else NEUTRAL


def helper_of(answers: Mapping[str, Any]) -> str:
    """Who answered, as far as it was said."""
    by = answers.get(ANSWERED_BY)
    if by in ("other_person_present", "other_person_absent"):
        return "another"
    roles = answers.get(HELPER_ROLE) or ()
    if OWN_STAFF in ([roles] if isinstance(roles, str) else roles):
        return "staff"
    return {"self": "alone", "self_with_help": "helped"}.get(str(by), "unknown")
