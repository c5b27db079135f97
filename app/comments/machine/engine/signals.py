"""Words that may report harm, in every supported language.

A signal raises a comment in the reading queue. It never lowers, hides or closes one, so a phrase
that now and then means something harmless does no damage, and a phrase that is missing does. The
phrases stand in `signals/<language>.yaml`, one on each line, written as `phrases.py` says. A
comment is tried with those of every language it may be in, and with the English ones where it has
English words, because people mix English in; with all of them where nobody can say. What people
write in Roman letters for Urdu, Hindi, Panjabi and their neighbours is tried where the language is
one of theirs or the comment has their everyday words.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.languages import ROMAN_URDU
from app.comments.machine.engine.phrases import Match, Phrases, Tokens, tokens_of

FOLDER: Final = Path(__file__).with_name("signals")
ENGLISH: Final = "en"
SOUTH_ASIAN: Final = frozenset({"bn", "gu", "hi", "pa", "ta", "ur"})
ENGLISH_WORDS: Final = frozenset(
    (
        "the",
        "and",
        "they",
        "she",
        "he",
        "was",
        "were",
        "with",
        "her",
        "him",
        "this",
        "that",
        "when",
        "have",
        "because",
        "not",
        "carer",
        "carers",
        "staff",
        "please",
        "help",
        "my",
        "is",
        "are",
    )  # fmt: skip
)
"""Everyday words by which a comment in another language shows that English is mixed in."""


class HarmCategory(StrEnum):
    """The ten kinds of abuse of the Care Act guidance, and two that cannot wait."""

    PHYSICAL = "physical"
    SEXUAL = "sexual"
    PSYCHOLOGICAL = "psychological"
    DISCRIMINATORY = "discriminatory"
    ORGANISATIONAL = "organisational"
    DOMESTIC = "domestic"
    MODERN_SLAVERY = "modern_slavery"
    FINANCIAL = "financial"
    NEGLECT = "neglect"
    SELF_NEGLECT = "self_neglect"
    IMMEDIATE_DANGER = "immediate_danger"
    CHILD = "child"


class Level(StrEnum):
    """How plainly the words speak: `high` is harm said outright, `raised` what may point to it."""

    HIGH = "high"
    RAISED = "raised"


@dataclass(frozen=True, slots=True)
class Signal:
    """A passage of the original text, from `start` to before `end`, that may report harm."""

    category: HarmCategory
    start: int
    end: int
    level: Level


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a phrase tells."""

    category: HarmCategory
    level: Level


# A harmless phrase, such as “hit it off”, tells nothing: what lies inside it is no signal.
_Meaning = _Kind | None


def signals(text: str, languages: Collection[str] = ()) -> tuple[Signal, ...]:
    """The passages that may report harm, in order; of one category no two overlap.

    Args:
        languages: those that the comment may be in, such as the one that was read in it and the
            one in which it was asked for.
    """
    folded = fold(text)
    tokens = tokens_of(folded.text)
    found = [match for phrases in _tried(languages, tokens) for match in phrases.find(tokens)]
    return tuple(
        Signal(kind.category, *folded.span(start, end), kind.level)
        for start, end, kind in _settled(found)
    )


def _tried(languages: Collection[str], tokens: Tokens) -> list[Phrases[_Meaning]]:
    own, roman = _phrases()
    meant = {*languages} & own.keys()
    if not ENGLISH_WORDS.isdisjoint(tokens.words):
        meant.add(ENGLISH)
    chosen = meant or own.keys()
    tried = [own[language] for language in sorted(chosen)]
    return [*tried, roman] if _may_be_roman(meant, tokens) else tried


def _may_be_roman(meant: Collection[str], tokens: Tokens) -> bool:
    """Whether a comment may be in a language of South Asia, written in Roman letters."""
    if not meant or not SOUTH_ASIAN.isdisjoint(meant):
        return True
    everyday = len(ROMAN_URDU.intersection(tokens.words))
    return everyday >= (1 if meant == {ENGLISH} else 2)


def _settled(found: list[Match[_Meaning]]) -> list[tuple[int, int, _Kind]]:
    """What is left when harmless phrases are taken away and passages that overlap are joined."""
    harmless = sorted((match.start, match.end) for match in found if match.meaning is None)
    starts = [start for start, _ in harmless]
    reaches = list(accumulate((end for _, end in harmless), max))
    telling: dict[HarmCategory, list[tuple[int, int, Level]]] = {}
    for start, end, kind in sorted(_telling(found), key=lambda signal: signal[:2]):
        before = bisect_right(starts, start)
        if before == 0 or reaches[before - 1] < end:
            _join(telling.setdefault(kind.category, []), start, end, kind.level)
    return sorted(
        (
            (start, end, _Kind(category, level))
            for category, passages in telling.items()
            for start, end, level in passages
        ),
        key=lambda signal: signal[:2],
    )


def _telling(found: list[Match[_Meaning]]) -> Iterator[tuple[int, int, _Kind]]:
    return ((match.start, match.end, match.meaning) for match in found if match.meaning is not None)


def _join(passages: list[tuple[int, int, Level]], start: int, end: int, level: Level) -> None:
    """Adds a passage, or widens the last one where the two overlap."""
    if passages and start < passages[-1][1]:
        first, last, other = passages[-1]
        passages[-1] = (first, max(last, end), max(level, other, key=_urgency))
    else:
        passages.append((start, end, level))


def _urgency(level: Level) -> int:
    return 1 if level is Level.HIGH else 0


@cache
def _phrases() -> tuple[dict[str, Phrases[_Meaning]], Phrases[_Meaning]]:
    """The phrases of each language in its own script, and those of all in Roman letters."""
    own: dict[str, Phrases[_Meaning]] = {}
    roman: Phrases[_Meaning] = Phrases(spelling=roman_spelling)
    for file in sorted(FOLDER.glob("*.yaml")):
        contents = YAML(typ="safe").load(file)
        own[file.stem] = Phrases(endings=_endings(contents))
        _add_all(own[file.stem], contents["own"], file)
        _add_all(roman, contents.get("roman", {}), file)
    return own, roman


def _endings(contents: dict[str, Any]) -> frozenset[str] | None:
    """What the language adds to words; nothing at all is an ending too."""
    ratings = contents.get("endings")
    return None if ratings is None else frozenset(fold(ratings).text.split()) | {""}


def _add_all(phrases: Phrases[_Meaning], contents: dict[str, Any], file: Path) -> None:
    """Adds the phrases of a file.

    Raises:
        ValueError: when a category, a level or a phrase is not one, and in which file.
    """
    try:
        for phrase in contents.pop("harmless", "").splitlines():
            phrases.add(phrase, None)
        for category, levels in contents.items():
            for level, lines in levels.items():
                for phrase in lines.splitlines():
                    phrases.add(phrase, _Kind(HarmCategory(category), Level(level)))
    except ValueError as error:
        raise ValueError(f"{file.name}: {error}") from error


# What people who write languages of South Asia in Roman letters spell now one way, now another.
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"ee|ii", "i"),
        (r"oo|uu", "u"),
        (r"a[iy]|e[iy]", "e"),
        (r"au|ow|aw", "o"),
        (r"(.)\1+", r"\1"),
        (r"ph", "f"),
        (r"(?<=[bcdgjkpst])h", ""),
        (r"w", "v"),
        (r"z", "j"),
        (r"q", "k"),
        (r"(?<=.)h$", ""),
    )
)


def roman_spelling(word: str) -> str:
    """A word in Roman letters with the spellings that vary made one: “thappar” and “thaper”."""
    if not word.isascii():
        return word
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word
