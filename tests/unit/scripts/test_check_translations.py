"""The catalogue check finds what a hurried translator leaves behind."""

from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts import check_translations
from scripts.check_translations import faults, nameless, term_faults

SOURCE = """
msgid "Continue"
msgstr ""

msgid "Question %(number)s"
msgstr ""

msgid "%(count)s answer"
msgid_plural "%(count)s answers"
msgstr[0] ""
msgstr[1] ""
"""
HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""
WHOLE = """
msgid "Continue"
msgstr "Weiter"

msgid "Question %(number)s"
msgstr "Frage %(number)s"

msgid "%(count)s answer"
msgid_plural "%(count)s answers"
msgstr[0] "eine Antwort"
msgstr[1] "%(count)s Antworten"
"""


@pytest.fixture
def source() -> Catalog:
    return read_po(BytesIO(SOURCE.encode()))


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a German catalogue and returns its path."""
    monkeypatch.setattr(check_translations, "PROJECT", tmp_path)

    def write(text: str, header: str = HEADER) -> Path:
        path = tmp_path / "de" / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        path.write_text(header + text, encoding="utf-8")
        return path

    return write


def test_a_whole_catalogue_has_no_fault(source, catalogue) -> None:
    assert faults(source, catalogue(WHOLE)) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgid "Continue"\nmsgstr "Weiter"\n', "", "1: 'Continue' is missing; add it"),
        ('"Weiter"', '""', "7: 'Continue' is empty; translate it"),
        (
            'msgid "Continue"',
            '#, fuzzy\nmsgid "Continue"',
            "8: 'Continue' is marked fuzzy; check it and take the mark away",
        ),
        (
            "Frage %(number)s",
            "Frage",
            "10: 'Question %(number)s' dropped a placeholder; it must have ['number']",
        ),
        (
            "Frage %(number)s",
            "Frage %(number)s %(nummer)s",
            (
                "10: 'Question %(number)s' has a placeholder that the source lacks; "
                "it knows ['number']"
            ),
        ),
        (
            'msgstr[1] "%(count)s Antworten"',
            'msgstr[1] ""',
            "13: '%(count)s answer' is empty; translate it",
        ),
    ],
)
def test_each_fault_has_its_line_and_remedy(source, catalogue, before, after, fault) -> None:
    assert before in WHOLE
    found = faults(source, catalogue(WHOLE.replace(before, after)))
    assert found == [f"de/LC_MESSAGES/messages.po:{fault}"]


def test_too_few_plural_forms_are_a_fault(source, catalogue) -> None:
    header = HEADER.replace("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0")
    found = faults(source, catalogue(WHOLE, header))
    assert found[0] == "de/LC_MESSAGES/messages.po:1: Plural-Forms says 1; CLDR has 2"


@pytest.mark.parametrize(
    ("msgid", "said", "is_fault"),
    [
        ("This survey is short.", "Ta ankieta jest krótka.", False),
        ("Two surveys.", "Ankiety: dwie.", False),
        ("This survey is short.", "Ten kwestionariusz jest krótki.", True),
        ("Surveyors came.", "Przyszli geodeci.", False),
        ("This survey is short.", "", False),
    ],
)
def test_a_term_is_called_what_the_glossary_calls_it(msgid, said, is_fault):
    entry = polib.POEntry(msgid=msgid, msgstr=said, linenum=7)
    found = [(7, f"{msgid!r} calls 'survey' by no name of ['ankie']")] if is_fault else []
    assert list(term_faults([entry], "pl")) == found


def test_every_term_has_a_name_in_every_language():
    assert nameless() == []
