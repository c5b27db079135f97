"""The words that make a cluster stand out: what many in it wrote, and few others in their language.

Plain Python. A word is one that several people wrote; never a number, and never what looks like
somebody's name: a word that is written with a capital inside sentences, or never without one, one
that may be a name, and one that the product knows for one. Pairs of words count like words.
"""

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.personal.names import likely_names

MOST_WORDS: Final = 3
FEWEST_WRITERS: Final = 2
"""So many people of a cluster write in a language, and wrote a word, before it names the cluster.
Nobody is found by it: the cluster has five people at least."""

SMALLEST_SHARE: Final = 0.25
SURE: Final = math.log(1000)
"""That so many wrote a word by chance is less likely than one in a thousand (Chernoff's bound)."""

COMMON: Final = 0.15
"""A word that so large a share of the others wrote names nothing."""

SHORTEST: Final = 3
JOINERS: Final = "'’-\u200c\u200d"
ENDS: Final = ".!?…।؟。！？\n:"
CHINESE: Final = ("\u3400", "\u9fff")

NOBODY: Final = frozenset({
    "english", "welsh", "urdu", "panjabi", "punjabi", "polish", "romanian", "gujarati", "bengali",
    "tamil", "arabic", "somali", "hindi", "cymraeg", "saesneg", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "christmas", "easter", "eid", "ramadan", "diwali",
    "vaisakhi", "holi", "hanukkah", "passover", "lent", "nadolig", "pasg", "bible", "quran", "god",
    "allah", "halal", "kosher", "imam", "gurdwara", "mosque", "church", "chapel", "temple",
})  # fmt: skip
"""Words with a capital that are nobody's name, in the two languages in which most is written."""


Writers: TypeAlias = dict[str, set[Hashable]]


@dataclass(frozen=True)
class Said:
    """What one person said in one comment, in a language."""

    person: Hashable
    language: str
    text: str


@dataclass(frozen=True)
class _Word:
    """A word as it is compared, and whether it begins with a capital where it need not."""

    key: str
    spelt: str
    is_capital: bool
    is_first: bool


class _Capitals:
    """How often words begin with a capital, and how often with none, where nothing asks for one."""

    def __init__(self) -> None:
        self._large, self._small, self._first = Counter[str](), Counter[str](), set[str]()

    def copied(self) -> "_Capitals":
        """The same, to add more to."""
        made = _Capitals()
        made._large, made._small = self._large.copy(), self._small.copy()
        made._first = self._first.copy()
        return made

    def add(self, words: Iterable[_Word]) -> None:
        """Words of one more text."""
        for word in words:
            if word.is_first and word.is_capital:
                self._first.add(word.key)
            else:
                (self._large if word.is_capital else self._small)[word.key] += 1

    def names(self) -> set[str]:
        """Words that are no more often written without a capital than with one."""
        may_be = {*self._large, *self._first} - NOBODY
        return {key for key in may_be if self._small[key] <= self._large[key]}


class Background:
    """What people say at large, by language: every word of it, and who wrote it."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._people: defaultdict[str, set[Hashable]] = defaultdict(set)
        self._writers: defaultdict[str, Writers] = defaultdict(lambda: defaultdict(set))
        self._capitals: defaultdict[str, _Capitals] = defaultdict(_Capitals)
        for each in said:
            words = _written(each.text)
            self._people[each.language].add(each.person)
            self._capitals[each.language].add(words)
            for term, _ in _terms(words, ()):
                self._writers[each.language][term].add(each.person)

    def words_of(
        self, inside: Sequence[Said], names: Collection[str]
    ) -> dict[str, tuple[str, ...]]:
        """The words that name a cluster, by language, the most telling first.

        Args:
            inside: what people of the cluster said, without personal details.
            names: what is known to be somebody's name, in any spelling of capitals and accents.
        """
        languages = sorted({each.language for each in inside})
        found = {
            language: self._words(
                language, [each for each in inside if each.language == language], _known(names)
            )
            for language in languages
        }
        return {language: words for language, words in found.items() if words}

    def _words(self, language: str, inside: Sequence[Said], known: set[str]) -> tuple[str, ...]:
        people = {each.person for each in inside}
        if len(people) < FEWEST_WRITERS:
            return ()
        capitals = self._capitals[language].copied()
        texts = [(each.person, _written(each.text)) for each in inside]
        for _, words in texts:
            capitals.add(words)
        likely = _known(name for each in inside for name in likely_names(each.text))
        here, spelt = _writers(texts, known | likely | capitals.names())
        there, others = self._writers[language], len(self._people[language] - people)
        elsewhere = {
            term: (len(there.get(term, set()) - people) + 0.5) / (others + 1) for term in here
        }
        evidence = {
            term: _evidence(len(writers), len(people), elsewhere[term])
            for term, writers in here.items()
            if len(writers) >= max(FEWEST_WRITERS, SMALLEST_SHARE * len(people))
            and all(elsewhere.get(word, 0) <= COMMON for word in term.split())
        }
        best = sorted(
            (term for term in evidence if evidence[term] >= SURE),
            key=lambda term: (-evidence[term], -len(term), term),
        )
        return tuple(spelt[term].most_common(1)[0][0] for term in _apart(best))


def without_names(words: Iterable[str], names: Collection[str]) -> list[str]:
    """The words that are still no name, as names become known."""
    known = _known(names)
    return [each for each in words if not known & set(fold(each).text.split())]


def _known(names: Iterable[str]) -> set[str]:
    return {fold(part).text for name in names for part in name.split()}


def _evidence(writers: int, people: int, elsewhere: float) -> float:
    """How surely more people wrote a word than elsewhere: people times the relative entropy."""
    if writers <= people * elsewhere:
        return 0.0
    rest = people - writers
    return writers * math.log(writers / (people * elsewhere)) + (
        rest * math.log(rest / (people * (1 - elsewhere))) if rest else 0.0
    )


def _apart(terms: Iterable[str]) -> list[str]:
    """The first few that share no word."""
    chosen: list[str] = []
    used: set[str] = set()
    for term in terms:
        if len(chosen) < MOST_WORDS and not used & set(term.split()):
            chosen.append(term)
            used |= set(term.split())
    return chosen


def _writers(
    texts: Iterable[tuple[Hashable, list[_Word]]], shunned: Collection[str]
) -> tuple[Writers, Mapping[str, Counter[str]]]:
    """Who wrote each word and pair of words, and how it is spelt."""
    writers: Writers = defaultdict(set)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for person, words in texts:
        for term, spelling in _terms(words, shunned):
            writers[term].add(person)
            spelt[term][spelling] += 1
    return writers, spelt


def _terms(words: Sequence[_Word], shunned: Collection[str]) -> Iterator[tuple[str, str]]:
    fit = [each if each.key not in shunned else None for each in words]
    for place, word in enumerate(fit):
        if word is None or len(word.key) < SHORTEST and not _is_chinese(word.key):
            continue
        yield word.key, word.spelt
        after = fit[place + 1] if place + 1 < len(fit) else None
        is_pair = after and not after.is_first and after.key != word.key
        if after and is_pair and len(after.key) >= SHORTEST:
            yield f"{word.key} {after.key}", f"{word.spelt} {after.spelt}"


def _written(text: str) -> list[_Word]:
    """The words of a text in order; marks in square brackets stand for what was masked."""
    found, is_first = [], True
    for chunk in _without_marks(text).split():
        for part in _parts(chunk.strip("".join(JOINERS))):
            folded = fold(part).text
            if folded:
                is_capital = part[0].isupper() and not (part.isupper() and len(part) > 1)
                found.append(_Word(folded, part.lower(), is_capital, is_first))
                is_first = False
        is_first = is_first or chunk[-1] in ENDS
    return found


def _parts(chunk: str) -> Iterator[str]:
    """The words of a text without spaces: letters, accents and vowel signs; Chinese in pairs."""
    word = ""
    for letter in f"{chunk} ":
        if unicodedata.category(letter)[0] in "LM" or (word and letter in JOINERS):
            word += letter
        elif unicodedata.category(letter)[0] == "N":
            word += " "
        else:
            if word and " " not in word:
                yield from _in_pairs(word.strip(JOINERS))
            word = ""


def _in_pairs(word: str) -> Iterator[str]:
    if not _is_chinese(word):
        yield word
    elif len(word) > 1:
        yield from (word[place : place + 2] for place in range(len(word) - 1))


def _is_chinese(word: str) -> bool:
    return bool(word) and CHINESE[0] <= word[0] <= CHINESE[1]


def _without_marks(text: str) -> str:
    kept, depth = [], 0
    for letter in text:
        depth += letter == "["
        if not depth:
            kept.append(letter)
        elif letter == "]":
            depth = 0
            kept.append(" ")
    return "".join(kept)
