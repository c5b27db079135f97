"""The figures of a cut: what may be shown, and in which series."""

import uuid

import pytest

from app.collection.publishing.operations import publish
from app.collection.responses.reporting_groups import PASSING_ON, SPEAKING_AS, WORKING_WITH_US
from app.disclosure import Figure, Hidden, Reason
from app.extensions import db
from app.results.indicators.cuts import Cut
from app.results.indicators.gaps import Verdict
from app.results.indicators.operations import figures_of, gaps_of, monthly
from app.surveys.parts import Edition, Kind
from tests.counting import counted_statements
from tests.factories import link, question, service, survey
from tests.given import rating, stored
from tests.measuring import ALWAYS, MEASURED, MOSTLY, NEVER, SOMETIMES, count

ALIKE = str(Hidden(reason=Reason.ALIKE))
BESIDE = str(Hidden(reason=Reason.BESIDE))
WEEKS = {1: "2026-W02", 2: "2026-W06", 3: "2026-W10", 4: "2026-W15", 5: "2026-W19", 6: "2026-W24"}


def figures(cut):
    return figures_of(cut)


def months(cut, **more):
    return monthly(cut, **more)


def gaps(cut, **more):
    return gaps_of(cut, **more)


@pytest.fixture
def home(context):
    return link(MEASURED)


def test_nobody_at_all(context):
    assert (figures(Cut()), months(Cut(), theme="respect"), gaps(Cut())) == ((), (), ())


def test_one_question_in_one_series(home):
    stored(home, {"respect": ALWAYS}, times=8)
    stored(home, {"respect": NEVER}, times=2)
    stored(home, {"respect": "unsure"}, times=3)
    stored(home, {}, times=4, week="2026-W42")
    count()
    [found] = figures(Cut())
    respect = found.question("respect")
    assert (found.whole.base, found.weeks, found.by_proxy) == (
        17,
        ("2026-W40", "2026-W42"),
        False,
    )
    assert (respect.base.base, respect.not_answered, respect.non_substantive) == (
        10,
        4,
        (("Unsure", 3),),
    )
    assert {share.code: str(share.cell) for share in respect.shares} == {
        "always": "80 %", "mostly": "0 %", "sometimes": "0 %", "rarely": "0 %", "never": "20 %",
    }  # fmt: skip
    assert (respect.good.percent, respect.good.low, respect.good.high) == (80, 49, 94)


def test_a_theme_counts_people_all_of_whose_answers_are_good(home):
    stored(home, {"respect": ALWAYS, "kind": MOSTLY}, times=6)
    stored(home, {"respect": ALWAYS, "kind": NEVER}, times=5)
    count()
    [theme] = figures(Cut())[0].themes
    assert (theme.theme, theme.edition, theme.base.base) == ("respect", Edition.STANDARD, 11)
    assert theme.good.percent == 55


def test_nine_people_are_released_nothing(home):
    stored(home, {"respect": ALWAYS}, times=9)
    count()
    [found] = figures(Cut())
    assert (found.hidden, found.questions, found.languages, found.weeks) == (Hidden(), (), (), None)


def test_who_answered_for_somebody_is_released_apart(home):
    stored(home, {"respect": ALWAYS, "answered_by": "self"}, times=12)
    stored(home, {"respect": NEVER, "answered_by": "other_person_absent"}, times=11)
    count()
    shown = {each.by_proxy: each.question("respect") for each in figures(Cut())}
    assert shown[False].good.percent == 100
    assert (str(shown[True].base), shown[True].good) == (ALIKE, None)


def test_versions_are_never_added_together(home):
    publish(survey=survey(rating("respect", theme="respect", measure="respected"),
                          survey_id="measured", version=2, audience="people"))  # fmt: skip
    stored(home, {"respect": ALWAYS}, times=12, week=WEEKS[1])
    stored(home, {"respect": NEVER}, times=11, week=WEEKS[2], version=2)
    stored(home, {"respect": ALWAYS}, times=4, week=WEEKS[2], version=2)
    count()
    assert [(each.version, each.whole.base) for each in figures(Cut())] == [(1, 12), (2, 15)]
    [series] = months(Cut(), measure="respected")
    assert [(each.month, each.version, each.percent) for each in series.months] == [
        ("2026-01", 1, 100),
        ("2026-02", 2, 27),
    ]
    assert (series.breaks, [stage.start for stage in series.chart.stages]) == ((1,), [0, 1])
    assert "a new version of the survey" in series.notes[1]


def test_what_partners_pass_on_is_filed_under_people(context):
    asked = survey(
        question(SPEAKING_AS, Kind.SINGLE_CHOICE, WORKING_WITH_US, PASSING_ON),
        rating(),
        survey_id="partners",
        audience="partners",
    )
    at = link(asked, audience="partners")
    stored(at, {SPEAKING_AS: PASSING_ON, "respect": ALWAYS}, times=12)
    stored(at, {SPEAKING_AS: WORKING_WITH_US, "respect": NEVER}, times=11)
    stored(at, {SPEAKING_AS: WORKING_WITH_US, "respect": ALWAYS}, times=2)
    count()
    shown = {each.audience: each.question("respect").good for each in figures(Cut())}
    assert {audience: good.percent for audience, good in shown.items()} == {
        "people": 100,
        "partners": 15,
    }
    assert [each.audience for each in figures(Cut(audience="people"))] == ["people"]


def test_a_service_stands_beside_the_others(home):
    small = link(MEASURED, token="M3PWQZ", service_id=service("Small").id)
    stored(home, {"respect": ALWAYS}, times=30)
    stored(small, {"respect": NEVER}, times=6)
    count()
    [found] = figures(Cut(services=frozenset([small.service_id])))
    assert found.hidden == Hidden()
    both = Cut(services=frozenset([home.service_id, small.service_id]))
    for cut in (Cut(services=frozenset([home.service_id])), both, Cut()):
        assert figures(cut)[0].whole.base == 30
    assert figures(Cut(services=frozenset([uuid.uuid4()]))) == ()


def test_several_small_services_wait_each_for_its_own_ten(home):
    small = link(MEASURED, token="M3PWQZ", service_id=service("Small").id)
    for at in (home, small):
        stored(at, {"respect": ALWAYS}, times=6)
    count()
    assert figures(Cut())[0].hidden == Hidden(reason=Reason.WAITING)
    stored(small, {"respect": ALWAYS}, times=4)
    count()
    assert figures(Cut())[0].whole.base == 10


def test_months_with_fewer_than_ten_are_gaps_and_say_why(home):
    for month, (good, bad) in enumerate([(8, 4), (11, 0), (3, 3), (6, 6), (9, 3), (12, 4)], 1):
        stored(home, {"respect": ALWAYS}, times=good, week=WEEKS[month])
        stored(home, {"respect": SOMETIMES}, times=bad, week=WEEKS[month])
    count()
    [series] = months(Cut(audience="people"), measure="respected")
    # The six of the third month are released with the fourth.
    assert [each.percent for each in series.months] == [67, 100, None, 50, 75, 75]
    assert series.months[3].good.base == 18
    assert series.months[2].why_not == str(Hidden(reason=Reason.WAITING))
    assert series.periods[2].base is None
    assert series.chart.limits.points == 5


def test_a_month_in_which_all_were_unhappy_says_so(home):
    stored(home, {"respect": ALWAYS}, times=30, week=WEEKS[1])
    stored(home, {"respect": NEVER}, times=12, week=WEEKS[2])
    count()
    [series] = months(Cut(), theme="respect")
    assert [each.percent for each in series.months] == [100, None]
    assert series.months[1].why_not == ALIKE
    assert figures(Cut())[0].question("respect").has_alike
    stored(home, {"respect": ALWAYS}, times=2, week=WEEKS[3])
    count()
    [series] = months(Cut(), theme="respect")
    assert [each.percent for each in series.months] == [100, None, 14]
    assert not figures(Cut())[0].question("respect").has_alike


def test_limits_begin_again_where_somebody_decided_so(home):
    for week in WEEKS.values():
        stored(home, {"respect": ALWAYS}, times=12, week=week)
    count()
    [series] = months(Cut(), measure="respected", rebased=["2026-04"])
    assert [stage.start for stage in series.chart.stages] == [0, 3]
    assert series.breaks == ()


def test_a_measure_that_nobody_asks_for_has_no_months(home):
    stored(home, {"respect": ALWAYS}, times=12)
    count()
    assert months(Cut(), measure="happiness") == months(Cut(), theme="weather") == ()


def test_groups_beside_everyone_else(home):
    stored(home, {"respect": ALWAYS, "religion": "none"}, times=45)
    stored(home, {"respect": NEVER, "religion": "none"}, times=5)
    stored(home, {"respect": ALWAYS, "religion": "hindu"}, times=18)
    stored(home, {"respect": NEVER, "religion": "hindu"}, times=7)
    stored(home, {"respect": ALWAYS, "religion": "muslim"}, times=10)
    count()
    [found] = gaps(Cut(), measure="respected", grouping="religion")
    groups = {group.name: group for group in found.groups}
    assert list(groups) == ["Hindu", "Muslim", "None"]
    assert (groups["Hindu"].good.percent, groups["Hindu"].gap.verdict) == (72, Verdict.LOWER)
    assert groups["Muslim"].gap.verdict == Verdict.TOO_FEW
    assert round(groups["Hindu"].gap.ratio, 3) == round((18 / 25) / (55 / 60), 3)


def test_a_few_who_did_not_say_are_not_what_is_left(home):
    stored(home, {"respect": ALWAYS, "religion": "none"}, times=30)
    stored(home, {"respect": ALWAYS, "religion": "hindu"}, times=12)
    stored(home, {"respect": NEVER}, times=3)
    count()
    [found] = gaps(Cut(), measure="respected", grouping="religion")
    assert [str(group.cell) for group in found.groups] == [BESIDE, "Released(base=30)"]


def test_a_group_all_of_whom_are_unhappy_says_so_and_nothing_more(home):
    stored(home, {"respect": ALWAYS, "religion": "none"}, times=20)
    stored(home, {"respect": NEVER, "religion": "hindu"}, times=20)
    count()
    [found] = gaps(Cut(), measure="respected", grouping="religion")
    assert [str(group.cell) for group in found.groups] == [ALIKE, "Released(base=20)"]
    assert [str(group.gap) for group in found.groups] == [ALIKE, str(Hidden())]


def test_small_groups_hide_nobody_else(home):
    sizes = {"none": 120, "hindu": 60, "muslim": 15}
    for religion, people in sizes.items():
        stored(home, {"respect": ALWAYS, "religion": religion}, times=people - 2)
        stored(home, {"respect": NEVER, "religion": religion}, times=2)
    stored(home, {"respect": NEVER}, times=12)
    count()
    [found] = gaps(Cut(), measure="respected", grouping="religion")
    assert {group.code: group.cell.base for group in found.groups} == sizes


def test_equality_answers_are_shown_of_all_services_and_each_protected(home):
    stored(home, {"religion": "none"}, times=30)
    stored(home, {"religion": "hindu"}, times=12)
    stored(home, {"religion": "muslim"}, times=3)
    count()
    religion = figures(Cut())[0].question("religion")
    assert {share.code: isinstance(share.cell, Figure) for share in religion.shares} == {
        "hindu": False, "muslim": False, "none": True, "prefer_not": False,
    }  # fmt: skip
    [of_service] = figures(Cut(services=frozenset([home.service_id])))
    assert "religion" not in {each.id for each in of_service.questions}


def test_the_statements_do_not_grow_with_answers_months_or_series(home):
    other = link(MEASURED, token="M3PWQZ", service_id=service("Two").id)
    numbers = []
    for week in ("2026-W02", "2026-W30"):
        for at in (home, other):
            stored(at, {"respect": ALWAYS, "religion": "none"}, times=20, week=week)
            stored(at, {"kind": NEVER, "answered_by": "other_person_absent"}, times=20, week=week)
        count()
        for _ in range(2):
            with counted_statements() as statements:
                figures(Cut())
                months(Cut(), theme="respect")
                gaps(Cut())
            db.session.commit()
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]
