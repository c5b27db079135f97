"""What audits tell of what leaders did, and nothing that could point at a person."""

from datetime import date

from app.extensions import db
from app.improvement.audits.drawing import Sampling
from app.improvement.audits.operations import act_on_finding, draw_again, write_finding
from app.improvement.audits.queries import activities
from app.kernel.activities import ActivityKind
from tests.integration.improvement.audits.conftest import AUTUMN, SPRING

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def test_a_round_that_ended_is_an_act(drawn, audit, numbers, rose):
    of_round = drawn()
    every, doubles = numbers(of_round)
    for number in every[:4]:
        audit(of_round, number, food="no", faith="yes")
    [act] = activities(**YEAR)
    twice = "2 were drawn to be audited twice; 0 were."
    assert (act.kind, act.id, act.title) == (
        ActivityKind.AUDIT,
        of_round.id,
        "A tiny survey: Spring",
    )
    assert (act.on, act.services) == (SPRING[1], frozenset({rose.id}))
    assert act.themes == {"food", "faith_worship"}
    assert (act.endpoint, act.values) == ("audits.audit_round", {"round_id": str(of_round.id)})
    assert act.facts == (
        "5 of 40 records were drawn at random; 4 of them were audited.",
        twice,
        "No findings were recorded.",
    )


def test_findings_are_counted_and_their_words_stay_inside(drawn, audit, numbers):
    spring = drawn()
    for number in numbers(spring)[1]:
        for role in ("first", "second"):
            audit(spring, number, role, food="no")
    finding = {"round_id": spring.id, "criterion": "food", "found": "Mr Singh has no halal food"}
    first = write_finding(seriousness="serious", **finding)
    write_finding(seriousness="minor", **finding)
    act_on_finding(finding_id=first.id, heard="Food is not written down")
    draw_again(round_id=spring.id, sampling=Sampling(40, 40, 100), reason="Once more")
    db.session.commit()
    [act] = activities(**YEAR)
    assert act.facts == (
        "40 of 40 records were drawn at random; 2 of them were audited.",
        "The sample was drawn 2 times, each time with a reason on record.",
        "40 were drawn to be audited twice; 2 were.",
        "Two auditors on version 1 of the tool: 2 of 2 answers alike; too few to say how far two "
        "auditors agree.",
        "Findings: 1 serious, 1 minor. 1 of 2 became actions.",
    )


def test_only_rounds_of_these_days_with_answers_that_are_over_are_told(
    drawn, audit, numbers, plan, monkeypatch
):
    spring, autumn = drawn(), drawn("Autumn", days=AUTUMN)
    plan("Empty", days=AUTUMN)
    for each in (spring, autumn):
        audit(each, numbers(each)[0][0], food="no")
    assert [act.on for act in activities(**YEAR)] == [SPRING[1], AUTUMN[1]]
    assert [act.on for act in activities(first=date(2026, 4, 1), last=AUTUMN[1])] == [AUTUMN[1]]
    monkeypatch.setattr("app.improvement.audits.queries.today", lambda: AUTUMN[0])
    assert [act.on for act in activities(**YEAR)] == [SPRING[1]]
