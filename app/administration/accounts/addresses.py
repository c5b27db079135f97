"""E-mail addresses that people sign in with: one way to write each, so that none looks like two.

Two addresses that a person cannot distinguish would be two accounts. So compatibility forms are
made plain (NFKC), capitals small, and what cannot be seen is taken out, before anything is asked
of an address. What is then not written in the letters of English is refused: a Cyrillic or Greek
letter is drawn like a Latin one.
"""

import re
import unicodedata

from app.kernel import limits
from app.kernel.errors import Refused
from app.kernel.visible import without_unseen

EMAIL = re.compile(r"[!#-'*+./0-9=?^-~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
SHOWN = 80


def plain_address(email: str) -> str:
    """The one way to write an address; the same for all that look the same."""
    plain = unicodedata.normalize("NFKC", without_unseen(email)).casefold()
    # A compatibility form may itself be made of what cannot be seen.
    return without_unseen(unicodedata.normalize("NFKC", plain)).strip()


def is_address(email: str) -> bool:
    """Whether it is a plain address, such as name@example.org."""
    return len(email) <= limits.EMAIL and EMAIL.fullmatch(email) is not None


def checked_address(email: str) -> str:
    """The plain address.

    Raises:
        Refused: when it is none, or has letters that are drawn like others.
    """
    plain = plain_address(email)
    if is_address(plain):
        return plain
    if is_address("".join(letter if letter.isascii() else "x" for letter in plain)):
        strange = "".join(dict.fromkeys(letter for letter in plain if not letter.isascii()))
        raise Refused(
            f"'{plain[:SHOWN]}' holds '{strange[:SHOWN]}', which could be taken for other letters. "
            "Use an address in the letters a to z."
        )
    raise Refused(f"'{plain[:SHOWN]}' is not an e-mail address such as name@example.org.")
