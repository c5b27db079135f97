"""The document of a survey: an exact round trip, through JSON too."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.localised import LocalisedText
from app.surveys.definition import Survey, survey_document, survey_from_document
from app.surveys.parts import Edition, Kind, Option, Part, Picture, Question, TranslationState
from app.surveys.rules import AllOf, AnyOf, Condition, Not, Operator, Rule

words = st.text(max_size=12)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
numbers = st.none() | st.integers(-(10**9), 10**9)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
branches = st.dictionaries(st.sampled_from(["one", "few", "other"]), words, min_size=1)
texts = st.dictionaries(
    st.sampled_from(["en", "cy", "ur", "en-easyread"]), words | branches, max_size=3
).map(LocalisedText)
pictures = st.none() | st.builds(Picture, names, st.none() | texts)
options = st.lists(st.builds(Option, names, texts, st.booleans(), pictures), max_size=3).map(tuple)
codes = st.lists(names, min_size=1, max_size=3).map(tuple)
conditions = (
    st.builds(Condition, names, st.sampled_from([Operator.IS, Operator.INCLUDES]), codes)
    | st.builds(Condition, names, st.just(Operator.AT_LEAST), st.integers(-9, 9))
    | st.builds(Condition, names, st.just(Operator.ANSWERED), st.booleans())
)


def _combined(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.builds(AllOf, several) | st.builds(AnyOf, several) | st.builds(Not, inner)


rules: st.SearchStrategy[Rule] = st.recursive(conditions, _combined, max_leaves=4)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A part whose questions know it."""
    part = draw(names)
    question = st.builds(
        Question,
        id=names,
        kind=st.sampled_from(Kind),
        text=texts,
        part=st.just(part),
        hint=st.none() | texts,
        picture=pictures,
        options=options,
        non_substantive=options,
        faces=st.booleans(),
        points=st.none() | st.sampled_from([3, 5]),
        edition=st.sampled_from(Edition),
        theme=st.none() | names,
        measure=st.none() | names,
        reverse=st.booleans(),
        good=st.lists(names, max_size=2).map(tuple),
        practice=st.booleans(),
        opens_worried=st.lists(names, max_size=2).map(tuple),
        ask_if=st.none() | rules,
        minimum=numbers,
        maximum=numbers,
        earliest=days,
        latest=days,
        unit=st.none() | texts,
        maximum_length=st.none() | st.integers(1, 20_000),
    )
    questions = draw(st.lists(question, max_size=2).map(tuple))
    return Part(part, questions, draw(st.none() | texts))


states = st.builds(
    TranslationState, st.sampled_from(["draft", "approved"]), st.none() | words, days
)
surveys = st.builds(
    Survey,
    id=names,
    version=st.integers(1, 99),
    audience=st.sampled_from(["people", "staff"]),
    languages=st.sampled_from([("en",), ("en", "cy"), ("en", "cy", "ur")]),
    easy_read=st.booleans(),
    translations=st.dictionaries(st.sampled_from(["cy", "ur"]), states),
    title=texts,
    introduction=texts,
    length=texts,
    next_steps=texts,
    safety=st.dictionaries(st.sampled_from(["report", "urgent"]), texts),
    parts=st.lists(parts(), max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(survey=surveys)
def test_every_survey_comes_back_from_its_document(survey: Survey) -> None:
    document = survey_document(survey)
    assert survey_from_document(document) == survey
    assert survey_from_document(json.loads(json.dumps(document))) == survey
    assert survey_from_document(document).content_hash == survey.content_hash


def test_each_tiny_survey_comes_back_from_its_document(tiny_survey: Survey) -> None:
    assert survey_from_document(json.loads(json.dumps(survey_document(tiny_survey)))) == tiny_survey


def test_what_is_absent_is_left_out() -> None:
    question = Question("age", Kind.NUMBER, LocalisedText({"en": "How old?"}), "main", minimum=0)
    text = LocalisedText({"en": "A"})
    survey = Survey(
        "tiny",
        1,
        "people",
        ("en",),
        False,
        {},
        text,
        text,
        text,
        text,
        {},
        (Part("main", (question,)),),
    )
    assert survey_document(survey)["parts"] == [
        {
            "id": "main",
            "questions": [
                {
                    "id": "age",
                    "kind": "number",
                    "text": {"en": "How old?"},
                    "edition": "both",
                    "minimum": 0,
                }
            ],
        }
    ]
