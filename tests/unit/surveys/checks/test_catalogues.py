"""A survey's catalogue: every text is there, whole, of today's source, and said with its line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.surveys.loader import load_survey
from tests.unit.surveys.conftest import HEADER, TINY, WELSH, entry, welsh

BOTH = TINY.replace("[en]", "[en, cy]")
CY = "tiny/1/cy.po"
COMMAND = "run 'ownwords survey catalogues tiny/1'"
FORMS = WELSH["length"][2:]
LENGTH = WELSH["length"][:2]


def changed(text_id, *texts):
    return welsh({text_id: texts})


def without(text_id):
    entries = {key: value for key, value in WELSH.items() if key != text_id}
    return HEADER + "".join(entry(key, *texts) for key, texts in entries.items())


def marked(flags, text_id="title"):
    """The Welsh with these lines before one entry."""
    return welsh().replace(f'msgctxt "{text_id}"', f'{flags}\nmsgctxt "{text_id}"')


CASES = [
    (welsh(), []),
    (without("title"), [f"1: 'title' is missing; {COMMAND}"]),
    (changed("title", "Tiny", ""), ["10: 'title' is not translated into Welsh yet; translate it"]),
    (changed("title", "Tiny", " "), ["10: 'title' is empty; write it"]),
    (
        changed("title", "Wee", "Bach"),
        [f"10: 'title' was made from another source (“Wee”, now “Tiny”); {COMMAND}"],
    ),
    (
        marked('#, fuzzy\n#| msgid "Wee"'),
        [
            "12: 'title' was made from an older source (“Wee”, now “Tiny”); ask a speaker of Welsh"
            " to check it and take 'fuzzy' away"
        ],
    ),
    (
        marked("#, fuzzy"),
        ["11: 'title' is marked fuzzy; ask a speaker of Welsh to check it and take the mark away"],
    ),
    (
        changed("title", "Tiny", "<i>Bach</i>"),
        ["10: 'title' has a leftover of HTML, '<i>'; write plain words"],
    ),
    (
        changed("title", "Tiny", "Bach {service}"),
        ["10: 'title' has the placeholder {service}, which its source does not have; remove it"],
    ),
    (
        changed("length", *LENGTH, *FORMS[:5], "cwestiynau"),
        ["18: 'length' lost the placeholder {count} in its branch 'other'; put it back"],
    ),
    (changed("length", *LENGTH, FORMS[0], "Un", "Dau", "Tri", "Chwech", FORMS[5]), []),
    (
        changed("length", *LENGTH, *FORMS[:3], "", *FORMS[4:]),
        ["18: 'length' lacks the plural branch few; Welsh needs zero, one, two, few, many, other"],
    ),
    (
        changed("length", *LENGTH, *FORMS[:3]),
        [
            "18: 'length' lacks the plural branches few, many, other; Welsh needs zero, one, two,"
            " few, many, other"
        ],
    ),
    (
        changed("length", *LENGTH, *FORMS, "{count}"),
        ["18: msgstr[6] is one form too many; Plural-Forms has 6"],
    ),
    (
        changed("colour", "Red", "Coch"),
        ["36: 'colour' is not a text of tiny 1; " + COMMAND + ", which keeps it as obsolete"],
    ),
    (
        welsh() + entry("title", "Tiny", "Bychan"),
        ["36: 'title' stands twice (first on line 10); keep one of them"],
    ),
    (
        welsh() + 'msgid "Tiny"\nmsgstr "Bach"\n',
        ["36: the entry has no msgctxt, so it belongs to no text; remove it"],
    ),
    (
        welsh().replace("tiny 1", "small 1"),
        [
            "3: the catalogue is of 'small', not of 'tiny'; write Project-Id-Version: tiny 1 or"
            " move the file"
        ],
    ),
    (
        welsh().replace('"Project-Id-Version: tiny 1\\n"\n', ""),
        ["1: no Project-Id-Version is given; write Project-Id-Version: tiny 1 or move the file"],
    ),
    (
        welsh().replace("tiny 1", "tiny 7"),
        [f"1: the catalogue is of version 7 of 'tiny'; {COMMAND}"],
    ),
    (welsh().replace("Language: cy", "Language: ga"), ["4: Language is 'ga', but must be 'cy'"]),
    (
        welsh().replace("UTF-8", "ISO-8859-14"),
        [
            "5: Content-Type is 'text/plain; charset=ISO-8859-14', but must be 'text/plain;"
            " charset=UTF-8'"
        ],
    ),
    (
        welsh().replace('"X-Reviewed-By', '"X-Edition: Easy Read\\n"\n"X-Reviewed-By'),
        ["7: the catalogue is not marked as Welsh; remove X-Edition"],
    ),
    (welsh().encode("utf-16"), ["1: the file is not UTF-8; save it as UTF-8"]),
    (
        welsh().replace('msgid "Hello"', 'msgid "Hello'),
        ["15: the line is not one of a gettext catalogue; correct it or the one before it"],
    ),
    (
        welsh().replace('msgid "Hello"\n', ""),
        ["15: the line is not one of a gettext catalogue; correct it or the one before it"],
    ),
    (
        welsh().replace("Reviewed-By: ", "Reviewed-By: A. Speaker"),
        ["7: X-Reviewed-On must be a date; write for example X-Reviewed-On: 2026-11-01"],
    ),
    (
        welsh().replace("Reviewed-On: ", "Reviewed-On: 2026-11-01"),
        ["8: X-Reviewed-On stands without X-Reviewed-By; add who it was"],
    ),
]


@pytest.mark.parametrize(("catalogue", "expected"), CASES)
def test_each_fault_has_its_line_and_remedy(faults, catalogue, expected):
    found = faults(BOTH, catalogues={CY: catalogue})
    assert found == [f"{CY}:{each}" for each in expected]


def test_a_rule_of_other_plurals_is_told_with_the_right_one(faults):
    other = "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"
    header = HEADER.replace(HEADER[HEADER.index("nplurals") : HEADER.index(" 4 : 5;") + 7], other)
    [found] = faults(BOTH, catalogues={CY: welsh(header=header)})
    assert found.startswith(
        f"{CY}:6: Plural-Forms does not part numbers as Welsh does; write Plural-Forms: nplurals=6;"
    )


def test_a_language_without_its_catalogue_is_told_once(faults):
    assert faults(BOTH) == [
        "tiny/1/survey.yaml:1: there is no Welsh catalogue (cy.po) beside it; run 'ownwords survey"
        " catalogues tiny/1 --language cy'"
    ]


def test_a_shared_part_has_a_catalogue_of_its_own(faults):
    question = "      - {id: b, kind: yes_no, text: {en: Really?}}\n"
    catalogue = welsh({"questions.b.text": ("Really?", "Wir?")})
    assert faults(BOTH + question, catalogues={CY: catalogue}) == [
        "shared/option-sets/yes-no/1/fragment.yaml:1: there is no Welsh catalogue (cy.po) beside"
        " it; run 'ownwords survey catalogues shared/option-sets/yes-no/1 --language cy'"
    ]


def test_easy_read_is_translated_from_easy_read(write, faults):
    text = BOTH.replace("[en, cy]", "[en, cy]\neasy_read: true").replace(
        "{en: How old are you?}", "{en: How old are you?, en-easyread: Your age?}"
    )
    path = "tiny/1/cy-easyread.po"
    easy = HEADER.replace('"X-Rev', '"X-Edition: Easy Read\\n"\n"X-Rev', 1)
    right = easy + entry("questions.age.text", "Your age?", "Eich oed?")
    survey = load_survey(write(text, catalogues={CY: welsh(), path: right}))
    assert survey.question("age").text.values == {
        "en": "How old are you?",
        "en-easyread": "Your age?",
        "cy": "Faint yw eich oed?",
        "cy-easyread": "Eich oed?",
    }
    wrong = easy + entry("questions.age.text", "How old are you?", "Faint yw eich oed?")
    assert faults(text, catalogues={path: wrong + entry("title", "Tiny", "Bach")}) == [
        f"{path}:11: 'questions.age.text' was made from another source (“How old are you?”, now"
        f" “Your age?”); {COMMAND}",
        f"{path}:15: 'title' is not a text of tiny 1; {COMMAND}, which keeps it as obsolete",
    ]


def test_forms_numbered_otherwise_are_read_by_their_rule(write):
    header = HEADER.replace("n==0 ? 0", "n==0 ? 5").replace("4 : 5;", "4 : 0;")
    forms = ("{count} o gwestiynau", *FORMS[1:5], "Dim {count}")
    catalogue = welsh({"length": (*LENGTH, *forms)}, header)
    length = load_survey(write(BOTH, catalogues={CY: catalogue})).length
    assert [length.in_locale("cy", count=count) for count in (0, 7)] == ["Dim 0", "7 o gwestiynau"]


SIGNED = HEADER.replace("By: ", "By: A. Speaker").replace("On: ", "On: 2026-11-01")


def test_who_signed_a_translation_off_stands_in_its_header(write):
    survey = load_survey(write(BOTH, catalogues={CY: welsh(header=SIGNED)}))
    state = survey.translations["cy"]
    assert (state.is_draft, state.by, f"{state.on}") == (False, "A. Speaker", "2026-11-01")


def test_one_part_that_nobody_signed_off_makes_a_draft_of_all(write):
    question = "      - {id: b, kind: yes_no, text: {en: Really?}}\n"
    shared = HEADER.replace("tiny 1", "option-sets/yes-no 1") + "".join(
        entry(f"{code}.text", *texts)
        for code, texts in {
            "yes": ("Yes", "Ie"),
            "no": ("No", "Na"),
            "not_sure": ("Not sure", "Ddim yn siŵr"),
        }.items()
    )
    own = welsh({"questions.b.text": ("Really?", "Wir?")}, SIGNED)

    def state(of_shared):
        path = "shared/option-sets/yes-no/1/cy.po"
        files = {CY: own, path: of_shared}
        return load_survey(write(BOTH + question, catalogues=files)).translations["cy"]

    assert state(shared).is_draft
    other = shared.replace("By: ", "By: B. Checker").replace("On: ", "On: 2026-12-24")
    both = state(other)
    assert (both.by, f"{both.on}") == ("A. Speaker, B. Checker", "2026-12-24")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_damage_to_a_catalogue_raises_anything_but_faults(data, faults):
    whole = welsh()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 30, len(whole))))
    patch = data.draw(
        st.sampled_from(["", '"', "\\", "#", "\n", "#| ", "#~ ", "msgstr[9]", "\u2028", "%"])
    )
    damaged = whole[:start] + patch + whole[end:]
    assert [each for each in faults(BOTH, catalogues={CY: damaged}) if CY not in each] == []
