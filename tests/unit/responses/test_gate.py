"""What may be told of each service, question by question."""

import uuid
from collections import Counter

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from app.questionnaire.definition import Kind
from app.responses.gate import good_codes, languages_at, open_gate, sensitive_codes
from app.responses.queries import AnswersAt, Place
from app.responses.tally import Series, count_all, together
from tests.factories import option, question, survey
from tests.given import FREQUENCY, given, rating

PEOPLE = Series(version=1, audience="people", by_another=False)


def groups_of(of, **answers_by_service):
    """Tallies by service, from lists of answers to the first question (None: not answered)."""
    responses = [
        given({} if answer is None else {of.questions[0].id: answer}, service=service)
        for service, answers in answers_by_service.items()
        for answer in answers
    ]
    return count_all([of], responses).series[PEOPLE]


def shown(of, **answers_by_service):
    """Services whose answers to the first question may be shown."""
    gate = open_gate(of, groups_of(of, **answers_by_service))
    return [name for name in answers_by_service if gate.releases(name, of.questions[0].id)]


MIXED = ["always", "mostly"]


def test_a_small_service_and_the_next_smallest_are_hidden():
    of = survey(rating())
    groups = groups_of(of, a=MIXED * 2, b=MIXED * 6, c=MIXED * 20)
    gate = open_gate(of, groups)

    assert [name for name in "abc" if gate.releases(name)] == ["c"]
    assert [name for name in "abc" if gate.releases(name, "respect")] == ["c"]
    assert not gate.releases("unheard of")


def test_a_question_that_few_answered_is_hidden_where_the_service_is_not():
    of = survey(rating())
    gate = open_gate(of, groups_of(of, a=[*MIXED, *[None] * 30], b=MIXED * 30, c=MIXED * 6))

    assert [name for name in "abc" if gate.releases(name)] == ["a", "b", "c"]
    assert [name for name in "abc" if gate.releases(name, "respect")] == ["b"]


def test_answers_that_are_set_apart_make_no_base():
    assert shown(survey(rating()), a=[*MIXED * 4, *["unsure"] * 30], b=MIXED * 6, c=MIXED * 9) == [
        "c"
    ]


def test_a_service_in_which_everybody_says_never_cannot_be_worked_out():
    of = survey(rating())

    assert shown(of, a=["never"] * 12, b=MIXED * 20, c=MIXED * 9) == ["b"]
    assert shown(of, a=["always"] * 12, b=MIXED * 20, c=MIXED * 9) == ["a", "b", "c"]


def test_hidden_services_that_all_say_never_are_joined_by_another():
    of = survey(rating())

    assert shown(of, a=["never"] * 6, b=["never"] * 7, c=MIXED * 6, d=MIXED * 9) == ["d"]


def test_equality_answers_are_shown_for_no_single_service():
    of = survey(question("faith", Kind.SINGLE_CHOICE, *FREQUENCY, part="equality"))

    assert shown(of, a=MIXED * 30, b=MIXED * 30) == []


def test_which_answers_are_sensitive():
    scale = rating(opens_worried=("sometimes",))
    backwards = rating(reverse=True)
    easy = question("easy", Kind.RATING, "yes", "sometimes", "no", points=3)
    choice = question("who", Kind.SINGLE_CHOICE, "me", "staff", opens_worried=("staff",))
    equality = question("faith", Kind.YES_NO, "yes", part="equality", apart=(option("unsure"),))

    assert sensitive_codes(scale) == {"sometimes", "rarely", "never"}
    assert sensitive_codes(backwards) == {"always", "mostly", "sometimes", "rarely"}
    assert sensitive_codes(easy) == {"sometimes", "no"}
    assert sensitive_codes(choice) == {"staff"}
    assert sensitive_codes(equality) == {"yes", "unsure"}
    assert (good_codes(scale), good_codes(backwards)) == (("always", "mostly"), ("never",))


@pytest.mark.parametrize("threshold", [5, 10])
@given_any(
    services=st.dictionaries(
        st.sampled_from("abcde"),
        st.lists(st.sampled_from([*FREQUENCY, "unsure", None]), min_size=1, max_size=25),
        min_size=1,
    )
)
def test_subtracting_the_services_shown_from_the_total_tells_of_nobody(threshold, services):
    of = survey(rating())
    groups = groups_of(of, **services)
    gate = open_gate(of, groups, threshold)
    whole = together(groups.values()).questions["respect"]
    rest = Counter(whole.chosen)
    placed = whole.placed
    for service, group in groups.items():
        if gate.releases(service, "respect"):
            rest.subtract(group.questions["respect"].chosen)
            placed -= group.questions["respect"].placed

    hidden = [name for name in groups if not gate.releases(name, "respect")]
    if hidden != list(groups) and placed:
        assert placed >= threshold
        assert len([name for name in hidden if groups[name].questions["respect"].placed]) >= 2
        assert [code for code in ("sometimes", "rarely", "never") if rest[code] == placed] == []


LUNCH = Place(uuid.UUID(int=1), "Lunch")
FAIR = Place(uuid.UUID(int=1), "Fair")
OTHERWISE = Place(uuid.UUID(int=2), None)


def told(place, **by_language):
    """What is told of a place; for each language the answers at lunch, fair and otherwise."""
    answers = [
        AnswersAt("tiny", 1, "people", where, language, count)
        for language, counts in by_language.items()
        for where, count in zip((LUNCH, FAIR, OTHERWISE), counts, strict=True)
        if count
    ]
    return {
        language: getattr(cell, "base", None)
        for language, cell in languages_at(place, answers).items()
    }


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({"en": (30, 20, 50), "ur": (12, 15, 40)}, {"en": 30, "ur": 12}),
        # Fewer than ten, and with them the next language, which the whole event would give away.
        ({"en": (30, 20, 50), "ur": (9, 15, 40)}, {"en": None, "ur": None}),
        (
            {"en": (30, 20, 50), "cy": (12, 20, 30), "ur": (9, 15, 40)},
            {"en": 30, "cy": None, "ur": None},
        ),
        # All answers in Urdu less those at lunch would be the eight given otherwise.
        ({"en": (30, 20, 50), "ur": (12, 0, 8)}, {"en": None, "ur": None}),
        ({"ur": (9, 0, 0)}, {"ur": None}),
        ({"en": (30, 0, 0), "ur": (0, 5, 5)}, {"en": 30}),
    ],
)
def test_languages_at_an_event_cannot_be_worked_out(answers, shown):
    assert told(LUNCH, **answers) == shown
