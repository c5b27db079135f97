"""Passwords: not easily guessed, kept as argon2 hashes, checked alike for who does not exist."""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.kernel.errors import Refused

SHORTEST = 12
LONGEST = 1000
GUESSES_LOG10 = 10
"""A password stands at least so many guesses, as a power of ten, by zxcvbn (Wheeler 2016)."""

WEIGHED = 72
"""Characters that are weighed: what is hard to guess by then is no easier with more behind it."""

ADVICE = "Three or four words that have nothing to do with each other are hard to guess."
OURS = ("own words", "ownwords", "staff", "care", "survey")

_hasher = PasswordHasher()
_one_at_a_time = threading.Lock()


class Busy(Refused):
    """Others are signing in at this moment."""

    seconds = 2

    def __init__(self) -> None:
        super().__init__("Many people are signing in at this moment. Try again in a few seconds.")


class Door:
    """Lets so many wait for their turn; who comes then is asked to come again.

    A hash takes a core for a fifth of a second and 64 MiB. One at a time in each process, and few
    that wait, leave the other threads to people who answer.
    """

    def __init__(self, places: int) -> None:
        self._places = threading.BoundedSemaphore(places)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One's turn to hash.

        Raises:
            Busy: when as many wait as may.
        """
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with _one_at_a_time:
                yield
        finally:
            self._places.release()


STRANGERS, KNOWN = Door(3), Door(3)
"""Whoever guesses from anywhere never fills the door of a browser that is known."""


def hash_password(password: str) -> str:
    """The argon2 hash to keep.

    Raises:
        Refused: when the password is too short or too long.
        Busy: when others are signing in at this moment.
    """
    if len(password) < SHORTEST:
        raise Refused(
            f"The password has {len(password)} characters. Use at least {SHORTEST}: "
            "three or four words together are easy to remember and hard to guess."
        )
    if len(password) > LONGEST:
        raise Refused(f"The password is longer than {LONGEST} characters. Use a shorter one.")
    with KNOWN.turn():
        return _hasher.hash(password)


def refuse_weak(password: str, about: Iterable[str]) -> None:
    """Refuse a password that is among the first that anybody tries.

    The lists of common passwords, names and words are zxcvbn's own: nothing is asked of a network.

    Args:
        password: at least `SHORTEST` characters.
        about: what others know of the person: name, address, organisation, services.

    Raises:
        Refused: with what to do instead.
    """
    # Its lists take twenty megabytes, which whoever sets no password need not wait for.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    known = sorted({part for text in (*about, *OURS) for part in _parts(text)})
    weighed = zxcvbn(password[:WEIGHED], user_inputs=known)
    if weighed["guesses_log10"] < GUESSES_LOG10:
        kinds = {each["pattern"] for each in weighed["sequence"]}
        of_them = any(each.get("dictionary_name") == "user_inputs" for each in weighed["sequence"])
        raise Refused(f"The password is easy to guess: {_reason(kinds, of_them)}. {ADVICE}")


def _parts(text: str) -> list[str]:
    """A text as it may stand in a password: whole, without spaces, and each word."""
    whole = text.lower()
    return [whole, re.sub(r"\W", "", whole), *re.findall(r"\w{3,}", whole)]


def _reason(kinds: set[str], is_about_them: bool) -> str:
    if is_about_them:
        return "it has a name, an address or a word that belongs to you or to your organisation"
    if kinds & {"repeat", "sequence", "spatial"}:
        return "it repeats, or follows the alphabet, the numbers or the keyboard"
    if "date" in kinds:
        return "it has a date"
    return "it is one of those that many people use, or nearly"


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash; takes as long when there is no hash (None).

    Call it in one's turn at a `Door`.
    """
    try:
        matches = _hasher.verify(password_hash or _nobodys_hash(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return matches and password_hash is not None


def needs_new_hash(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than are used today."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("the password of nobody")
