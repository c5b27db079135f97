"""Paper booklets: every question with what a person needs to answer it by hand."""

import pytest

from app.collection.printing.operations import booklet
from app.kernel.errors import Refused
from app.surveys.parts import Kind, Picture
from app.surveys.rules import Condition, Not, Operator
from tests.factories import TOKEN, option, question, survey
from tests.integration.collection.printing.conftest import BASE_URL, every_kind, pages, paper

HAPPY = Condition("happy", Operator.IS, ("no",))


def made(language=None, of=TOKEN):
    return booklet(token=of, language=language, base_url=BASE_URL)


def whole(language=None):
    return " ".join(pages(made(language)))


def test_every_question_stands_in_it_with_its_number_and_id(printed):
    printed()
    said = whole("en")
    wanted = [
        "About welcome?",
        *("1. About happy?", "Tick one box. happy Yes No", "Unsure"),
        *("2. About why?", "Leave out names", " why "),
        "3. About liked? Tick every box that fits. liked Food Staff",
        *("4. About visits?", "visits visits"),
        *("5. About since?", "since Day Month Year"),
    ]
    assert [each for each in wanted if each not in said] == []
    places = [said.index(each) for each in wanted if each[0].isdigit()]
    assert places == sorted(places)


def test_the_front_page_says_whose_it_is_how_to_fill_it_in_and_has_a_number_box(printed):
    printed(event="Open day")
    front = pages(made("en"))[0]
    wanted = [
        *("Rose House", "Open day", "A tiny survey", "Tell Rose House what you think."),
        "Tick the box beside your answer, or write on the lines.",
        "Want help to answer? Call 01632 960 003.",
        "Go to fb.example.org and type K7Q-F2M.",
        "Booklet number Staff write the number. It does not say who you are.",
    ]
    assert [each for each in wanted if each not in front] == []


def test_the_foot_of_each_page_has_survey_version_language_and_page(printed):
    printed(every_kind(version=7))
    said = pages(made("cy"))
    feet = [f"tiny · 7 · cy {page} / {len(said)}" for page in range(1, len(said) + 1)]
    assert [foot for foot, page in zip(feet, said, strict=True) if foot not in page] == []


def test_helplines_stand_before_every_written_answer_and_on_the_last_page(printed):
    printed()
    said = pages(made("en"))
    helplines = "Safety: emergency, call 999. Safety: report, call 999."
    assert sum(page.count(helplines) for page in said) == 2
    (page,) = (page for page in said if "2. About why?" in page)
    assert page.index("2. About why?") < page.index(helplines)
    assert helplines in said[-1]
    assert "If someone is not safe" in said[-1]
    assert "How to give it back Put this booklet in an envelope and close it." in said[-1]
    assert "Somebody at Rose House reads it." in said[-1]


def test_a_survey_without_safety_texts_still_ends_with_helplines(printed):
    printed(survey(safety={}))
    assert "If you or someone else is in danger now, call 999." in pages(made("en"))[-1]


def test_rules_are_said_before_the_answers(printed):
    printed(
        survey(
            question("happy", Kind.YES_NO, "yes", "no"),
            question("sad", Kind.YES_NO, "yes", "no", ask_if=HAPPY),
            question("glad", Kind.YES_NO, "yes", "no", ask_if=Not(HAPPY)),
        )
    )
    said = whole("en")
    assert "2. About sad? Answer this only if you ticked “No” in question 1. Tick one" in said
    assert "3. About glad? Leave this out if you ticked “No” in question 1. Tick one" in said


def test_easy_read_is_larger_and_has_pictures(printed):
    many = tuple(
        question(f"q{number}", Kind.YES_NO, "yes", "no", picture=Picture("tea"))
        for number in range(12)
    )
    printed(survey(*many, easy_read=True))
    plain, easy = made("en"), made("en-easyread")
    assert len(paper(easy)) > len(paper(plain))
    assert "tiny · 1 · en-easyread" in pages(easy)[0]


def test_a_scale_with_faces_and_a_missing_drawing_are_no_trouble(printed):
    scale = ("always", "mostly", "sometimes", "rarely", "never")
    printed(
        survey(
            question("care", Kind.RATING, *scale, points=5, faces=True, picture=Picture("gone")),
            easy_read=True,
        )
    )
    assert "Always Mostly Sometimes Rarely Never" in whole("ur-easyread").replace(" (ur)", "")


@pytest.mark.parametrize("language", ["en", "cy", "ur", "ur-easyread"])
def test_it_is_on_a4_in_every_language(printed, language):
    printed()
    assert set(paper(made(language))) == {(210, 297)}


def test_a_question_with_more_options_than_a_page_is_not_cut(printed):
    codes = tuple(f"option{number}" for number in range(60))
    printed(survey(question("many", Kind.MULTIPLE_CHOICE, *codes)))
    said = whole("en")
    assert [code for code in codes if code.capitalize() not in said] == []


def test_without_a_language_it_is_the_links_own_or_the_surveys_first(printed):
    printed(language="ur")
    assert "tiny · 1 · ur" in pages(made())[0]


def test_without_either_it_is_the_one_the_survey_was_written_in(printed):
    printed()
    assert "tiny · 1 · en" in pages(made())[0]


def test_a_language_that_the_survey_lacks_is_refused(printed):
    printed(survey(question("one", Kind.YES_NO, "yes", "no", non_substantive=(option("x"),))))
    with pytest.raises(Refused, match=r"has no 'pa'\. Choose from: en, cy, ur\."):
        made("pa")
