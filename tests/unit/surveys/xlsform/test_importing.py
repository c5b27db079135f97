"""What a form becomes, and what is said of what has no equal."""

import pytest

from app.kernel.errors import Refused
from tests.unit.surveys.xlsform.conftest import YES_NO


def questions(found):
    return {
        each["id"]: {name: value for name, value in each.items() if name != "id"}
        for part in found.document["parts"] for each in part["questions"]
    }  # fmt: skip


def test_types_become_kinds_and_rows_become_questions(taken):
    found = taken(
        """
| survey |
| | type | name | label | hint | appearance | parameters | constraint |
| | note | hello | Hello | | | | |
| | select_one yn | ok | All right? | Tick one | | | |
| | select_multiple yn | both | Which? | | | | |
| | integer | age | How old? | | | | . >= 18 and . < 120 |
| | range | score | How much? | | | start=1 end=7 step=1 | |
| | date | day | Which day? | | | | |
| | text | name | Where? | | | | |
| | text | why | Why? | | multiline | | |
"""
        + YES_NO
    )
    options = [{"code": "y", "text": {"en": "Yes"}}, {"code": "n", "text": {"en": "No"}}]
    assert questions(found) == {
        "hello": {"kind": "information", "text": {"en": "Hello"}},
        "ok": {"kind": "single_choice", "text": {"en": "All right?"}, "hint": {"en": "Tick one"},
               "options": options},
        "both": {"kind": "multiple_choice", "text": {"en": "Which?"}, "options": options},
        "age": {"kind": "number", "text": {"en": "How old?"}, "minimum": 18, "maximum": 119},
        "score": {"kind": "number", "text": {"en": "How much?"}, "minimum": 1, "maximum": 7},
        "day": {"kind": "date", "text": {"en": "Which day?"}},
        "name": {"kind": "short_text", "text": {"en": "Where?"}},
        "why": {"kind": "comment", "text": {"en": "Why?"}},
    }  # fmt: skip
    assert (found.questions, found.locales, found.remarks) == (8, ("en",), ())
    assert found.document["audience"] == "families"


def test_groups_are_parts_and_their_conditions_are_those_of_each_question(taken):
    found = taken(
        """
| survey |
| | type | name | label | relevant |
| | select_one yn | ok | All right? | |
| | begin group | more | More | ${ok} = 'n' |
| | integer | age | How old? | |
| | begin group | deep | Deeper | ${age} > 9 |
| | text | why | Why? | ${ok} != '' |
| | end group | | | |
| | end group | | | |
| | text | last | Anything else? | |
"""
        + YES_NO
    )
    no = {"question": "ok", "is": ["n"]}
    assert [(part["id"], part.get("heading")) for part in found.document["parts"]] == [
        ("main", None), ("more", {"en": "More"}), ("main_2", None),
    ]  # fmt: skip
    rules = {name: each.get("ask_if") for name, each in questions(found).items()}
    deep = [no, {"question": "age", "at_least": 10}]
    assert rules == {
        "ok": None, "age": no, "deep": {"all": deep},
        "why": {"all": [*deep, {"question": "ok", "answered": True}]}, "last": None,
    }  # fmt: skip
    assert found.remarks == (
        "row 5, 'deep': a group in a group: its heading is a piece of information.",
    )


def test_languages_stay_each_in_its_own_words(taken):
    found = taken(
        """
| survey |
| | type | name | label::English (en) | label::Welsh (cy) | label::Elvish |
| | select_one l | tea | Tea? | Te? | X |
| choices |
| | list_name | name | label::English (en) | label::Welsh (cy) |
| | l | 1 | Yes | Ie |
| | l | 2 | No | Na |
"""
    )
    tea = questions(found)["tea"]
    assert tea["text"] == {"en": "Tea?", "cy": "Te?"}
    assert [each["text"] for each in tea["options"]] == [
        {"en": "Yes", "cy": "Ie"}, {"en": "No", "cy": "Na"},
    ]  # fmt: skip
    assert found.locales == ("cy", "en")
    assert found.remarks == ("Language 'Elvish': it is not known here, so its words are left out.",)


OUT = "so it is left out"


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        ("today | when | ", f"'when': it would say who answered, or when, {OUT}"),
        ("deviceid | d | ", f"'d': it would say who answered, or when, {OUT}"),
        ("image | pic | Picture", f"'pic': 'photo' has no equal here, {OUT}"),
        ("calculate | c | ", f"'c': it is worked out and not asked, {OUT}"),
        ("decimal | d | How far?", "'d': parts of a number cannot be answered, whole ones can"),
        ("text | Week | Week?", "'Week': its name here is 'week_2'"),
        ("text | t | You said ${ok}", "'t': an earlier answer inside the words is shown as “…”"),
        ("text | t | <b>Why</b>", "'t': tags and braces are taken out of the words"),
        ("acknowledge | t | I agree", "'t': to be acknowledged: it is one answer to tick"),
        ("select_one_from_file a.csv | f | Which?",
         f"'f': its answers lie in another file or question, {OUT}"),
    ],
)  # fmt: skip
def test_what_has_no_equal_is_said_with_its_row(taken, row, remark):
    calculation = "1 + 1" if row.startswith("calculate") else ""
    found = taken(
        f"""
| survey |
| | type | name | label | calculation |
| | select_one yn | ok | All right? | |
| | {row} | {calculation} |
"""
        + YES_NO
    )
    assert found.remarks == (f"row 3, {remark}.",)


def test_repeats_required_limits_and_rules_without_an_equal_are_said(taken):
    found = taken(
        """
| survey |
| | type | name | label | relevant | required | constraint | choice_filter |
| | begin repeat | each | Each | | | | |
| | text | name | Name? | | yes | string-length(.) > 3 | |
| | text | why | Why? | string-length(${name}) > 3 | yes | | |
| | select_one yn | pick | Pick | | | | list_name = 'yn' |
| | end repeat | | | | | | |
"""
        + YES_NO
    )
    assert found.remarks == (
        "row 2, 'each': it was to be asked several times, and is asked once.",
        "row 3, 'name': the limit “string-length(.) > 3” is left out: nothing is refused.",
        "row 4, 'why': “string-length(${name}) > 3” cannot be said here ('string-length' has no "
        "equal), so everybody is asked.",
        "row 5, 'pick': its answers were chosen by another answer, and all are shown.",
        "2 required questions: nobody has to answer, so they may be left out like all others.",
    )


def test_a_form_that_asks_nothing_in_english_is_refused_with_what_was_left_out(taken):
    with pytest.raises(Refused) as refused:
        taken("| survey |\n| | type | name | label |\n| | image | pic | Picture |\n")
    assert str(refused.value) == (
        "asked asks nothing in English that can be answered here. Is there a column "
        "'label::English (en)'?\nrow 2, 'pic': 'photo' has no equal here, so it is left out."
    )
