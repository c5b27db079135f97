"""Planning rounds, drawing samples that stay drawn, settling, and findings."""

import uuid
from datetime import date

import pytest

from app.administration.organisation.models import Service
from app.collection.links.models import Link
from app.collection.publishing.operations import publish
from app.extensions import db
from app.improvement.actions.plans import SourceKind
from app.improvement.actions.queries import all_actions
from app.improvement.audits.answers import RecordPart
from app.improvement.audits.drawing import Sampling, draw
from app.improvement.audits.operations import (
    act_on_finding,
    draw_again,
    draw_sample,
    edit_round,
    plan_round,
    reconcile,
    remove_finding,
    remove_round,
    write_finding,
)
from app.improvement.audits.plans import RoundPlan
from app.improvement.audits.queries import all_rounds, draws_of, round_line, sampling_of
from app.kernel.errors import Conflict, NotFound, Refused
from tests.audits import tool
from tests.counting import counted_statements
from tests.factories import service
from tests.integration.improvement.audits.conftest import AUTUMN, SPRING
from tests.staff import EMAILS, recorded

ADMIN = EMAILS["admin"]
NOWHERE = uuid.UUID(int=0)


def refusal(make, **arguments):
    """The message with which something is refused; it leaves all as it was."""
    db.session.commit()
    with pytest.raises(Refused) as refused:
        make(**arguments)
    db.session.rollback()
    return str(refused.value)


def planned(**changes):
    """A plan of a round, with these changes."""
    usual = {"name": "Spring", "opens_on": SPRING[0], "closes_on": SPRING[1]}
    people = {"auditor": "The quality lead", "second_auditor": "The deputy"}
    return RoundPlan(**{**usual, **people, "sampling": Sampling(40, 5, 40), **changes})


def test_a_round_is_planned_with_a_link_for_its_auditors(rose):
    made = plan_round(
        survey_id="plans", service_id=rose.id, plan=planned(name=" Spring  round "), actor=ADMIN
    )
    link = db.session.get(Link, made.link_token)
    assert (made.name, made.population, made.sample_size, made.double_share) == (
        "Spring round", 40, 5, 40,
    )  # fmt: skip
    assert (link.survey_id, link.service_id, link.audience) == ("plans", rose.id, "auditors")
    assert (link.opens_on, link.closes_on) == SPRING
    assert recorded("audit-planned") == [
        (
            ADMIN,
            "audit-planned",
            "Spring round",
            {"tool": "plans", "service": "Rose House", "follows": ""},
        )
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"opens_on": SPRING[1], "closes_on": SPRING[0]},
            "The round ends on 2026-03-02, which is before it begins on 2026-03-27. Correct one of "
            "the two days.",
        ),
        (
            {"opens_on": date(1870, 1, 1)},
            "The first day is 1870-01-01, which is too far away. Choose a day from "
            "1900-01-01 to 2100-12-31.",
        ),
        ({"name": " "}, "The round's name is missing. Type it."),
        ({"auditor": ""}, "Who audits is missing. Type it."),
        (
            {"sampling": Sampling(5, 6)},
            "6 records cannot be drawn from 5. Draw 5 or fewer, or correct how many records "
            "there are.",
        ),
        (
            {"second_auditor": None},
            "Say who audits the records a second time, or draw none for that (0 %).",
        ),
        (
            {"second_auditor": "the QUALITY lead"},
            "The quality lead cannot be the second auditor too. A second audit tells something "
            "only when it is another person's.",
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(rose, changes, said):
    refused = refusal(
        plan_round, survey_id="plans", service_id=rose.id, plan=planned(**changes), actor=ADMIN
    )
    assert refused == said
    assert all_rounds() == []


def test_only_audit_tools_have_rounds(rose):
    with pytest.raises(NotFound) as missing:
        plan_round(survey_id="tiny", service_id=rose.id, plan=planned())
    assert str(missing.value) == (
        "No audit tool 'tiny' is published (published: plans). See docs/writing-surveys.md."
    )


def test_a_service_has_a_round_of_a_name_once(plan, rose):
    plan("Spring")
    again = {"survey_id": "plans", "service_id": rose.id, "plan": planned(name="SPRING")}
    with pytest.raises(Conflict) as taken:
        plan_round(**again)
    assert str(taken.value) == "This service has a round 'Spring' already. Choose another name."


def test_a_round_follows_an_earlier_one_of_the_same_tool_and_service(plan, rose):
    spring = plan("Spring")
    elsewhere = service("Lily House")
    db.session.commit()
    assert plan("Autumn", days=AUTUMN, follows=spring.id).follows_id == spring.id
    other = {"survey_id": "plans", "service_id": elsewhere.id, "follows_id": spring.id}
    assert "cannot be compared" in refusal(plan_round, plan=planned(name="Late"), **other)
    early = {"survey_id": "plans", "service_id": rose.id, "follows_id": spring.id}
    assert "not before this round" in refusal(plan_round, plan=planned(name="Same"), **early)


def test_a_sample_is_drawn_once_and_can_be_drawn_again_from_its_seed(plan):
    of_round = plan()
    kept = draw_sample(round_id=of_round.id, actor=ADMIN)
    assert (len(kept.numbers), len(kept.doubles), kept.reason) == (5, 2, None)
    drawn = draw(sampling_of(kept), kept.seed)
    assert (list(drawn.numbers), list(drawn.doubles)) == (kept.numbers, kept.doubles)
    assert "stays as it is" in refusal(draw_sample, round_id=of_round.id)
    assert recorded("audit-drawn") == [
        (ADMIN, "audit-drawn", "Spring", {"place": 1, "seed": kept.seed, "reason": None})
    ]


def test_drawing_again_needs_a_reason_and_keeps_the_earlier_sample(plan, drawn):
    fresh, of_round = plan("Fresh"), drawn()
    whole = Sampling(42, 6, 0)
    assert refusal(draw_again, round_id=of_round.id, sampling=whole, reason=" ") == (
        "Why the sample is drawn again is missing. Type it."
    )
    assert refusal(draw_again, round_id=fresh.id, sampling=whole, reason="two more") == (
        "No sample of Fresh is drawn yet. Draw it first."
    )
    [first] = draws_of(of_round.id)
    before = (first.seed, list(first.numbers))
    draw_again(round_id=of_round.id, sampling=whole, reason="Two plans were left out")
    first, second = draws_of(of_round.id)
    assert (first.seed, first.numbers) == before
    assert (second.place, second.population, len(second.numbers)) == (2, 42, 6)
    assert second.reason == "Two plans were left out"
    assert round_line(of_round.id).draw is second


def test_what_a_sample_was_drawn_from_does_not_change_in_silence(drawn):
    of_round = drawn()
    assert "draw it again and say why" in refusal(
        edit_round, round_id=of_round.id, plan=planned(sampling=Sampling(40, 6, 40)), actor=ADMIN
    )
    edit_round(round_id=of_round.id, plan=planned(name="March", closes_on=SPRING[0]), actor=ADMIN)
    link = db.session.get(Link, of_round.link_token)
    assert (of_round.name, link.closes_on) == ("March", SPRING[0])
    assert recorded("audit-edited") == [
        (ADMIN, "audit-edited", "March", {"changed": ["name", "closes_on"]})
    ]


def test_what_came_is_counted_against_the_sample(drawn, audit, numbers):
    of_round = drawn()
    (one, two, *rest), doubles = numbers(of_round)
    stranger = next(number for number in range(1, 41) if number not in (one, two, *rest))
    audit(of_round, one, food="yes", faith="no")
    audit(of_round, stranger, food="no")
    line = round_line(of_round.id)
    assert (line.progress, line.received.not_drawn) == ("1 of 5 records audited", (stranger,))
    assert line.received.missing == (two, *rest)
    assert line.received.missing_second == doubles
    [result] = line.results
    assert (result.records, str(result.share)) == (1, "50 % (likely 9–91 %)")


def test_of_two_different_answers_somebody_says_which_counts(drawn, audit, numbers):
    of_round = drawn()
    (one, *_), _ = numbers(of_round)
    audit(of_round, one, food="yes")
    audit(of_round, one, food="no")
    [twice] = round_line(of_round.id).received.twice
    right = next(each for each in twice.answers if each.answers["food"] == "no")
    chosen = {"round_id": of_round.id, "place": RecordPart(one, "first"), "reason": "Looked again"}
    assert refusal(reconcile, response_id=NOWHERE, **chosen) == (
        f"Choose one of the answers about record {one}."
    )
    reconcile(response_id=right.response_id, actor=ADMIN, **chosen)
    db.session.commit()
    line = round_line(of_round.id)
    assert [each.answers["food"] for each in line.received.first] == ["no"]
    with pytest.raises(NotFound):
        reconcile(response_id=right.response_id, **chosen)


def test_a_finding_is_written_and_made_an_action(drawn, audit, numbers):
    of_round = drawn()
    finding = {"round_id": of_round.id, "criterion": "faith", "seriousness": "serious"}
    assert refusal(write_finding, found="No place to pray", **finding) == (
        "No audited record has come in yet, so nothing has been found."
    )
    audit(of_round, numbers(of_round)[0][0], food="no")
    assert "is none of them" in refusal(
        write_finding, found="x", **{**finding, "seriousness": "awful"}
    )
    with pytest.raises(NotFound):
        write_finding(found="x", **{**finding, "criterion": "hair"})
    made = write_finding(found="Plans do not name a place to pray", actor=ADMIN, **finding)
    act_on_finding(finding_id=made.id, heard="No plan says where to pray", actor=ADMIN)
    [action] = all_actions()
    assert (action.action.heard, action.about) == (
        "No plan says where to pray",
        "Rose House",
    )
    assert action.action.themes == ["faith_worship"]
    assert action.action.source_kind == SourceKind.FINDING.value
    line = round_line(of_round.id)
    assert [each.action.id for each in line.actions[made.id]] == [action.action.id]
    assert "stays as its source" in refusal(remove_finding, finding_id=made.id, actor=ADMIN)


def test_a_finding_nothing_was_made_of_can_be_taken_back(drawn, audit, numbers):
    of_round = drawn()
    audit(of_round, numbers(of_round)[0][0], food="no")
    made = write_finding(
        round_id=of_round.id, criterion=None, found="All in one", seriousness="minor"
    )
    remove_finding(finding_id=made.id, actor=ADMIN)
    assert round_line(of_round.id).findings == ()


def test_a_round_of_which_nothing_came_can_be_removed(drawn, audit, numbers, plan):
    spring, autumn = drawn(), plan("Autumn", days=AUTUMN)
    audit(spring, numbers(spring)[0][0], food="no")
    assert "Spring has answers or findings" in refusal(remove_round, round_id=spring.id)
    winter = plan("Winter", days=(date(2026, 12, 1), date(2026, 12, 4)), follows=autumn.id)
    assert "is compared with Autumn" in refusal(remove_round, round_id=autumn.id)
    remove_round(round_id=winter.id)
    remove_round(round_id=autumn.id)
    assert [line.round.name for line in all_rounds()] == ["Spring"]


def test_each_version_of_a_tool_has_results_of_its_own(drawn, audit, numbers):
    of_round = drawn()
    (one, two, *_), _ = numbers(of_round)
    audit(of_round, one, food="yes")
    publish(survey=tool("food", version=2))
    audit(of_round, two, version=2, food="no")
    assert [
        (result.tool.survey.version, result.share.yes, result.share.base)
        for result in round_line(of_round.id).results
    ] == [(2, 0, 1), (1, 1, 1)]


def test_as_many_queries_for_many_rounds_as_for_one(drawn, audit, numbers):
    def whole_round(name):
        made = drawn(name)
        audit(made, numbers(made)[0][0], food="no")
        write_finding(round_id=made.id, criterion=None, found="x", seriousness="minor")
        db.session.commit()

    whole_round("Spring")
    with counted_statements() as few:
        all_rounds()
    for name in ("A", "B", "C"):
        whole_round(name)
    with counted_statements() as many:
        assert len(all_rounds()) == 4
    assert len(many) == len(few)


def test_a_renamed_service_keeps_its_rounds(drawn, rose):
    of_round = drawn()
    db.session.get(Service, rose.id).name = "Rose Court"
    db.session.commit()
    assert round_line(of_round.id).service.name == "Rose Court"
