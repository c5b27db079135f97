"""Numbers in words: twelve languages that comments are written in, and Persian and Ukrainian.

No kept library reads them: text2num knows two of these languages and not “double oh”, num2words
writes ten and reads none. One table serves all languages, since people mix them and since a number
that identifies has so many words that chance cannot make it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.personal.wordlists import WORDS, listed

JOINING: Final = listed("joining")
"""What may stand between two words of one number."""

ARTICLES: Final = listed("articles")
"""Number words that are more often something else: “o”, “um”, “one of the carers”."""

REPEATS: Final = {"double": 2, "twice": 2, "triple": 3, "treble": 3, "duplo": 2, "podwojne": 2}


def _table(name: str, first: int, step: int) -> Iterator[tuple[str, int]]:
    """The words of a list whose lines each begin at one value and go on step by step."""
    for row in WORDS[name].split("\n"):
        for place, spellings in enumerate(row.split()):
            if spellings != "-":
                yield from ((word, first + step * place) for word in _spellings(spellings))


def _all(name: str, value: int) -> Iterator[tuple[str, int]]:
    return ((word, value) for each in WORDS[name].split() for word in _spellings(each))


def _spellings(written: str) -> list[str]:
    return [fold(word).text for word in written.split("/")]


VALUES: Final[Mapping[str, int]] = dict(
    chain(
        _table("tenths", 20, 10),
        _table("days", 1, 1),
        _table("twenties", 21, 1),
        _table("hundreds", 100, 100),
        _table("tens", 20, 10),
        _table("teens", 10, 1),
        _table("ones", 0, 1),
        _all("nineteen_hundred", 1900),
    )
)
MULTIPLIERS: Final[Mapping[str, int]] = dict(
    chain(_all("multiplying_ten", 10), _all("hundred", 100), _all("thousand", 1000))
)
"""What multiplies the unit before it. In Welsh “mil naw pedwar un” is read digit by digit: 1941."""

ADDED: Final = listed("added_ten")
"""Ten as it follows a unit: “اثنا عشر” and “laba iyo toban” are twelve."""


def value_of(word: str) -> int | None:
    """The value of one word of a number, without what grammar adds to it; None for another word."""
    if word in VALUES:
        return VALUES[word]
    if word in MULTIPLIERS:
        return MULTIPLIERS[word]
    if word.startswith("و") and len(word) > 3:
        return value_of(word[1:])
    return None


def digits_of(words: list[str]) -> str:
    """The digits that a run of number words and numerals says, as it is read aloud.

    “nineteen forty-one” is 1941, “six hundred and one, two hundred” 601200, “double oh” 00.
    """
    groups: list[tuple[int | str, int]] = []
    times = 1
    for word in words:
        if word in REPEATS:
            times = REPEATS[word]
        elif word.isdecimal():
            groups += [(word, 0)] * times
            times = 1
        elif word not in JOINING or word in VALUES:
            _add(groups, word, value_of(word) or 0, times)
            times = 1
    return _as_read([str(group) for group, _ in groups])


def _as_read(groups: Sequence[str]) -> str:
    """The digits of all groups; “mil naw pedwar un” is a year by its thousand and its digits."""
    first, rest = (groups[0], "".join(groups[1:])) if groups else ("", "")
    if len(first) == 4 and first.startswith("100") and len(rest) == 2:
        return f"1{first[-1]}{rest}"
    return first + rest


def _add(groups: list[tuple[int | str, int]], word: str, value: int, times: int) -> None:
    """Add a word to the last group where it can belong to it, or begin another.

    Beside each group stands the smallest place that it has filled: 100 after “two hundred”.
    """
    last, place = groups[-1] if groups else ("", 0)
    if isinstance(last, int) and times == 1:
        if word in MULTIPLIERS and last == 0:
            # “O mie” is one thousand, though “o” is a nought elsewhere.
            groups[-1] = (value, value)
            return
        if word in MULTIPLIERS and 0 < last % 100 < value:
            part = last % 100
            groups[-1] = (last - part + part * value, value)
            return
        if 0 < value < place:
            groups[-1] = (last + value, _place(value))
            return
        if word in ADDED and place == 1 and 0 < last % 100 < 10:
            groups[-1] = (last + value, 1)
            return
        if 20 <= value <= 90 and place == 1 and last > 100 and last % 100 < 10:
            groups[-1] = (last + value, 1)
            return
    groups += [(value, _place(value))] * times


def _place(value: int) -> int:
    """The smallest place that a number word fills: 1 for “one” and “twelve”, 10 for “twenty”."""
    if value >= 1000:
        return 1000 if value % 1000 == 0 else 100
    if value >= 100:
        return 100
    return 10 if value >= 20 and value % 10 == 0 else 1
