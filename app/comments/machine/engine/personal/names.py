"""Words of a comment that may be names, for a reader to look at: nothing is masked by them.

A title before a word tells most, a list of given names for each script the rest. In scripts with
capitals a name has one, and does not begin a sentence where it is an everyday word too.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from app.comments.machine.engine.folding import CHINESE, Folded, fold
from app.comments.machine.engine.personal.tokens import Token, is_joined, tokens_of
from app.comments.machine.engine.personal.wordlists import listed

LIST: Final = Path(__file__).with_name("names.txt")
TITLES: Final = listed("titles")
SHORTENED: Final = listed("shortened_titles")
"""Titles after which a stop ends no sentence."""

MOST: Final = 10
"""So many suggestions at most; a comment with more names is a list of them."""

CHINESE_TITLES: Final = (
    "先生|女士|太太|小姐|阿姨|护士|護士|医生|醫生|大夫|经理|經理|奶奶|爷爷|爺爺|叔叔|伯伯|主任"
)


def likely_names(text: str) -> tuple[str, ...]:
    """The words of a text that may be names, as they stand in it, each once and in order."""
    folded = fold(text)
    tokens = tokens_of(folded.text)
    spans = [*_in_words(folded, tokens), *_chinese(folded)]
    found = [text[start:end] for start, end in (folded.span(*each) for each in sorted(spans))]
    return tuple(dict.fromkeys(found))[:MOST]


def _in_words(folded: Folded, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(tokens):
        end = _end_of_name(folded, tokens, at)
        if end > at:
            yield tokens[at].start, _without_genitive(tokens[end - 1])
        at = max(end, at + 1)


def _end_of_name(folded: Folded, tokens: Sequence[Token], at: int) -> int:
    """The token after the name that begins at a token; the same token where none does."""
    # “We miss Rose” is a verb, “Miss Rose” a title.
    if tokens[at].text in TITLES and (tokens[at].text != "miss" or _is_capital(folded, tokens[at])):
        return _end_after_title(folded, tokens, at)
    return _surname(folded, tokens, at) if _is_given(folded, tokens, at) else at


def _end_after_title(folded: Folded, tokens: Sequence[Token], at: int) -> int:
    name, title = at + 1, tokens[at]
    if name == len(tokens):
        return at
    gap = folded.text[title.end : tokens[name].start]
    if gap.strip() and not (gap.strip() == "." and title.text in SHORTENED):
        return at
    word = tokens[name].text
    if not word[0].isalpha() or word in TITLES:
        return at
    has_case = word[0].lower() != word[0].upper()
    if has_case and not _is_capital(folded, tokens[name]):
        return at
    if not has_case and len(word) < 3:
        return at
    return _surname(folded, tokens, name)


def _is_given(folded: Folded, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    is_everyday = _names().get(_bare(token.text))
    if is_everyday is None:
        return False
    if token.text[0].lower() == token.text[0].upper():
        return True
    if not _is_capital(folded, token):
        return False
    begins = at == 0 or not is_joined(folded.text, tokens[at - 1], token)
    begins = begins or "." in folded.text[tokens[at - 1].end : token.start]
    return not (is_everyday and begins)


def _surname(folded: Folded, tokens: Sequence[Token], at: int) -> int:
    """The token after a name and the words with capitals that follow it."""
    end = at + 1
    while end < len(tokens) and end < at + 3:
        gap = folded.text[tokens[end - 1].end : tokens[end].start]
        if gap not in (" ", "-") or not _is_capital(folded, tokens[end]):
            break
        if len(tokens[end].text) < 2 or _is_shouted(folded, tokens[end]):
            break
        end += 1
    return end


def _is_shouted(folded: Folded, token: Token) -> bool:
    """Whether a word is in capitals, which then say nothing of names."""
    return folded.original[slice(*folded.span(token.start, token.end))].isupper()


def _is_capital(folded: Folded, token: Token) -> bool:
    return folded.original[folded.span(token.start, token.start + 1)[0]].isupper()


def _bare(word: str) -> str:
    return word.removesuffix("'s")


def _without_genitive(token: Token) -> int:
    return token.end - 2 if token.text.endswith("'s") else token.end


def _chinese(folded: Folded) -> Iterator[tuple[int, int]]:
    for match in _chinese_name().finditer(folded.text):
        yield match.span("name")


@cache
def _chinese_name() -> re.Pattern[str]:
    surnames = "".join(_languages()["zh"])
    return re.compile(rf"(?P<name>[{surnames}][{CHINESE}]{{0,2}}?)(?={CHINESE_TITLES})")


@cache
def _names() -> dict[str, bool]:
    """Given names as they are compared, and whether each is an everyday word too."""
    return {
        fold(name.rstrip("*")).text: name.endswith("*")
        for code, listed in _languages().items()
        if code != "zh"
        for name in listed
    }


@cache
def _languages() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, colon, rest = line.partition(":")
            if colon:
                names[code] = rest.split()
            else:
                names[next(reversed(names))] += line.split()
    return names
