"""Names and numbers keep their own direction by markup, and no page carries invisible marks."""

import re
from pathlib import Path

from app.kernel.isolation import about, isolated, without_marks
from app.kernel.localised import LocalisedText

PROJECT = Path(__file__).resolve().parents[3]
MARKS = re.compile("[\u2066-\u2069]|u206[6-9]", re.IGNORECASE)
# What takes the marks out, what tells the typesetter by them, and what looks for them in surveys.
MAY_NAME_THEM = {
    "app/kernel/isolation.py",
    "app/collection/printing/words.py",
    "app/documents/own_lines.py",
    "app/documents/templates/common.typ",
    "app/documents/whole_words.py",
    "app/surveys/checks/wording.py",
    "app/surveys/xlsform/texts.py",
}


def test_a_value_is_isolated_and_escaped():
    assert isolated("<b> & Söhne") == "<bdi>&lt;b&gt; &amp; Söhne</bdi>"


def test_a_message_is_escaped_around_its_values():
    assert about("<i> %(name)s", name="A & B") == "&lt;i&gt; <bdi>A &amp; B</bdi>"


def test_marks_are_taken_out():
    assert without_marks("a \u2066999\u2069 \u2068b\u2069") == "a 999 b"


def test_a_text_with_marks_shows_none():
    said = LocalisedText({"ur": "\u2068{service}\u2069: \u2066{phone}\u2069 <"})
    assert said.in_locale("ur", service="Rose", phone="1") == "Rose: 1 <"
    assert said.in_html("ur", service="Rose", phone="1") == ("<bdi>Rose</bdi>: <bdi>1</bdi> &lt;")


def test_a_count_needs_no_markup():
    assert LocalisedText({"en": "{count} of {of}"}).in_html("en", count=2, of="3") == (
        "2 of <bdi>3</bdi>"
    )


def test_nothing_that_pages_e_mails_and_prints_are_made_of_has_such_marks():
    sources = [
        path
        for folder in ("app", "static/js", "static/css", "translations")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".typ", ".js", ".css", ".po", ".yaml", ".svg"}
    ]
    marked = {
        path.relative_to(PROJECT).as_posix()
        for path in sources
        if MARKS.search(path.read_text(encoding="utf-8"))
    }
    assert marked - MAY_NAME_THEM == set()
