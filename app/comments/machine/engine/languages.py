"""Which language a comment is in: what its letters say, weighed with what was to be expected.

What is not sure claims nothing: a language is claimed where it is likely enough, or where it was to
be expected and nothing else is.
"""

import re
from typing import Final

from app.comments.machine.engine.detector import ETHIOPIC, chances_of

UNKNOWN: Final = "und"

FEWEST_LETTERS: Final = 12
"""Shorter texts ("ok", "dim byd", "good food") say too little: what was expected is believed, and
where nothing was, no language is claimed unless the letters are those of one language alone. The
signs of Ethiopia are syllables, of which a few suffice."""

MANY_LETTERS: Final = 40
"""In so many letters what was expected would be heard, if it were there."""

SURE: Final = 0.8
"""From this chance on a language is claimed. In three to five words it is then another one in 10 of
1,000, most of them in the Latin spelling of a language that has a script of its own."""

LETTERS_OF_ONE: Final = {
    letter: code
    for code, letters in {
        "cy": "ŵŷ",
        "lt": "ėųį",
        "pl": "łśź",
        "ro": "șț",
        "es": "¿¡ñ",
        "uk": "їєґ",
        "ur": "ٹڈڑے",
    }.items()
    for letter in letters
}
"""Letters that of all supported languages only one has."""

SCRIPTS_OF_ONE: Final = {
    "pa": re.compile(r"[\u0a00-\u0a7f]"),
    "gu": re.compile(r"[\u0a80-\u0aff]"),
    "ta": re.compile(r"[\u0b80-\u0bff]"),
    "bn": re.compile(r"[\u0980-\u09ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}

SUPPORTED: Final = (
    "en", "cy", "pl", "ro", "pa", "ur", "bn", "gu", "ar", "pt", "es", "ta", "tr", "so", "zh",
    "fa", "uk", "hi", "fr", "it", "lt",
)  # fmt: skip
"""Languages that surveys are made in, and that comments were written in to train and to test."""

STAFF: Final = ("ha", "ig", "om", "yo", "am", "ti")
"""Other languages of people in care and of their staff that are told, and wait for a speaker."""

OTHER_SCRIPTS: Final = frozenset(
    ("am", "ar", "bn", "fa", "gu", "hi", "pa", "ru", "ta", "ti", "uk", "ur", "zh")
)
LIKELY_WEIGHT: Final = 10.0
ENGLISH_WEIGHT: Final = 30.0
EXPECTED_WEIGHT: Final = 10.0

ROMAN_URDU: Final = frozenset(
    (
        "hai",
        "hain",
        "nahi",
        "nahin",
        "nai",
        "bohat",
        "bahut",
        "bohot",
        "acha",
        "accha",
        "achi",
        "ache",
        "kya",
        "mein",
        "mujhe",
        "mujhay",
        "hum",
        "aur",
        "tha",
        "thi",
        "thay",
        "raha",
        "rahi",
        "rahe",
        "karte",
        "karta",
        "karti",
        "wala",
        "wali",
        "liye",
        "bhi",
        "koi",
        "kuch",
        "sab",
        "khana",
        "unhon",
        "yahan",
        "woh",
        "hota",
        "hoti",
        "diya",
        "dete",
        "deti",
        "gaya",
        "gayi",
        "apna",
        "apni",
        "apne",
        "hamari",
        "hamare",
        "mera",
        "meri",
    )  # fmt: skip
)
"""Everyday words of Urdu (and Hindi) as people type them on phones in Latin letters."""
ROMAN_SHARE: Final = 0.2
WORD: Final = re.compile(r"[a-z]+")
LAST_LATIN: Final = "\u0250"


def language_of(text: str, expected: str | None = None) -> str:
    """The ISO 639-1 code of a text's language, or `und` where nobody can say.

    Args:
        text: what somebody wrote.
        expected: the language in which the survey was answered, where it is known.
    """
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return UNKNOWN
    is_latin = _is_latin(letters)
    if expected and not (is_latin or expected in OTHER_SCRIPTS):
        expected = None
    if len(letters) < FEWEST_LETTERS and not ETHIOPIC.search(text):
        found = _by_letters(text)
        return (expected or found) if found == UNKNOWN or is_latin else found
    if is_latin and _is_roman_urdu(text):
        return expected if expected in ("hi", "pa", "ur") else "ur"
    return _heard(text, len(letters), expected)


def _heard(text: str, letters: int, expected: str | None) -> str:
    """What a text is heard as, weighed with what was to be expected."""
    weighed = {code: chance * _weight(code, expected) for code, chance in chances_of(text).items()}
    best = max(weighed, key=lambda code: weighed[code])
    if weighed[best] >= SURE * sum(weighed.values()):
        return best
    # A language of another script in Latin letters is heard as anything.
    is_romanised = expected in OTHER_SCRIPTS
    is_doubtful = letters >= MANY_LETTERS and best != expected and not is_romanised
    return UNKNOWN if expected is None or is_doubtful else expected


def _weight(code: str, expected: str | None) -> float:
    """How much more often a language is written in surveys than one that is not supported."""
    if code == "en":
        return ENGLISH_WEIGHT * (EXPECTED_WEIGHT if expected == "en" else 1.0)
    is_likely = code in SUPPORTED or (code in STAFF and expected not in OTHER_SCRIPTS)
    likely = LIKELY_WEIGHT if is_likely else 1.0
    return likely * EXPECTED_WEIGHT if code == expected else likely


def _is_latin(letters: list[str]) -> bool:
    """Whether at least half of the letters are Latin; vowel signs of other scripts do not count."""
    return 2 * sum(each < LAST_LATIN or "\u1e00" <= each <= "\u1eff" for each in letters) >= len(
        letters
    )


def _by_letters(text: str) -> str:
    """The one language that a short text's letters belong to, or `und`."""
    found = {LETTERS_OF_ONE[each] for each in text.lower() if each in LETTERS_OF_ONE}
    found |= {code for code, script in SCRIPTS_OF_ONE.items() if script.search(text)}
    return found.pop() if len(found) == 1 else UNKNOWN


def _is_roman_urdu(text: str) -> bool:
    words = WORD.findall(text.lower())
    return len(words) > 1 and sum(word in ROMAN_URDU for word in words) / len(words) >= ROMAN_SHARE
