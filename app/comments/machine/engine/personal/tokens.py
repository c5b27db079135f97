"""The words of a folded text, and the runs of them that say one number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.comments.machine.engine.folding import CHINESE
from app.comments.machine.engine.personal.numerals import (
    ARTICLES,
    JOINING,
    MULTIPLIERS,
    REPEATS,
    VALUES,
    digits_of,
    value_of,
)
from app.comments.machine.engine.personal.wordlists import listed

WORD: Final = re.compile(
    rf"[{CHINESE}]+|[^\s,.;:!?()\[\]/–—\-\"“”„«»|।؟،۔、，。：（）#<>*=~{{}}&•·{CHINESE}]+"
)
BETWEEN: Final = re.compile(r"[\s,.\-–/:،#]{0,3}")
"""What may stand between two words that belong together."""

SHORTENED: Final = listed("shortened")
"""Words that a stop shortens; after any other word of more than two signs it ends a sentence."""

NUMERAL: Final = re.compile(r"(\d{1,4})(?:st|nd|rd|th|a|b|c|d|e|f|ই|শে|লা|রা|ঠা|إ)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a folded text, from `start` to before `end`."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words of a folded text, in order, without what separates them."""
    return [Token(match[0].strip("'"), *match.span()) for match in WORD.finditer(text)]


def is_joined(text: str, left: Token, right: Token) -> bool:
    """Whether two words follow each other within one phrase."""
    gap = text[left.end : right.start]
    if len(gap) <= 1 and gap != ".":
        return BETWEEN.fullmatch(gap) is not None
    ends = gap.startswith(".") and len(left.text) > 2 and left.text not in SHORTENED
    return not ends and "\n" not in gap and BETWEEN.fullmatch(gap) is not None


def is_number_word(word: str) -> bool:
    """Whether a word says a number or repeats one."""
    return word in VALUES or word in MULTIPLIERS or value_of(word) is not None


def number_at(text: str, tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The digits of the number in numerals or words that begins at a token, and the token after it.

    A number in words is at most 999 and not one that is more often an article; without a number
    the digits are empty.
    """
    numeral = NUMERAL.fullmatch(tokens[at].text) if at < len(tokens) else None
    if numeral:
        return numeral[1], at + 1
    end = at
    while end < len(tokens) and _goes_on(text, tokens, at, end):
        end += 1
    words = [token.text for token in tokens[at:end]]
    if all(word in ARTICLES for word in words):
        return "", at
    digits = digits_of(words)
    return (digits, end) if 0 < len(digits) <= 3 else ("", at)


def _goes_on(text: str, tokens: Sequence[Token], first: int, at: int) -> bool:
    word = tokens[at].text
    if at > first and not is_joined(text, tokens[at - 1], tokens[at]):
        return False
    if is_number_word(word):
        return True
    follows = at > first and word in JOINING and at + 1 < len(tokens)
    return follows and is_number_word(tokens[at + 1].text)


def runs_of_numbers(
    text: str, tokens: Sequence[Token], fewest: int
) -> Iterator[tuple[int, int, str]]:
    """Where at least so many number words follow each other: first token, token after, digits."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _is_of_run(text, tokens, at, end):
            end += 1
        words = [token.text for token in tokens[at:end]]
        if sum(not word.isdecimal() for word in words) >= fewest:
            yield at, end, digits_of(words)
        at = max(end, at + 1)


def _is_of_run(text: str, tokens: Sequence[Token], first: int, at: int) -> bool:
    word = tokens[at].text
    if word.isdecimal() or word in REPEATS:
        return at == first or is_joined(text, tokens[at - 1], tokens[at])
    return _goes_on(text, tokens, first, at)
