"""Short codes: six characters that people can read out and type, the last a check character.

The alphabet is Crockford's base 32, which leaves out I, L, O and U. The check character (Luhn
modulo 32) finds every single wrong character and nearly every two that changed places.
"""

import secrets
import unicodedata

from stdnum import luhn

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
LONGEST_TYPED = 100


def new_token() -> str:
    """A random token, for example `K7QF2M`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + luhn.calc_check_digit(body, ALPHABET)


def normalise(code: str) -> str:
    """The code as it was meant: capitals, no spaces or hyphens, look-alikes and digits resolved."""
    plain = (_plain(character) for character in code[:LONGEST_TYPED])
    return "".join(plain).upper().translate(LOOK_ALIKES)


def _plain(character: str) -> str:
    """A letter or digit in ASCII; digits of every script count, other characters fall away."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", character)
    return folded if folded.isascii() and folded.isalnum() else ""


def is_mistyped(code: str) -> bool:
    """Whether no link can have this code, so that a character must be wrong or missing."""
    token = normalise(code)
    return len(token) != LENGTH or not luhn.is_valid(token, ALPHABET)


def short_code(token: str) -> str:
    """The token as it is printed: `K7Q-F2M`."""
    return f"{token[: LENGTH // 2]}-{token[LENGTH // 2 :]}"


def address(token: str, *, base_url: str) -> str:
    """The link's address, for example `https://fb.example.org/s/K7QF2M`."""
    return f"{base_url}/s/{token}"
