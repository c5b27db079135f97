"""The respondent's document: one form that works without script and is the same for everyone."""

from datetime import date

import pytest

from app.collection.answering.document import render_document
from app.collection.answering.views import AnsweringLink
from app.kernel.localised import autonym
from app.surveys.loader import load_survey, survey_files
from tests.unit.collection.answering.conftest import LINK, PROJECT, SERVICE, Page


@pytest.fixture
def document(page_context, tiny):
    def render(survey_id="every-kind", locale="en", link=LINK, **more):
        return Page(
            render_document(
                survey=tiny(survey_id), link=link, service=SERVICE, locale=locale, **more
            )
        )

    return render


def test_the_same_arguments_give_the_same_bytes(document):
    assert document().html == document().html


def test_one_form_posts_to_the_language_of_the_page(document):
    form = document().one("form")
    assert (form.get("method"), form.get("action")) == ("post", "/s/K7QF2M/en")


def test_the_page_says_its_language_and_direction(document):
    root = document("three-languages", "ur").one("html")
    assert (root.get("lang"), root.get("dir")) == ("ur", "rtl")


def test_nothing_inline_that_a_strict_policy_would_refuse(document):
    page = document()
    assert [each for each in page.elements if each.get("style") is not None] == []
    assert [name for each in page.elements for name in each.attributes if name[:2] == "on"] == []
    assert [s.get("type") for s in page.all("script")] == ["module", "application/json"]


def test_every_question_is_a_fieldset_with_its_text_as_heading(document):
    page = document()
    shown = [(each.get("data-id"), each.get("data-kind")) for each in page.all("fieldset")]
    assert shown == [
        ("welcome", "information"),
        ("place", "single_choice"),
        ("languages", "multiple_choice"),
        ("respect", "rating"),
        ("safe", "yes_no"),
        ("years", "number"),
        ("since", "date"),
        ("role", "short_text"),
        ("more", "comment"),
    ]
    assert page.one("h2", id="place-h").text == "Where do you live?"


def test_choices_are_native_controls_and_none_is_chosen(document):
    page = document()
    radios = page.all("input", name="place")
    boxes = page.all("input", name="languages")
    assert [(r.get("type"), r.get("value")) for r in radios] == [
        ("radio", "home"),
        ("radio", "away"),
    ]
    assert {each.get("type") for each in boxes} == {"checkbox"}
    assert page.all(checked="") == []


def test_an_exclusive_option_is_marked_for_the_script(document):
    marked = document().all("input", data_alone="")
    assert [(each.get("name"), each.get("value")) for each in marked] == [("languages", "none")]


def test_answers_fill_the_form_in(document):
    page = document(
        answers={"place": "away", "languages": ["english", "welsh"], "years": 3, "more": "\nA <b>"}
    )
    chosen = [(each.get("name"), each.get("value")) for each in page.all("input", checked="")]
    assert chosen == [("place", "away"), ("languages", "english"), ("languages", "welsh")]
    assert page.one("input", name="years").get("value") == "3"
    # The first new line after the tag is the browser's, the second is the person's.
    assert ">\n\nA &lt;b&gt;</textarea>" in page.html


def test_helplines_stand_before_every_text_box(document):
    page = document()
    boxes = [*page.all("input", type="text", dir="auto"), *page.all("textarea")]
    *lines, unsent = page.all("div", class_="safe")
    assert (len(boxes), len(lines), unsent.inside("template")) == (2, 2, True)
    for box, line in zip(boxes, lines, strict=True):
        assert page.elements.index(line) < page.elements.index(box)
        assert line.parents[-1] is box.parents[-1]


def test_the_numbers_of_the_council_can_be_called(document):
    called = {each.get("href") for each in document().all("a", dir="ltr")}
    assert {"tel:01614960456"} <= called


def test_a_reversed_scale_begins_with_the_unhappiest_face(document):
    page = document()
    used = [each.get("href") for each in page.all("use")]
    assert used == ["#face-5", "#face-4", "#face-3", "#face-2", "#face-1"]
    assert [each.get("id") for each in page.all("symbol")] == [f"face-{n}" for n in range(1, 6)]


def test_a_survey_without_faces_carries_no_drawings(document):
    assert document("skip-rules").all("symbol") == []


def test_answers_that_worry_show_the_way_to_tell_someone(document):
    page = document()
    marked = [(each.get("name"), each.get("value")) for each in page.all(data_worried="")]
    assert marked == [("respect", "always"), ("respect", "mostly"), ("safe", "no")]
    ways = [each for each in page.all("button", value="worried") if each.inside("fieldset")]
    assert [each.get("data-href") for each in ways] == ["/s/K7QF2M/en/worried"] * 2
    assert {each.get("formaction") for each in ways} == {"/s/K7QF2M/en"}


def test_the_picture_is_decoration_unless_it_has_words(document):
    page = document()
    pictures = [(each.get("src"), each.get("alt")) for each in page.all("img")]
    assert pictures[0] == ("/static/pictures/welcome.svg", "An open door")
    assert pictures[1] == ("/static/pictures/home.svg", "")


def test_rules_travel_beside_their_questions(document):
    page = document("skip-rules")
    assert page.one("fieldset", id="q-pain").get("data-rule") is None
    assert page.one("fieldset", id="q-where").get("data-rule") == '{"is":["yes"],"question":"pain"}'


def test_the_equality_part_waits_in_a_template(document):
    page = document("parts")
    kept = {each.get("data-id"): each.inside("template") for each in page.all("fieldset")}
    assert [name for name, is_kept in kept.items() if is_kept] == ["age"]


def test_equality_answers_travel_unseen_through_the_long_form(document):
    page = document("parts", answers={"age": "30"})
    carried = page.one("input", class_="carried")
    assert (carried.get("name"), carried.get("value")) == ("age", "30")


def test_the_trap_for_robots_is_hidden_from_everybody(document):
    trap = document().one("input", name="website")
    assert (trap.get("tabindex"), trap.get("autocomplete")) == ("-1", "off")
    assert any(each.get("aria-hidden") == "true" for each in trap.parents)


def test_hidden_fields_say_the_version_and_the_changes_of_language(document):
    page = document(language_switches=2)
    assert page.one("input", name="survey_version").get("value") == "1"
    assert page.one("input", name="language_switches").get("value") == "2"


def test_problems_are_listed_first_and_stand_at_their_questions(document):
    page = document(problems={"years": "Write a whole number.", "other": "Unknown."})
    assert page.one("title").text == "Error: Every kind – Rowan House"
    summary = page.one("div", id="summary")
    inside = [each for each in page.elements if summary in each.parents]
    assert [each.text for each in inside if each.tag == "li"] == [
        "Write a whole number.",
        "Unknown.",
    ]
    assert [each.get("href") for each in inside if each.tag == "a"] == ["#years-1"]
    assert page.one("p", id="years-p").text == "Error: Write a whole number."
    box = page.one("input", id="years-1")
    assert (box.get("aria-invalid"), box.get("aria-describedby")) == ("true", "years-p")


def test_the_question_to_begin_at_has_the_focus(document):
    assert document(focus="years").one(autofocus="").get("id") == "years-1"
    assert document(focus="edit").all(autofocus="") == []


def test_the_chooser_names_each_language_in_itself(document):
    page = document("three-languages", "cy")
    links = [each for each in page.all("button", data_switch="") if each.get("lang")]
    assert [(each.get("lang"), each.get("dir"), each.text) for each in links] == [
        ("en", "ltr", "English"),
        ("cy", "ltr", "Cymraeg"),
        ("ur", "rtl", "اردو"),
    ]
    current = [each.get("data-href") for each in links if each.get("aria-current")]
    assert current == ["/s/K7QF2M/cy"]


def test_a_dozen_languages_fold_behind_the_name_of_the_one_that_is_shown(page_context):
    shipped = load_survey(survey_files(PROJECT / "surveys" / "people-supported")[-1])
    html = render_document(survey=shipped, link=LINK, service=SERVICE, locale="ar")
    page = Page(html)
    [summary, *_] = page.all("summary")
    assert (summary.text.strip(), summary.get("aria-current")) == ("العربية", "true")
    names = [each.text for each in page.all("button", data_switch="") if each.get("lang")]
    assert names == [autonym(each) for each in shipped.languages if each != "ar"]
    assert len(names) > 10


def test_without_script_the_answers_can_go_on_in_another_language(document):
    page = document("three-languages", "cy")
    buttons = page.all("button", value="language")
    assert {each.get("form") for each in buttons} == {page.one("form").get("id")}
    assert [each.get("formaction") for each in buttons] == ["/s/K7QF2M/en", "/s/K7QF2M/ur"]


def notes(page):
    """What is said in small letters to everybody, with script or without."""
    small = page.all("p", class_="small")
    return [each.text for each in small if each.get("class") == "small"]


def test_only_a_translation_that_nobody_signed_off_is_called_a_draft(document):
    draft = "This translation is a draft."
    assert draft not in document("three-languages", "en").html
    assert draft not in document("three-languages", "cy").html
    assert len(notes(document("three-languages", "ur"))) == 1


def test_two_languages_stand_under_each_other(document):
    page = document("three-languages", "ur", second="en")
    heading = page.one("h2", id="respect-h")
    english = [each for each in page.all("span", class_="two") if heading in each.parents]
    assert [(e.get("lang"), e.get("dir"), e.text) for e in english] == [
        ("en", "ltr", "Do staff treat you with respect?")
    ]
    assert page.one("form").get("action") == "/s/K7QF2M/ur?with=en"


def test_a_translation_offers_the_source_beside_it(document):
    ways = document("three-languages", "ur").all("button", data_switch="")
    assert ways[-1].get("formaction") == "/s/K7QF2M/ur?with=en"


def test_easy_read_has_its_own_questions_and_the_way_back(document):
    page = document("easy-read", "en-easyread")
    assert page.one("html").get("class") == "easy"
    assert page.all("button", data_switch="")[-1].get("formaction") == "/s/K7QF2M/en"


def test_the_last_day_is_written_as_in_the_united_kingdom(document):
    page = document(link=AnsweringLink(token="K7QF2M", closes_on=date(2026, 12, 31)))
    assert notes(page) == ["You can answer until 31 December 2026."]


def test_an_event_is_named_beside_the_service(document):
    page = document(link=AnsweringLink(token="K7QF2M", event="Diwali lunch"))
    assert page.one("p", class_="who").text == "Rowan House · Diwali lunch"


def test_a_question_for_some_says_so_on_the_long_form(document):
    page = document("skip-rules")
    noted = [each.parents[-1].get("data-id") for each in page.all("p", class_="unless")]
    assert noted == ["where", "days", "doctor", "waited"]


def test_a_shared_tablet_does_not_leave_the_survey(document):
    exits = document(link=AnsweringLink(token="K7QF2M", kiosk=True)).all("a", data_leave="")
    assert [each.get("href") for each in exits] == ["/s/K7QF2M"]


def test_words_for_the_script_cannot_end_their_element(document, monkeypatch):
    monkeypatch.setattr("app.collection.answering.document.gettext", lambda *_, **__: "</script>")
    assert "</script>" not in document().one("script", id="words").text
