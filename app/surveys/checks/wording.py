"""Faults inside one wording: empty, leftover tags, control characters, stray braces."""

import re
import unicodedata
from collections.abc import Iterator

from app.kernel.localised import PLACEHOLDER

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_END_EMBEDDING = "\u202c"
_ISOLATES = "\u2066\u2067\u2068"
_END_ISOLATE = "\u2069"


def wording_faults(wording: str) -> Iterator[str]:
    """What is wrong with a wording, each as the end of a sentence that begins with its name."""
    if not wording.strip():
        yield "is empty; write it"
        return
    if found := _TAG.search(wording) or _ENTITY.search(wording):
        yield f"has a leftover of HTML, '{found[0]}'; write plain words"
    if not bidi_is_balanced(wording):
        yield "has bidirectional control characters that are not closed; remove or close them"
    if (control := _control_character(wording)) is not None:
        yield f"has the control character U+{ord(control):04X}; remove it"
    if re.search(r"[{}]", PLACEHOLDER.sub("", wording)):
        yield "has a brace that is not part of a placeholder such as {service}; remove it"


def bidi_is_balanced(wording: str) -> bool:
    """Whether every embedding, override and isolate is closed by its own kind of end."""
    closers: list[str] = []
    for character in wording:
        if character in _EMBEDDINGS:
            closers.append(_END_EMBEDDING)
        elif character in _ISOLATES:
            closers.append(_END_ISOLATE)
        elif character in (_END_EMBEDDING, _END_ISOLATE) and (
            not closers or closers.pop() != character
        ):
            return False
    return not closers


def _control_character(wording: str) -> str | None:
    for character in wording:
        if unicodedata.category(character) == "Cc" and character not in "\n\t":
            return character
    return None
