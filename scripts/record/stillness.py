"""Everything that would make two records of one commit differ, taken out in this one place.

- **Time**: the clock of `app.kernel.clock` stands at `MOMENT`. It moves on by a microsecond at each
  look, so that what was written first is still shown first.
- **Chance**: ids, tokens, codes, PINs, passwords and keys are drawn from streams that begin anew
  with the name of each entry, one for each number of bytes, so that what draws more changes neither
  other entries nor what is of another kind. What a module draws when it is loaded is apart, too:
  it is loaded when it is first needed, and no two ways of loading need be alike.
- **What is masked** in the text, since it is new each time and tells nothing: see `MASKS`.
"""

import hashlib
import os
import random
import re
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec, ed25519

MOMENT: Final = datetime(2026, 11, 30, 11, tzinfo=UTC)
"""A Monday on which the demonstration is loaded and looked at."""

MASKS: Final = (
    # The token of a form is signed with the second at which the page was made.
    (re.compile(r'(name="csrf_token"[^>]*? value=")[^"]*'), r"\1<token>"),
    # The name of a built asset ends with the digest of its content.
    (re.compile(r"(/static/dist/[\w-]+)-[0-9a-f]{10}(?=\.)"), r"\1-<digest>"),
    # Each look at the clock is a microsecond later.
    (re.compile(r"(\d\d:\d\d:\d\d)[.,]\d{6}"), r"\1"),
    # So the rows in a backup are others by a few figures, and the file is another.
    (re.compile(r'"bytes": \d+, "sha256": "[0-9a-f]{64}"'), '"bytes": <size>, "sha256": "<hash>"'),
    (re.compile(r"(from (?:sqlite|postgresql)); [\d,]+ bytes"), r"\1; <size> bytes"),
    (re.compile(r"^SHA-256 [0-9a-f]{64}$", re.MULTILINE), "SHA-256 <hash>"),
)
ORDER: Final = int("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
"""How many private keys there are on the curve P-256."""


def masked(text: str) -> str:
    """The text without what is new each time."""
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


class _IsAnyMoment(type):
    """Ordinary moments are of this class too, as the clock asks."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


class _HeldStill(datetime, metaclass=_IsAnyMoment):
    """The class `datetime` as the clock sees it."""

    looks = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """`MOMENT`, and a microsecond for each look that was taken before."""
        _HeldStill.looks += 1
        return (MOMENT + timedelta(microseconds=_HeldStill.looks)).astimezone(tz)


class Chance:
    """Bytes that look drawn by lot, and follow from the name that they began with."""

    def __init__(self) -> None:
        self.begin("")

    def begin(self, name: str) -> None:
        """Begin the stream of this name."""
        self._name = name
        self._draws: Counter[tuple[bool, int]] = Counter()

    def draw(self, number: int) -> bytes:
        """The next bytes of the stream."""
        stream = (_is_loading(), number)
        self._draws[stream] += 1
        seed = f"{self._name}\n{stream}\n{self._draws[stream]}"
        return hashlib.shake_256(seed.encode()).digest(number)


def _is_loading() -> bool:
    """Whether it is a module being loaded that asks."""
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_globals.get("__name__") == "importlib._bootstrap":
            return True
    return False


def hold_still() -> Chance:
    """Take time and chance away from this process, before anything else of the product is met."""
    from app.kernel import clock  # noqa: PLC0415 - met here, so that masks are tested without it

    chance = Chance()
    clock.datetime = _HeldStill  # type: ignore[attr-defined]
    os.urandom = chance.draw
    random._urandom = chance.draw  # type: ignore[attr-defined]
    ec.generate_private_key = _drawing_keys(chance)
    ed25519.Ed25519PrivateKey.generate = staticmethod(  # type: ignore[method-assign]
        lambda: ed25519.Ed25519PrivateKey.from_private_bytes(chance.draw(32))
    )
    return chance


def _drawing_keys(chance: Chance) -> Any:
    def generate(curve: ec.EllipticCurve, backend: Any = None) -> ec.EllipticCurvePrivateKey:
        number = int.from_bytes(chance.draw(32), "big") % (ORDER - 1) + 1
        return ec.derive_private_key(number, curve, backend)

    return generate
