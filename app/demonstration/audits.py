"""The made-up audit rounds of the demonstration: re-audits that moved, and two auditors at once."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import insert, update

from app.administration.organisation.models import Service
from app.administration.organisation.queries import service_by_name
from app.collection.responses.models import Response
from app.collection.responses.operations import content_hash
from app.collection.responses.reporting_groups import AUDITOR_ROLE, RECORD
from app.demonstration.events import monday_of
from app.extensions import db
from app.improvement.actions.operations import decide, finish
from app.improvement.actions.plans import ActionDecision, ActionOutcome
from app.improvement.audits.drawing import Sampling
from app.improvement.audits.models import AuditDraw, AuditFinding, AuditRound
from app.improvement.audits.operations import act_on_finding, draw_sample, plan_round, write_finding
from app.improvement.audits.plans import RoundPlan
from app.improvement.audits.queries import current_tools, round_named
from app.improvement.audits.tools import FIRST, NO, NOT_APPLICABLE, PARTLY, SECOND, YES, Tool
from app.kernel.clock import iso_week, today

CARE_PLANS: Final = "care-plan-audit"
AUDITOR: Final = "the quality lead (made up)"
SECOND_AUDITOR: Final = "a manager of another service (made up)"
DAYS: Final = timedelta(days=11)
NOT_FOR_THEM: Final = 0.05
AGREES: Final = 0.9
NOTED: Final = 0.2
EVIDENCED: Final = 0.3
NOTES: Final = ("It is mentioned, but not what to do.", "The heading is there and left empty.")
EVIDENCE: Final = ("The plan's second page", "Daily notes of one week", "The last review")


@dataclass(frozen=True)
class MadeUpRound:
    """A round in a week of the year shown. `good` is how likely an answer is yes (0 to 1)."""

    service: str
    name: str
    week: int
    sampling: Sampling
    good: float
    follows: str | None = None


MAPLE: Final = "Maple Row care home (made up)"
HARBOUR: Final = "Harbour Street home care (made up)"
ROUNDS: Final = (
    MadeUpRound(MAPLE, "First care plan audit (made up)", 6, Sampling(58, 16), 0.42),
    MadeUpRound(
        MAPLE,
        "Care plan re-audit (made up)",
        34,
        Sampling(61, 16, 50),
        0.68,
        follows="First care plan audit (made up)",
    ),
    MadeUpRound(HARBOUR, "Round 1 (made up)", 2, Sampling(90, 12), 0.55),
    MadeUpRound(HARBOUR, "Round 2 (made up)", 13, Sampling(92, 12), 0.52, "Round 1 (made up)"),
    MadeUpRound(HARBOUR, "Round 3 (made up)", 24, Sampling(95, 12), 0.58, "Round 2 (made up)"),
    MadeUpRound(HARBOUR, "Round 4 (made up)", 35, Sampling(94, 12), 0.64, "Round 3 (made up)"),
    MadeUpRound(HARBOUR, "Round 5 (made up)", 46, Sampling(97, 12), 0.66, "Round 4 (made up)"),
)


def add_audit_rounds(*, actor: str) -> int:
    """Plan the rounds that are missing, with all their answers; gives how many answers."""
    tool = current_tools().get(CARE_PLANS)
    if tool is None:
        return 0
    return sum(_add(made_up, tool, actor) for made_up in ROUNDS)


def _add(made_up: MadeUpRound, tool: Tool, actor: str) -> int:
    service = service_by_name(made_up.service)
    if service is None or round_named(service.id, made_up.name):
        return 0
    planned = _planned(made_up, service, actor)
    draw = draw_sample(round_id=planned.id, actor=actor)
    draw.drawn_on = planned.opens_on
    rows = list(_answers(made_up, tool, planned, draw))
    db.session.execute(insert(Response), rows)
    if made_up.service == MAPLE and made_up.follows is None:
        _find(planned, actor)
    return len(rows)


def _planned(made_up: MadeUpRound, service: Service, actor: str) -> AuditRound:
    opens_on = monday_of(made_up.week)
    earlier = round_named(service.id, made_up.follows) if made_up.follows else None
    return plan_round(
        survey_id=CARE_PLANS,
        service_id=service.id,
        plan=RoundPlan(
            name=made_up.name,
            opens_on=opens_on,
            closes_on=opens_on + DAYS,
            sampling=made_up.sampling,
            auditor=AUDITOR,
            second_auditor=SECOND_AUDITOR if made_up.sampling.double_share else None,
        ),
        follows_id=earlier.id if earlier else None,
        actor=actor,
    )


def _answers(
    made_up: MadeUpRound, tool: Tool, planned: AuditRound, draw: AuditDraw
) -> Iterator[dict[str, Any]]:
    """The first auditor's answers about each record, and the second's about those drawn twice."""
    # Made-up answers are to be the same each time, whatever numbers are drawn; nothing secret hangs
    # on this.
    random = Random(f"{made_up.service} {made_up.name}")  # noqa: S311
    again = Random(f"{made_up.service} {made_up.name} again")  # noqa: S311
    for number in draw.numbers:
        first = {each.id: _answer(random, made_up.good) for each in tool.criteria}
        yield _row(random, tool, planned, {RECORD: number, AUDITOR_ROLE: FIRST, **first})
        if number in draw.doubles:
            second = {
                criterion: answer if again.random() < AGREES else _answer(again, made_up.good)
                for criterion, answer in first.items()
            }
            yield _row(again, tool, planned, {RECORD: number, AUDITOR_ROLE: SECOND, **second})


def _answer(random: Random, good: float) -> str:
    if random.random() < NOT_FOR_THEM:
        return NOT_APPLICABLE
    if random.random() < good:
        return YES
    return random.choice((PARTLY, NO))


def _row(
    random: Random, tool: Tool, planned: AuditRound, answers: dict[str, Any]
) -> dict[str, Any]:
    words = _with_words(random, tool, answers)
    return {
        "id": uuid.UUID(int=random.getrandbits(128), version=4),
        "link_token": planned.link_token,
        "survey_id": tool.id,
        "version": tool.survey.version,
        "content_hash": content_hash(
            link_token=planned.link_token,
            survey_id=tool.id,
            version=tool.survey.version,
            answers=words,
        ),
        "locale": tool.survey.languages[0],
        "language_switches": 0,
        "week": iso_week(planned.opens_on),
        "answers": words,
        "notes": [],
    }


def _with_words(random: Random, tool: Tool, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers in the order of the questions, some with a note and what was seen."""
    words = dict(answers)
    for each in tool.criteria:
        if answers[each.id] in (PARTLY, NO):
            if each.note and random.random() < NOTED:
                words[each.note] = random.choice(NOTES)
            if each.evidence and random.random() < EVIDENCED:
                words[each.evidence] = random.choice(EVIDENCE)
    order = [question.id for question in tool.survey.questions]
    return {question: words[question] for question in order if question in words}


def _find(planned: AuditRound, actor: str) -> None:
    """Two findings of a first round, one of which was acted on before the re-audit."""
    faith = write_finding(
        round_id=planned.id,
        criterion="plan_faith",
        found="Hardly any plan says how the person wants to follow their faith or beliefs.",
        seriousness="serious",
        actor=actor,
    )
    write_finding(
        round_id=planned.id,
        criterion="plan_hair_skin",
        found="Few plans say how to care for the person's hair and skin.",
        seriousness="moderate",
        actor=actor,
    )
    _date_back(planned)
    action_id = act_on_finding(
        finding_id=faith.id,
        heard="Hardly any care plan says how people want to follow their faith or beliefs.",
        actor=actor,
    )
    decided_on = _by_today(planned.closes_on + timedelta(days=5))
    decide(
        action_id=action_id,
        decision=ActionDecision(
            is_promised=True,
            answer="Keyworkers ask each person about their faith and write down what they want.",
            reason="Nobody should have to explain their faith again and again.",
            owner="the registered manager (made up)",
            due_on=planned.closes_on + timedelta(days=60),
            decided_on=decided_on,
        ),
        actor=actor,
    )
    finish(
        action_id=action_id,
        outcome=ActionOutcome(
            done="Keyworkers asked everybody, and care plans have a page on faith and beliefs.",
            done_on=_by_today(planned.closes_on + timedelta(days=55)),
            evidence="The re-audit of care plans",
        ),
        actor=actor,
    )


def _date_back(planned: AuditRound) -> None:
    """The findings were written when the round ended, and not when this was loaded."""
    written = update(AuditFinding).where(AuditFinding.round_id == planned.id)
    db.session.execute(written.values(written_on=_by_today(planned.closes_on)))


def _by_today(day: date) -> date:
    return min(day, today())
