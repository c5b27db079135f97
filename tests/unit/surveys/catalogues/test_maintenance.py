"""All catalogues of a folder: which there should be, and what is wrong with those there are."""

import pytest

from app.surveys.catalogues.maintenance import (
    check_catalogues,
    update_catalogues,
    wanted_catalogues,
)
from app.surveys.faults import DefinitionFaults
from tests.unit.surveys.conftest import HEADER, TINY, entry, welsh

BOTH = TINY.replace("[en]", "[en, cy]") + "      - {id: b, kind: yes_no, text: {en: Really?}}\n"
CY = "tiny/1/cy.po"
SHARED = "shared/option-sets/yes-no/1"
SHARED_CY = HEADER.replace("tiny 1", "option-sets/yes-no 1") + "".join(
    entry(f"{code}.text", source, translation)
    for code, source, translation in (
        ("yes", "Yes", "Ie"),
        ("no", "No", "Na"),
        ("not_sure", "Not sure", "Ddim yn siŵr"),
    )
)
WHOLE = {
    CY: welsh({"questions.b.text": ("Really?", "Wir?")}),
    f"{SHARED}/cy.po": SHARED_CY,
}


def names(found):
    return [each.path.as_posix() for each in found]


def faults_of(folder, language=None):
    try:
        check_catalogues(wanted_catalogues([folder], language))
    except DefinitionFaults as problem:
        return [str(fault) for fault in problem.faults]
    return []


@pytest.fixture
def here(write, folder):
    """A survey in two languages and the shared part that it uses, in the working folder."""

    def written(text=BOTH, catalogues=WHOLE):
        write(text, catalogues=catalogues)
        return folder.relative_to(folder)

    return written


def test_a_survey_and_what_it_shares_have_a_catalogue_each(here):
    folder = here(catalogues={})
    wanted = wanted_catalogues([folder])
    assert names(wanted) == [f"{SHARED}/cy.po", CY]
    done = update_catalogues(wanted)
    assert [(each.texts, each.untranslated, each.is_new) for each in done] == [
        (3, 3, True),
        (6, 6, True),
    ]
    assert faults_of(folder) == [
        *(
            f"{SHARED}/cy.po:{line}: '{code}.text' is not translated into Welsh yet; translate it"
            for line, code in ((16, "yes"), (20, "no"), (24, "not_sure"))
        ),
        *(
            f"{CY}:{line}: '{text_id}' is not translated into Welsh yet; translate it"
            for line, text_id in (
                (16, "title"),
                (20, "introduction"),
                (32, "length"),
                (42, "next_steps"),
                (46, "questions.age.text"),
                (50, "questions.b.text"),
            )
        ),
    ]


def test_whole_catalogues_have_no_faults(here):
    folder = here()
    assert faults_of(folder) == []
    assert [
        (each.untranslated, each.outdated) for each in check_catalogues(wanted_catalogues([folder]))
    ] == [(0, 0), (0, 0)]


def test_a_shared_part_alone_has_the_languages_that_stand_beside_it(here, folder):
    here()
    assert names(wanted_catalogues([folder.relative_to(folder) / "shared"])) == [f"{SHARED}/cy.po"]


def test_a_new_language_is_made_for_the_survey_and_all_it_shares(here):
    folder = here()
    done = update_catalogues(wanted_catalogues([folder], "pl"))
    assert names(done) == [f"{SHARED}/pl.po", "tiny/1/pl.po"]
    # It is not offered yet, so that it may be half done; asked for by name it is wanted whole.
    assert faults_of(folder) == []
    assert len(faults_of(folder, "pl")) == 9
    assert [each.is_needed for each in wanted_catalogues([folder])] == [True, False, True, False]


def test_a_broken_catalogue_of_a_language_not_offered_yet_is_told(here):
    folder = here(catalogues={**WHOLE, "tiny/1/pl.po": "msgid\n"})
    [fault] = faults_of(folder)
    assert fault.startswith("tiny/1/pl.po:1: the line is not one of a gettext catalogue")


def test_a_catalogue_that_translates_nothing_is_told(here):
    stray = {"tiny/1/cy-easyread.po": welsh(), "tiny/1/welsh.po": welsh(), "tiny/1/en.po": ""}
    assert faults_of(here(catalogues={**WHOLE, **stray})) == [
        "tiny/1/cy-easyread.po:1: tiny 1 has no text for this catalogue; remove it",
        "tiny/1/en.po:1: 'en' is not a language to translate into; name the file like cy.po or"
        " cy-easyread.po",
        "tiny/1/welsh.po:1: 'welsh' is not a language to translate into; name the file like cy.po"
        " or cy-easyread.po",
    ]


def test_easy_read_of_a_shared_part_stays_where_a_survey_has_no_easy_read(here, folder):
    here()
    fragment = folder / SHARED / "fragment.yaml"
    text = fragment.read_text(encoding="utf-8").replace("{en: Yes}", "{en: Yes, en-easyread: Yes!}")
    fragment.write_text(text, encoding="utf-8")
    easy = SHARED_CY.partition("msgctxt")[0].replace(
        '"X-Rev', '"X-Edition: Easy Read\\n"\n"X-Rev', 1
    )
    path = folder / SHARED / "cy-easyread.po"
    path.write_text(easy + entry("yes.text", "Yes!", "Ie!"), encoding="utf-8")
    assert names(wanted_catalogues([folder.relative_to(folder) / "tiny"])) == [
        f"{SHARED}/cy.po",
        CY,
    ]
    assert faults_of(folder.relative_to(folder)) == []


def test_a_missing_catalogue_is_told_with_the_command_that_makes_it(here):
    folder = here(catalogues={CY: WHOLE[CY]})
    assert faults_of(folder) == [
        f"{SHARED}/fragment.yaml:1: there is no catalogue cy.po; run 'ownwords survey catalogues"
        f" {SHARED} --language cy'"
    ]


def test_nothing_is_written_where_one_catalogue_cannot_be_read(here, folder):
    here(catalogues={f"{SHARED}/cy.po": SHARED_CY.replace("Language: cy", "Language: ga")})
    with pytest.raises(DefinitionFaults) as caught:
        update_catalogues(wanted_catalogues([folder.relative_to(folder)]))
    assert str(caught.value) == f"{SHARED}/cy.po:4: Language is 'ga', but must be 'cy'"
    assert not (folder / CY).exists()


def test_a_definition_that_cannot_be_read_is_refused(here, folder):
    here(text=BOTH.replace("title: {en: Tiny}", "title: {en: Tiny, cy: Bach}"))
    with pytest.raises(DefinitionFaults) as caught:
        wanted_catalogues([folder.relative_to(folder)])
    assert [each.line for each in caught.value.faults] == [5]
    here(text="id: [")
    (folder / SHARED / "fragment.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(DefinitionFaults) as caught:
        wanted_catalogues([folder.relative_to(folder)])
    assert len(caught.value.faults) == 2


def test_two_answers_that_read_the_same_do_not_keep_a_catalogue_from_being_updated(here):
    same = SHARED_CY.replace("Ddim yn siŵr", "Na")
    folder = here(catalogues={**WHOLE, f"{SHARED}/cy.po": same})
    assert [each.changes.new for each in update_catalogues(wanted_catalogues([folder]))] == [[], []]
