"""Counting responses, one at a time, in series that are never added together."""

from app.collection.responses.tally import QuestionTally, Series, together
from app.surveys.parts import Edition, Kind
from app.surveys.rules import Condition, Operator
from tests.factories import question, survey
from tests.given import given, rating
from tests.tallying import count_all

PEOPLE = Series(version=1, audience="people", by_proxy=False)


def counted(of, *responses):
    """The tallies of the first series, by service."""
    return count_all([of], responses).series[PEOPLE]


def test_people_are_counted_as_asked_answered_and_placed():
    of = survey(rating())
    groups = counted(
        of,
        given({"respect": "always"}),
        given({"respect": "unsure"}),
        given(),
        given({"respect": "never"}, service="Lily House"),
    )

    assert dict(groups["Rose House"].questions) == {
        "respect": QuestionTally(
            asked=3, answered=2, valid_base=1, chosen={"always": 1, "unsure": 1}
        )
    }
    assert groups["Lily House"].responses == 1


def test_the_friends_and_family_test_counts_dont_know_too():
    of = survey(rating(measure="overall_experience"))
    groups = counted(of, given({"respect": "always"}), given({"respect": "unsure"}))

    assert groups["Rose House"].questions["respect"].valid_base == 2


def test_a_question_that_was_not_asked_was_not_left_out():
    rule = Condition("helped", Operator.IS, ("yes",))
    of = survey(
        question("helped", Kind.YES_NO, "yes", "no"),
        question("how", Kind.SHORT_TEXT, ask_if=rule),
        rating("easy", edition=Edition.EASY_READ),
        easy_read=True,
    )
    groups = counted(
        of,
        given({"helped": "no"}),
        given({"helped": "yes"}),
        given({"helped": "yes", "how": "Kindly", "easy": "never"}, locale="cy-easyread"),
    )

    tallies = groups["Rose House"].questions
    assert [(name, tally.asked, tally.answered) for name, tally in tallies.items()] == [
        ("helped", 3, 3),
        ("how", 2, 1),
        ("easy", 1, 1),
    ]


def test_several_choices_and_numbers_are_counted():
    of = survey(
        question("who", Kind.MULTIPLE_CHOICE, "friend", "nurse"), question("age", Kind.NUMBER)
    )
    groups = counted(
        of,
        given({"who": ["friend", "nurse"], "age": 4}),
        given({"who": ["nurse"], "age": 7}),
    )

    tallies = groups["Rose House"].questions
    assert dict(tallies) == {
        "who": QuestionTally(asked=2, answered=2, valid_base=2, chosen={"friend": 1, "nurse": 2}),
        "age": QuestionTally(asked=2, answered=2, valid_base=2, total=11),
    }


def test_versions_audiences_and_answers_for_somebody_else_are_series_of_their_own():
    of = survey(question("answered_by", Kind.SINGLE_CHOICE, "self", "other_person_absent"))
    counts = count_all(
        [of],
        [
            given({"answered_by": "self"}),
            given({"answered_by": "other_person_absent"}),
            given(audience="families"),
            given(version=2),
        ],
    )

    assert {series: groups["Rose House"].responses for series, groups in counts.series.items()} == {
        PEOPLE: 1,
        Series(1, "people", by_proxy=True): 1,
        Series(1, "families", by_proxy=False): 1,
    }


def test_services_together_are_the_sum_of_each():
    of = survey(rating())
    responses = [
        given({"respect": "always"}, week="2026-W02"),
        given({"respect": "never"}, week="2025-W50", locale="cy", service="Lily House"),
        given({"respect": "always"}, week="2026-W10", event="Fair", service="Lily House"),
    ]
    groups = counted(of, *responses)
    alone = counted(of, *(each._replace(service="All") for each in responses))

    assert together(groups.values()) == alone["All"]
    assert together(groups.values()).weeks == ("2025-W50", "2026-W10")
    assert together([]).weeks is None
