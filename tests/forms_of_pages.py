"""The forms on a page, as a browser would send them untouched."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_SENT = ("button", "image", "reset", "file")
ONLY_WHEN_CHOSEN = ("checkbox", "radio")


@dataclass
class PageForm:
    """Where a form goes and what it sends; `names` are also those that it leaves out untouched."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._name = ""
        self._is_text = False
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = PageForm(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._take(tag, said, {name for name, _ in attrs})

    def _take(self, tag: str, said: dict[str, str], flags: set[str]) -> None:
        name = said.get("name", "")
        if tag in ("select", "textarea"):
            self._name, self._is_text, self._first = name, tag == "textarea", None
            self._add(name, None)
        elif tag == "option":
            if "selected" in flags:
                self._add(self._name, said.get("value"))
            self._first = self._first if self._first is not None else said.get("value")
        elif tag in ("input", "button") and said.get("type") not in NOT_SENT:
            is_left = said.get("type") in ONLY_WHEN_CHOSEN and "checked" not in flags
            self._add(name, None if is_left else said.get("value", ""))

    def _add(self, name: str, value: str | None) -> None:
        if self._open is None or not name:
            return
        self._open.names.add(name)
        if value is not None:
            self._open.fields.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._is_text:
            self._add(self._name, data.removeprefix("\r\n").removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._is_text = False
        elif tag == "select" and self._open and self._name not in self._open.fields:
            self._add(self._name, self._first)


def forms_on(html: str) -> list[PageForm]:
    """Every form of a page."""
    parser = _Forms()
    parser.feed(html)
    return parser.forms
