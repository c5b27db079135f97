"""Phrases in many languages, sought in a text all at once.

A phrase is written as words with single spaces between them:

- `word` is that word; `word*` is that word with any ending that the language gives to words, or
  any word that begins so where no endings are given; `~word` any word that has it inside;
- `one/other` is either, and `two_words` inside an alternative are two words;
- `...` stands for up to four words in between (eight characters in Chinese);
- `this & that` means both, in either order, with as much in between;
- `<age>` is a whole number from 5 to 17.

Nothing in between reaches over the end of a sentence. Chinese is read character by character. A
text of n words costs n look-ups and, where a phrase begins, a bounded number of steps.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Final, Generic, TypeVar

from app.comments.machine.engine.folding import CHINESE, INDIC, fold

Meaning = TypeVar("Meaning")

GAP: Final = 4
CHINESE_GAP: Final = 8
WORDS_REMEMBERED: Final = 50_000
AGES: Final = "/".join(str(age) for age in range(5, 18))

TOKEN: Final = re.compile(
    rf"[^\W{INDIC}{CHINESE}]+(?:'t\b)?|[{INDIC}]+|[{CHINESE}]|[.!?\n\r\u0964\u0965\u06d4\u061f\u3002]"
)
_ENDS: Final = frozenset(".!?\n\r\u0964\u0965\u06d4\u061f\u3002")
_REPEATED: Final = re.compile(r"(\w)\1{2,}")

# A slot is a set of words of which one must stand there; its number is the slot's name. A step is
# how many words may be passed over before the slot.
Step = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match(Generic[Meaning]):
    """A phrase in the folded text, from `start` to before `end`."""

    meaning: Meaning
    start: int
    end: int


@dataclass
class Phrases(Generic[Meaning]):
    """Phrases and what each means. `spelling` undoes what people spell in several ways.

    `endings` are what may follow a word that is written with `*`, so that “stab” with an ending is
    “stabbed” and never “stable”. A last letter may be doubled before them. None allows anything.
    """

    spelling: Callable[[str], str] = str
    endings: frozenset[str] | None = None
    _slots: dict[frozenset[str], int] = field(default_factory=dict)
    _whole: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _begins: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _inside: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _phrases: dict[int, list[tuple[tuple[Step, ...], Meaning]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _longest: int = 0

    def __post_init__(self) -> None:
        self.slots_of = lru_cache(maxsize=WORDS_REMEMBERED)(self._slots_of)

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Seeks this phrase too.

        Raises:
            ValueError: when the phrase has no words, or nothing before or after `...` or `&`.
        """
        gap = CHINESE_GAP if re.search(f"[{CHINESE}]", phrase) else GAP
        for parts in _orders(phrase):
            for words in product(*(_choices(part) for part in parts)):
                self._add_steps(phrase, gap, words, meaning)

    def _add_steps(
        self, phrase: str, gap: int, words: Iterable[tuple[str, ...]], meaning: Meaning
    ) -> None:
        steps: list[Step] = []
        leap = 0
        for word in (word for choice in words for word in choice):
            if word == "...":
                leap = gap
                continue
            steps.append((leap, self._slot(frozenset(word.split("/")))))
            leap = 0
        if not steps or leap or steps[0][0]:
            raise ValueError(f"“{phrase}” must begin and end with a word.")
        self._phrases[steps[0][1]].append((tuple(steps[1:]), meaning))

    def _slot(self, words: frozenset[str]) -> int:
        if words not in self._slots:
            self._slots[words] = len(self._slots)
            for word in words:
                self._register(word, self._slots[words])
        return self._slots[words]

    def _register(self, word: str, slot: int) -> None:
        bare = self.spelling(word.strip("~*"))
        if not bare:
            raise ValueError(f"“{word}” is no word.")
        where = self._inside if word[0] == "~" else self._begins if word[-1] == "*" else self._whole
        where[bare].append(slot)
        self._longest = max(self._longest, len(bare))

    def _slots_of(self, word: str) -> tuple[int, ...]:
        """The slots that a word of the text fills."""
        slots: set[int] = set()
        for form in {self.spelling(form) for form in _forms(word)}:
            slots.update(self._whole.get(form, ()))
            for length in range(1, min(len(form), self._longest) + 1):
                if form[:length] in self._begins and self._is_ending(form, length):
                    slots.update(self._begins[form[:length]])
            for inside, filled in self._inside.items():
                if inside in form:
                    slots.update(filled)
        return tuple(slots)

    def _is_ending(self, form: str, length: int) -> bool:
        """Whether what follows the first `length` letters of a word is an ending of it."""
        ending = form[length:]
        if self.endings is None or ending in self.endings:
            return True
        return form[length] == form[length - 1] and ending[1:] in self.endings

    def find(self, tokens: "Tokens") -> Iterator[Match[Meaning]]:
        """Every phrase that is in the text, in the order in which they begin."""
        filled = [self.slots_of(word) for word in tokens.words]
        for position, slots in enumerate(filled):
            for slot in slots:
                for steps, meaning in self._phrases.get(slot, ()):
                    last = _follow(steps, tokens.words, filled, position)
                    if last is not None:
                        yield Match(meaning, tokens.starts[position], tokens.ends[last])


def _follow(
    steps: tuple[Step, ...], words: list[str], filled: list[tuple[int, ...]], position: int
) -> int | None:
    """Where the last word of a phrase stands whose first is at `position`, or None."""
    if not steps:
        return position
    gap, slot = steps[0]
    for following in range(position + 1, min(position + 2 + gap, len(words))):
        if slot in filled[following]:
            last = _follow(steps[1:], words, filled, following)
            if last is not None:
                return last
        if words[following] in _ENDS:
            return None
    return None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a folded text and the ends of its sentences, and where each stands."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def tokens_of(folded: str) -> Tokens:
    """The words of a text that was folded."""
    matches = list(TOKEN.finditer(folded))
    return Tokens(
        [match.group() for match in matches],
        [match.start() for match in matches],
        [match.end() for match in matches],
    )


def _forms(word: str) -> set[str]:
    """A word as it stands, without its apostrophe, and with drawn-out letters once and twice."""
    word = word.replace("'", "")
    return {_REPEATED.sub(r"\1", word), _REPEATED.sub(r"\1\1", word)}


def _orders(phrase: str) -> list[list[str]]:
    """The parts of a phrase in each order in which they may stand, with the gaps."""
    sides = [side.split() for side in phrase.replace("<age>", AGES).split(" & ")]
    if len(sides) == 1:
        return sides
    one, other = sides
    return [[*one, "...", *other], [*other, "...", *one]]


def _choices(part: str) -> list[tuple[str, ...]]:
    """What a part may be: one slot of single words, or else each alternative by itself."""
    if part == "...":
        return [("...",)]
    alternatives = [_words(alternative) for alternative in part.split("/")]
    single = [words[0] for words in alternatives if len(words) == 1]
    longer = [words for words in alternatives if len(words) > 1]
    return [("/".join(single),), *longer] if single else longer


def _words(alternative: str) -> tuple[str, ...]:
    """The words of an alternative, folded, each with its own mark."""
    folded = fold(alternative.replace("_", " ")).text
    marked = re.finditer(rf"(~?)({TOKEN.pattern})(\*?)", folded)
    words = tuple(
        match[1] + match[2].replace("'", "") + match[3] for match in marked if match[2] not in _ENDS
    )
    if not words:
        raise ValueError(f"“{alternative}” has no word.")
    return words
