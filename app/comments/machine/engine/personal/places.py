"""Where somebody lives: rooms, beds and flats, and houses with their street."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from app.comments.machine.engine.folding import Folded
from app.comments.machine.engine.personal.numbers import Found
from app.comments.machine.engine.personal.numerals import VALUES
from app.comments.machine.engine.personal.tokens import Token, is_joined, number_at
from app.comments.machine.engine.personal.wordlists import listed

ROOMS: Final = listed("rooms")
HOUSES: Final = listed("houses")
NUMBER: Final = listed("number")
MEASURES: Final = listed("measures")
STREETS: Final = listed("streets")
COMMON: Final = listed("common")
"""Streets' words that are everyday words: they count after “at”, or with a capital."""

FLATS: Final = listed("flats")
STREETS_FIRST: Final = listed("streets_first")
SAYING: Final = listed("saying")
"""What follows “room two” and not “room two people”."""

PARKING: Final = listed("parking")
LIVING: Final = re.compile(
    r"\b(?:live|lives|living|address|stay|stays|staying|moved|i am|i'm|we are|she is|he is|it is) "
    r"(?:(?:to|at|on|near|in|is|number|no|:) ?){0,3}$"
)
AT: Final = re.compile(r"\bat (?:number |no )?$")
NEAR: Final = 25
"""So many characters before a house number are looked at for words such as “lives at”."""

SIZE_JOINING: Final = listed("size_joining")
STOP: Final = listed("stop")
LONGEST_NAME: Final = 3
ARABIC: Final = re.compile("[وبلف]?(?:ال|لل)?(?=...)")
ENDINGS: Final = re.compile("(?:ে|ের|তে|টি|নো|ની|નો|ના|માં|ਾਂ)$")
CHINESE_ROOM: Final = re.compile(
    r"(?:房间|房間|病房|床位)\s?(?:号码?|號)?\s?(?:\d{1,4}(?!\d)|[一二三四五六七八九十]{1,3})(?![度个個人小点點分般样樣起直定次些平米])号?"
    r"|(?<![\d一二三四五六七八九十])(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s?[号號]\s?(?:房间|房間|病房|房|床位|床|室|公寓)"
)
CHINESE_STREET: Final = re.compile(
    r"(?:[^\W\d_在住于到是我们家]{2,8}?)?(?:路|街|道|巷)\s?\d{1,4}\s?[号號]"
)


def rooms(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Rooms, beds and flats with their number, and houses that are called by a number."""
    for at, token in enumerate(tokens):
        word = _plain(token.text)
        is_house = word in HOUSES
        if not is_house and (word not in ROOMS or _is_parking(tokens, at)):
            continue
        begin = at + 1
        while begin < len(tokens) and begin < at + 3 and _plain(tokens[begin].text) in NUMBER:
            begin += 1
        is_called = begin > at + 1 or text[token.end : token.end + 2].strip(" .") == "#"
        if begin >= len(tokens) or (is_house and not is_called):
            continue
        if "," in text[token.end : tokens[begin].start] or not _are_joined(text, tokens, at, begin):
            continue
        number, after = number_at(text, tokens, begin)
        if number and (is_called or _is_name(text, tokens, begin, after)):
            yield "address" if is_house else "room", token.start, tokens[after - 1].end
    for match in CHINESE_ROOM.finditer(text):
        yield "room", *match.span()


def _is_name(text: str, tokens: Sequence[Token], begin: int, after: int) -> bool:
    """Whether a number after “room” names it, and counts nothing: not “room two chairs”."""
    if _is_measure(text, tokens, after) or tokens[begin].text.endswith(("st", "nd", "rd", "th")):
        return False
    is_few = 0 < VALUES.get(tokens[begin].text, 0) < 10 and after == begin + 1
    is_last = after == len(tokens) or not is_joined(text, tokens[after - 1], tokens[after])
    return (
        not is_few or is_last or text[tokens[begin].end] in ",.;:" or tokens[after].text in SAYING
    )


def _is_parking(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == "bay" and at > 0 and tokens[at - 1].text in PARKING


def streets(folded: Folded, tokens: Sequence[Token]) -> Iterator[Found]:
    """Houses with their street, with a capital where the words could be everyday words."""
    for at, token in enumerate(tokens):
        word = _plain(token.text)
        if word in STREETS:
            yield from _number_first(folded, tokens, at)
        if word in STREETS_FIRST:
            yield from _street_first(folded, tokens, at)
    for match in CHINESE_STREET.finditer(folded.text):
        yield "address", *match.span()


def _number_first(folded: Folded, tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """“14 Acacia Road”: a number, up to three words of a name, and a street's word."""
    for first in range(at - 2, max(-1, at - 2 - LONGEST_NAME), -1):
        number, after = number_at(folded.text, tokens, first)
        if number and after < at and _are_joined(folded.text, tokens, first, at):
            if _is_address(folded, tokens[first : at + 1], after - first):
                yield "address", tokens[first].start, tokens[at].end
            return


def _is_address(folded: Folded, tokens: Sequence[Token], after: int) -> bool:
    """Whether a number, words from `after` on, and a street's word are a house with its street."""
    text, name, street = folded.text, tokens[after:-1], tokens[-1]
    if text[tokens[after - 1].end : name[0].start].strip(" ,") or any(
        text[left.end : right.start].strip(" -'") for left, right in pairwise(tokens[after:])
    ):
        return False
    start = tokens[0].start
    lives = LIVING.search(text, max(0, start - NEAR), start) is not None
    has_capital = _is_capital(folded, name[0].start)
    if [each.text for each in name] == ["the"]:
        return lives or (has_capital and _is_capital(folded, street.start))
    if any(each.text in STOP or each.text.isdecimal() for each in name):
        return False
    is_common = street.text in COMMON
    return not is_common or has_capital or lives or bool(AT.search(text, max(0, start - 9), start))


def _street_first(folded: Folded, tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """“Rua das Flores 14”, “ul. Lipowej 14 m. 5”, and “14 Stryd y Bont” with the number before."""
    text = folded.text
    names = _names_after(folded, tokens, at)
    if names == at + 1:
        return
    if at and tokens[at - 1].text.isdecimal() and is_joined(text, tokens[at - 1], tokens[at]):
        yield "address", tokens[at - 1].start, tokens[names - 1].end
        return
    begin = names
    while begin < len(tokens) and tokens[begin].text in NUMBER | HOUSES:
        begin += 1
    number, after = number_at(text, tokens, begin)
    if number and _are_joined(text, tokens, at, begin) and not _is_measure(text, tokens, after):
        yield "address", tokens[at].start, _end_of_flat(text, tokens, after)


def _end_of_flat(text: str, tokens: Sequence[Token], after: int) -> int:
    """The end of an address whose flat may follow its house: “14 m. 5”, “3/12”."""
    end = tokens[after - 1].end
    if text[end : end + 1] == "/" and _is_decimal_at(tokens, after):
        return tokens[after].end
    if after < len(tokens) and tokens[after].text in FLATS and _is_decimal_at(tokens, after + 1):
        return tokens[after + 1].end
    return end


def _is_decimal_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text.isdecimal()


def _names_after(folded: Folded, tokens: Sequence[Token], at: int) -> int:
    """The token after the name that follows a street's word: words with a capital, or three."""
    after, last = at + 1, at + 1
    while after < len(tokens) and after <= at + LONGEST_NAME + 1:
        token = tokens[after]
        if not is_joined(folded.text, tokens[after - 1], token) or not token.text.isalpha():
            break
        has_case = token.text[0].lower() != token.text[0].upper()
        if token.text in STOP or token.text in NUMBER | HOUSES:
            break
        after += 1
        if not has_case or _is_capital(folded, token.start):
            last = after
        if not has_case and _is_number_next(tokens, at):
            break
    return last


def _is_capital(folded: Folded, at: int) -> bool:
    return folded.original[folded.span(at, at + 1)[0]].isupper()


def _is_number_next(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text.isdecimal()


def _are_joined(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(
        is_joined(text, tokens[each], tokens[each + 1])
        or text[tokens[each].end : tokens[each + 1].start].strip(" #№º") == ""
        for each in range(first, min(last, len(tokens) - 1))
    )


def _is_measure(text: str, tokens: Sequence[Token], after: int) -> bool:
    """Whether a number counts or measures something: “bed 8 hours”, “room 4 people”."""
    end = tokens[after - 1].end
    if text[end : end + 1] in ("%", "°", ":") or text[end : end + 2].strip() in ("%", "°"):
        return True
    if after == len(tokens) or not is_joined(text, tokens[after - 1], tokens[after]):
        return False
    word = tokens[after].text
    if _is_decimal_at(tokens, after + 1) and (word == "m" or word in SIZE_JOINING):
        # “14 m. 5” is a house and flat, “90 by 200” a size.
        return word != "m"
    return word in MEASURES or _plain(word) in MEASURES


def _plain(word: str) -> str:
    """A word without the article of Arabic, or an ending of Bengali or Gujarati."""
    if word.isascii():
        return word
    if word.startswith(("ال", "و", "ب", "ل")):
        bare = ARABIC.sub("", word, count=1)
        return bare if bare in ROOMS or bare in STREETS_FIRST or bare in HOUSES else word
    return ENDINGS.sub("", word) if "\u0980" <= word[0] <= "\u0aff" else word
