"""Results: sentences and figures that passed the gate, and what they leave out."""

from app.collection.responses.tally import GroupTally, Series, together
from app.disclosure import Figure, Hidden, Reason, release_total
from app.results.indicators.gate import Seen
from app.results.indicators.subjects import HELPED_BY_STAFF
from app.results.questions.results import results_of
from app.surveys.parts import Edition, Kind
from app.surveys.rules import Condition, Operator
from tests.factories import option, question, survey
from tests.given import given, rating
from tests.tallying import count_all

PEOPLE = Series(version=1, audience="people", by_proxy=False)
HIDDEN = "Hidden to protect people (fewer than 10)"
BESIDE = str(Hidden(reason=Reason.BESIDE))


def seen_of(groups):
    """What is released where all was released."""
    tally = together(groups)
    tally.questions["answered_by"].chosen[HELPED_BY_STAFF] = tally.questions["helper_role"].chosen[
        "care_worker"
    ]
    cells = {each: release_total(found.valid_base) for each, found in tally.questions.items()}
    whole = release_total(tally.responses)
    return Seen(tally, whole, cells, has_anybody=tally.responses > 0)


def results(of, responses, service=None, series=PEOPLE):
    counts = count_all([of], responses)
    groups = dict(counts.series.get(series, {}))
    seen = seen_of(groups.values() if service is None else [groups.get(service, GroupTally())])
    has_proxy = series._replace(by_proxy=True) in counts.series
    return results_of(of, seen, series, service, has_proxy_answers=has_proxy)


def answers(question_id, service="Rose House", **counts):
    """Responses with so many of each answer to one question."""
    return [
        given({question_id: code}, service=service) for code, n in counts.items() for _ in range(n)
    ]


def only(found):
    """The one finding of the results."""
    [part] = found.parts
    [finding] = part.findings
    return finding


def shown(finding):
    return [(share.label, str(share.cell)) for share in finding.shares]


def test_a_rating_is_summed_up_by_its_better_end():
    finding = only(
        results(survey(rating()), answers("respect", always=9, mostly=7, never=4, unsure=3))
    )

    assert finding.title == "80 % said “Always” or “Mostly”"
    assert (finding.base, finding.non_substantive, finding.unanswered) == (20, (("Unsure", 3),), 0)
    assert shown(finding) == [
        ("Always", "45 %"),
        ("Mostly", "35 %"),
        ("Sometimes", "0 %"),
        ("Rarely", "0 %"),
        ("Never", "20 %"),
    ]
    assert isinstance(finding.shares[0].cell, Figure)
    assert (finding.shares[0].cell.low, finding.shares[0].cell.high) == (26, 66)


def test_the_friends_and_family_test_is_of_every_answer():
    of = survey(rating(measure="overall_experience"))
    finding = only(results(of, answers("respect", always=9, mostly=6, never=2, unsure=3)))

    assert (finding.title, finding.base, finding.non_substantive) == (
        "75 % said “Always” or “Mostly”",
        20,
        (),
    )
    assert shown(finding)[-1] == ("Unsure", "15 %")
    assert finding.notes == (
        "Friends and Family Test: every answer counts, “don't know” too. "
        "Positive 75 %, negative 10 %, balance +65 points.",
    )


def test_an_answer_that_everybody_gave_is_masked():
    of = survey(rating(measure="overall_experience"))
    finding = only(results(of, answers("respect", never=12)))

    assert finding.title == "More than 90 % said “Never”"
    assert shown(finding)[-2:] == [("Never", "more than 90 %"), ("Unsure", "less than 10 %")]
    assert finding.notes == ("Friends and Family Test: every answer counts, “don't know” too.",)


def test_a_practice_question_is_no_finding():
    of = survey(question("tea", Kind.YES_NO, "yes", "no", practice=True), rating())
    [part] = results(of, [given({"tea": "yes", "respect": "always"}) for _ in range(12)]).parts
    assert [finding.question.id for finding in part.findings] == ["respect"]


def test_who_was_treated_worse_rarely_was_treated_worse():
    of = survey(rating(reverse=True))
    said = ["never"] * 8 + ["rarely"] * 4
    [part] = results(of, [given({"respect": each}) for each in said]).parts
    assert part.findings[0].title == "67 % said “Never”"


def test_each_kind_of_question_has_its_sentence():
    of = survey(
        question("happy", Kind.YES_NO, "yes", "no"),
        question("home", Kind.SINGLE_CHOICE, "flat", "house"),
        question("who", Kind.MULTIPLE_CHOICE, "friend", "nurse"),
        question("age", Kind.NUMBER),
        question("say", Kind.COMMENT),
        question("on", Kind.DATE),
        rating(reverse=True),
        question("easy", Kind.RATING, "yes", "sometimes", "no", edition=Edition.EASY_READ),
        easy_read=True,
    )
    said = {
        "happy": "yes",
        "home": "house",
        "who": ["friend", "nurse"],
        "age": 3,
        "say": "Hello",
        "on": "2026-10-01",
        "respect": "never",
    }
    responses = [given(said) for _ in range(10)]
    responses += [given({"easy": "yes", "who": ["nurse"]}, locale="en-easyread")] * 10
    [part] = results(of, responses).parts

    assert [(finding.question.id, finding.title) for finding in part.findings] == [
        ("happy", "100 % said “Yes”"),
        ("home", "100 % said “House”"),
        ("who", "100 % chose “Nurse”"),
        ("age", "On average 3.0"),
        ("say", "10 people wrote something"),
        ("on", "10 people answered"),
        ("respect", "100 % said “Never”"),
        ("easy", "100 % said “Yes”"),
    ]
    assert [finding.notes for finding in part.findings if finding.notes] == [
        ("People could choose several answers, so the shares add up to more than 100 %.",),
        ("Put the other way round: the sentence says how many gave the good answer.",),
        ("Easy Read question, never added to the one in the standard survey.",),
    ]
    assert [finding.unanswered for finding in part.findings] == [10, 10, 0, 10, 10, 10, 10, 0]


def test_fewer_than_ten_say_nothing():
    found = results(survey(rating()), answers("respect", always=9))

    assert (str(found.hidden), found.has_anybody, found.parts) == (HIDDEN, True, ())
    assert (found.weeks, found.languages, found.helped_by_staff) == (None, (), None)


def test_a_question_that_few_answered_says_so_and_nothing_else():
    responses = [*answers("respect", always=4), *[given() for _ in range(20)]]
    finding = only(results(survey(rating()), responses))

    assert (finding.title, finding.base, finding.unanswered) == (HIDDEN, None, None)
    assert (finding.shares, finding.non_substantive) == ((), ())


def test_the_facts_beside_the_figures():
    of = survey(
        question(
            "answered_by", Kind.SINGLE_CHOICE, "self", "self_with_help", "other_person_absent"
        ),
        question("helper_role", Kind.SINGLE_CHOICE, "friend", "care_worker"),
        easy_read=True,
    )
    alone, helped = {"answered_by": "self"}, {"answered_by": "self_with_help"}
    responses = [
        *[given(alone, week="2026-W02")] * 15,
        *[given({**helped, "helper_role": "care_worker"}, locale="cy-easyread")] * 10,
        *[given({"answered_by": "other_person_absent"})] * 3,
    ]
    found = results(of, responses)

    assert (found.whole.base, found.weeks) == (25, ("2026-W02", "2026-W40"))
    assert found.languages == ("English: 15", "Welsh Easy Read: 10")
    assert found.helped_by_staff == "40 % of 25 who said who answered"
    assert found.has_proxy_answers
    assert results(of, responses, "Rose House").languages == ("English", "Welsh Easy Read")


def test_who_helped_is_hidden_where_few_said_so():
    of = survey(
        question("answered_by", Kind.SINGLE_CHOICE, "self"),
        question("helper_role", Kind.SINGLE_CHOICE, "care_worker"),
    )
    responses = [*answers("answered_by", self=2), *[given()] * 10]

    assert results(of, responses).helped_by_staff == HIDDEN


def equality(*follow_ups):
    """A survey with an equality part."""
    return survey(
        question(
            "faith",
            Kind.SINGLE_CHOICE,
            *("hindu", "muslim", "other"),
            part="equality",
            non_substantive=(option("unsaid"),),
        ),
        *follow_ups,
    )


def test_small_equality_answers_are_hidden_and_no_service_has_any():
    responses = answers("faith", hindu=30, muslim=12, other=2, unsaid=20)
    of = equality()
    finding = only(results(of, responses))

    assert (finding.title, finding.base, finding.unanswered) == ("Who answered", 64, None)
    assert shown(finding) == [
        ("Hindu", "47 %"),
        ("Muslim", BESIDE),
        ("Other", BESIDE),
        ("Unsaid", "31 %"),
    ]
    assert results(of, responses, "Rose House").parts == ()


def test_a_follow_up_does_not_give_away_what_its_question_hides():
    rule = Condition("faith", Operator.IS, ("muslim",))
    of = equality(
        question("mosque", Kind.YES_NO, "yes", "no", part="equality", ask_if=rule),
        question("describe", Kind.SHORT_TEXT, part="equality", ask_if=rule),
    )
    responses = [
        *[given({"faith": "muslim", "mosque": "yes"})] * 12,
        *answers("faith", hindu=30, other=2),
    ]
    [part] = results(of, responses).parts

    assert [(finding.question.id, finding.title) for finding in part.findings] == [
        ("faith", "Who answered"),
        ("mosque", BESIDE),
    ]


def test_whether_people_want_the_equality_questions_says_nothing_of_them():
    wanted = question("equality_wanted", Kind.YES_NO, "yes", "no", part="equality")
    rule = Condition("equality_wanted", Operator.IS, ("yes",))
    sex = question("sex", Kind.SINGLE_CHOICE, "female", "male", part="equality", ask_if=rule)
    of = survey(wanted, sex)
    yes = [given({"equality_wanted": "yes", "sex": each}) for each in ("female", "male")] * 10
    [part] = results(of, [*yes, given({"equality_wanted": "no"})]).parts

    assert [finding.title for finding in part.findings] == ["95 % said “Yes”", "Who answered"]


def test_equality_answers_of_few_people_are_hidden():
    responses = [*answers("faith", hindu=4), *[given()] * 20]

    assert only(results(equality(), responses)).hidden == Hidden(10)


SPEAKING = question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on")


def test_partners_who_pass_on_what_people_said_are_released_apart():
    of = survey(SPEAKING, audience="partners")
    said = answers("speaking_as", working_with_us=8, passing_on=5)

    assert str(results(of, said).partner_views) == "8 as partners, 5 passing on what people said"
    assert results(of, said[:9]).partner_views is None
    assert results(survey(rating()), answers("respect", always=12)).partner_views is None


def test_whose_view_it_is_stays_hidden_where_few_said_so():
    of = survey(SPEAKING, rating(), audience="partners")
    said = [*answers("speaking_as", passing_on=9), *answers("respect", always=12)]

    assert str(results(of, said).partner_views) == HIDDEN
