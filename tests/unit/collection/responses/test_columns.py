"""Columns come from the definition, keep their names, and never stand twice."""

from app.collection.responses.export.codebook import codebook_rows
from app.collection.responses.export.columns import (
    ABOUT,
    ABOUT_FIGURES,
    Layout,
    QuestionColumns,
    about,
)
from app.surveys.parts import Kind
from tests.factories import question, survey
from tests.given import given

WHO = question("who", Kind.MULTIPLE_CHOICE, "friend", "nurse")
FAITH = question("faith", Kind.SINGLE_CHOICE, "any", part="equality")


def test_every_question_has_its_columns_in_order():
    of = survey(
        question("happy", Kind.YES_NO, "yes", "no"),
        question("read_this", Kind.INFORMATION),
        WHO,
        question("age", Kind.NUMBER),
        question("say", Kind.COMMENT),
        FAITH,
    )
    of_questions = (
        *("happy", "happy.label"),
        *("who", "who.label", "who.friend", "who.nurse"),
        *("age", "say"),
    )

    figures = ("happy", "happy.yes", "happy.no", "who", "who.friend", "who.nurse")
    assert Layout([of], is_raw=False).names == (
        *ABOUT_FIGURES, *figures, "age", "age.average", "say",
    )  # fmt: skip
    assert Layout([of], is_raw=True).names == (
        "response", *ABOUT, *of_questions, "faith", "faith.label", "not_counted",
    )  # fmt: skip


def test_a_practice_question_is_in_the_raw_export_only():
    of = survey(question("tea", Kind.YES_NO, "yes", practice=True), question("age", Kind.NUMBER))

    assert Layout([of], is_raw=False).names == (*ABOUT_FIGURES, "age", "age.average")
    assert Layout([of], is_raw=True).names == (
        "response", *ABOUT, "tea", "tea.label", "age", "not_counted",
    )  # fmt: skip


def test_versions_stand_together_in_their_order():
    first = survey(question("a", Kind.NUMBER), question("b", Kind.NUMBER))
    second = survey(question("c", Kind.NUMBER), question("b", Kind.NUMBER), version=2)

    assert Layout([second, first], is_raw=True).names[len(ABOUT) + 1 : -1] == ("a", "b", "c")


def test_no_two_columns_have_one_name():
    of = survey(
        question("language", Kind.YES_NO, "yes"), question("who", Kind.MULTIPLE_CHOICE, "label")
    )
    assert Layout([of], is_raw=False).names[len(ABOUT_FIGURES) :] == (
        "question.language",
        "question.language.yes",
        "who",
        "who.option.label",
    )
    assert Layout([of], is_raw=True).names[len(ABOUT) + 1 : -1] == (
        "question.language",
        "question.language.label",
        "who",
        "who.label",
        "who.option.label",
    )


def test_an_answer_fills_its_cells():
    columns = QuestionColumns(WHO, "en")

    assert columns.cells(["nurse"]) == {
        "who": ["nurse"],
        "who.label": ["Nurse"],
        "who.friend": 0,
        "who.nurse": 1,
    }
    assert columns.cells(None) == {}
    assert QuestionColumns(FAITH, "en").cells("any") == {"faith": "any", "faith.label": "Any"}
    assert QuestionColumns(question("age", Kind.NUMBER), "en").cells(0) == {"age": 0}


def test_where_a_response_came_from():
    response = given(locale="cy-easyread", event="Fair")

    assert about(response) == {
        "response": str(response.id),
        "survey": "tiny",
        "version": 1,
        "service": "Rose House",
        "audience": "people",
        "event": "Fair",
        "week": "2026-W40",
        "language": "cy",
        "edition": "easy_read",
    }


def test_the_codebook_puts_every_column_into_words():
    layout = Layout([survey(WHO, question("age", Kind.NUMBER))], is_raw=False)

    assert list(codebook_rows(layout)) == [
        ("version", "column", "question", "kind", "code", "label"),
        ("1", "who", "About who?", "multiple_choice", "", ""),
        ("1", "who", "About who?", "multiple_choice", "friend", "Friend"),
        ("1", "who", "About who?", "multiple_choice", "nurse", "Nurse"),
        ("1", "age", "About age?", "number", "", ""),
    ]
