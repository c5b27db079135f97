"""The words of a form, cleaned for a survey, in each language."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any, Final

from app.kernel.storable import storable
from app.surveys.checks.wording import bidi_is_balanced
from app.surveys.xlsform.languages import UNNAMED, locale_of

TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
ANSWER: Final = re.compile(r"\$\{[^}]*\}")
BRACES: Final = str.maketrans("{}", "()")
BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")

Text = dict[str, str]
"""A wording for each locale."""


class Texts:
    """Reads labels and hints; `remark` gets what was changed, `written` is of the form."""

    def __init__(self, written: Mapping[str, str], remark: Callable[[str, str], None]) -> None:
        self.written = written
        self.remark = remark
        self.unknown: set[str] = set()

    def read(self, label: Any, where: str) -> Text:
        """The wordings of a label by locale; empty where there are none that can be used."""
        named = label if isinstance(label, Mapping) else {UNNAMED: label}
        found: Text = {}
        for language, wording in named.items():
            locale = locale_of(str(language))
            if locale is None:
                self.unknown.add(str(language))
            elif wording is not None and (clean := self._clean(str(wording), where)):
                found.setdefault(locale, clean)
        return found

    def _clean(self, wording: str, where: str) -> str:
        wording = self.written.get(wording, wording)
        text = ANSWER.sub("…", wording)
        if text != wording:
            self.remark(where, "an earlier answer inside the words is shown as “…”")
        plain = unescape(TAG.sub("", text)).translate(BRACES)
        if plain != text:
            self.remark(where, "tags and braces are taken out of the words")
        if not bidi_is_balanced(plain):
            self.remark(where, "marks of direction that are not closed are taken out of the words")
            plain = BIDI.sub("", plain)
        return storable(plain).strip()
