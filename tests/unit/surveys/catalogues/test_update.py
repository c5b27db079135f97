"""Bringing a catalogue up to date: nothing is lost, what changed is marked, twice is once."""

import polib
import pytest

from app.surveys.catalogues.owners import Owner
from app.surveys.catalogues.sources import named_sources
from app.surveys.catalogues.update import new_file, update
from app.surveys.reading.nodes import read_tree

TINY = Owner("tiny", "1")
NEXT = Owner("tiny", "2")
SOURCE = """\
title: {en: Tiny, for_translators: Be brief}
introduction: {en: "About {service}", en-easyread: Hello}
length: {en: {one: "{count} day", other: "{count} days"}}
"""
TRANSLATED = {"title": "Bach", "introduction": "Am {service}"}


@pytest.fixture
def sources(tmp_path):
    """The texts of a definition that is written like this."""

    def written(text=SOURCE):
        path = tmp_path / "survey.yaml"
        path.write_text(text, encoding="utf-8")
        return named_sources(read_tree(path))

    return written


@pytest.fixture
def catalogue(sources):
    """A Welsh catalogue of the source, translated and signed off."""
    file = new_file(TINY, "cy")
    update(file, sources(), TINY, "cy")
    for entry in file:
        entry.msgstr = TRANSLATED.get(entry.msgctxt, "")
        entry.msgstr_plural = {form: f"{{count}} {form}" for form in entry.msgstr_plural}
    file.metadata |= {"X-Reviewed-By": "A. Speaker", "X-Reviewed-On": "2026-11-01"}
    return file


def again(file):
    """The file as it is written and read."""
    return polib.pofile(f"{file}")


def entry_of(file, text_id):
    return next(each for each in file if each.msgctxt == text_id)


def active(file):
    return [each.msgctxt for each in file if not each.obsolete]


def test_a_new_catalogue_has_every_text_and_a_whole_header(sources):
    file = new_file(TINY, "cy")
    assert update(file, sources(), TINY, "cy").new == ["title", "introduction", "length"]
    read = again(file)
    header = {name: value for name, value in read.metadata.items() if "Date" not in name}
    assert header.pop("Plural-Forms").startswith("nplurals=6; plural=")
    assert header == {
        "Project-Id-Version": "tiny 1",
        "Last-Translator": "Nobody yet",
        "Language-Team": "Welsh",
        "Language": "cy",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Reviewed-By": "",
        "X-Reviewed-On": "",
    }
    assert entry_of(read, "title").comment == "Be brief"
    length = entry_of(read, "length")
    assert (length.msgid, length.msgid_plural) == ("{count} day", "{count} days")
    assert length.msgstr_plural == dict.fromkeys(range(6), "")
    assert length.flags == ["python-brace-format"]
    assert length.comment.splitlines() == [
        "{count}: a number",
        "msgstr[0] (zero): 0",
        "msgstr[1] (one): 1",
        "msgstr[2] (two): 2",
        "msgstr[3] (few): 3",
        "msgstr[4] (many): 6",
        "msgstr[5] (other): 4, 5, 7, 8, 9, 10 …",
    ]


def test_easy_read_has_only_what_easy_read_says_otherwise(sources):
    file = new_file(TINY, "zh-Hans-easyread")
    update(file, sources(), TINY, "zh-Hans-easyread")
    assert [(each.msgctxt, each.msgid) for each in file] == [("introduction", "Hello")]
    assert (file.metadata["Language"], file.metadata["X-Edition"]) == ("zh_Hans", "Easy Read")


def test_doing_it_again_changes_nothing(sources, catalogue):
    for text in (SOURCE, SOURCE.replace("Tiny", "Wee"), 'title: {en: "Wee {service}"}\n', SOURCE):
        update(catalogue, sources(text), TINY, "cy")
        before = f"{catalogue}"
        read = again(catalogue)
        changes = update(read, sources(text), TINY, "cy")
        assert f"{read}" == before
        assert (changes.new, changes.outdated, changes.obsolete, changes.removed) == ([],) * 4


def test_a_changed_source_marks_its_translation_beside_the_old_source(sources, catalogue):
    changes = update(catalogue, sources(SOURCE.replace("Tiny", "Wee")), TINY, "cy")
    title = entry_of(again(catalogue), "title")
    assert (title.fuzzy, title.previous_msgid, title.msgid, title.msgstr) == (
        True,
        "Tiny",
        "Wee",
        "Bach",
    )
    assert (changes.outdated, changes.unsigned) == (["title"], "A. Speaker, 2026-11-01")
    assert catalogue.metadata["X-Reviewed-By"] == ""


def test_the_source_that_it_was_made_from_is_kept_through_more_changes(sources, catalogue):
    for title in ("Wee", "Small"):
        update(catalogue, sources(SOURCE.replace("Tiny", title)), TINY, "cy")
    assert entry_of(catalogue, "title").previous_msgid == "Tiny"
    update(catalogue, sources(), TINY, "cy")
    title = entry_of(catalogue, "title")
    assert (title.fuzzy, title.previous_msgid, title.msgstr) == (False, None, "Bach")


def test_a_changed_plural_is_marked_with_both_of_its_old_sources(sources, catalogue):
    update(catalogue, sources(SOURCE.replace("day", "week")), TINY, "cy")
    length = entry_of(again(catalogue), "length")
    assert (length.previous_msgid, length.previous_msgid_plural) == ("{count} day", "{count} days")
    assert length.fuzzy
    assert length.msgstr_plural[4] == "{count} 4"


def test_a_text_that_is_gone_is_kept_as_obsolete_and_comes_back(sources, catalogue):
    gone = update(catalogue, sources("title: {en: Tiny}\n"), TINY, "cy")
    read = again(catalogue)
    assert (gone.obsolete, active(read)) == (["introduction", "length"], ["title"])
    back = update(read, sources(), TINY, "cy")
    assert (back.new, active(read)) == ([], ["title", "introduction", "length"])
    assert entry_of(read, "introduction").msgstr == "Am {service}"
    assert [each for each in again(read) if each.obsolete] == []


def test_what_was_out_of_date_when_its_text_went_keeps_the_source_it_was_made_from(
    sources, catalogue
):
    update(catalogue, sources(SOURCE.replace("Tiny", "Wee")), TINY, "cy")
    update(catalogue, sources("introduction: {en: 'About {service}'}\n"), TINY, "cy")
    title = entry_of(again(catalogue), "title")
    assert (title.obsolete, title.msgid, title.fuzzy, title.msgstr) == (True, "Tiny", False, "Bach")


def test_what_nobody_translated_goes_with_its_text_and_is_told(sources, catalogue):
    entry_of(catalogue, "title").msgstr = ""
    changes = update(catalogue, sources(SOURCE.partition("\n")[2]), TINY, "cy")
    assert (changes.removed, changes.obsolete) == (["title"], [])
    assert active(catalogue) == ["introduction", "length"]


def test_a_new_text_takes_the_signature_back(sources, catalogue):
    changes = update(catalogue, sources(SOURCE + "next_steps: {en: Thanks}\n"), TINY, "cy")
    assert (changes.new, changes.unsigned) == (["next_steps"], "A. Speaker, 2026-11-01")


def test_a_copy_for_the_next_version_keeps_translations_and_signature(sources, catalogue):
    changes = update(catalogue, sources(), NEXT, "cy")
    assert (catalogue.metadata["Project-Id-Version"], changes.unsigned) == ("tiny 2", "")
    assert catalogue.metadata["X-Reviewed-By"] == "A. Speaker"


def test_a_text_that_gets_plural_forms_keeps_its_words(sources, catalogue):
    plural = SOURCE.replace("{en: Tiny,", "{en: {one: Tiny, other: Tinies},")
    update(catalogue, sources(plural), TINY, "cy")
    title = entry_of(again(catalogue), "title")
    assert (title.fuzzy, title.msgstr_plural) == (True, dict.fromkeys(range(6), "Bach"))
    update(catalogue, sources(), TINY, "cy")
    title = entry_of(again(catalogue), "title")
    assert (title.fuzzy, title.msgstr, title.msgid_plural) == (False, "Bach", "")


def test_forms_that_another_tool_numbered_otherwise_are_put_in_order(sources, catalogue):
    catalogue.metadata["Plural-Forms"] = (
        "nplurals=6; plural=n==0 ? 5 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 0;"
    )
    update(catalogue, sources(), TINY, "cy")
    forms = entry_of(again(catalogue), "length").msgstr_plural
    assert [forms[number] for number in range(6)] == [f"{{count}} {n}" for n in (5, 1, 2, 3, 4, 0)]


def test_what_translators_write_to_each_other_is_kept(sources, catalogue):
    title = entry_of(catalogue, "title")
    title.tcomment = "Ask about this"
    title.flags.append("no-wrap")
    catalogue.metadata["X-Generator"] = "Poedit 3.4"
    update(catalogue, sources(SOURCE.replace("Tiny", '"Wee {service}"')), TINY, "cy")
    read = again(catalogue)
    assert entry_of(read, "title").tcomment == "Ask about this"
    assert entry_of(read, "title").flags == ["fuzzy", "no-wrap", "python-brace-format"]
    assert read.metadata["X-Generator"] == "Poedit 3.4"
    update(read, sources(), TINY, "cy")
    assert entry_of(read, "title").flags == ["no-wrap"]
