"""The made-up trainings of the demonstration: one with nine linked, one with many."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import insert, select

from app.administration.organisation.queries import service_by_name
from app.collection.matched.models import LinkingCard, MatchedAnswer
from app.collection.matched.operations import make_cards
from app.collection.matched.queries import links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.queries import current_version
from app.collection.responses.models import Response
from app.collection.responses.operations import content_hash
from app.demonstration.events import monday_of
from app.demonstration.story import TRAINING_WEEK
from app.extensions import db
from app.improvement.training.figures import show
from app.improvement.training.models import Programme
from app.improvement.training.operations import (
    close_time_point,
    finish_follow_up,
    hold_session,
    plan_follow_up,
    start_programme,
)
from app.improvement.training.plans import ProgrammePlan, SessionPlan
from app.improvement.training.queries import programme_named
from app.kernel.clock import iso_week, today
from app.surveys.answers import canonical_answers
from app.surveys.definition import Survey
from app.surveys.rules import applicable_answers

SURVEY: Final = "staff-confidence"
LATER: Final = 12
"""Weeks after the training at which staff are asked again."""

SCALE: Final = ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree")
RATED: Final = (
    "know_wishes",
    "confident_asking",
    "confident_challenging",
    "supervision_time",
    "know_interpreter",
)
THEN: Final = ("know_wishes", "confident_asking")
RISES: Final = (-1, 0, 0, 1, 1, 1, 2)
MEASURES: Final = ("respected", "customs_kept")


@dataclass(frozen=True)
class MadeUpTraining:
    """A training at a service: how many answered at each time point, and how many cards were kept.

    `linked` of those who answered later typed the code that they had typed before.
    """

    name: str
    service: str
    aims: str
    community: str
    attendance: dict[str, int]
    answers: dict[TimePoint, int]
    linked: int
    follow_ups: tuple[tuple[str, int, str | None], ...]


TRAININGS: Final = (
    MadeUpTraining(
        name="Culture and faith in daily care (made up)",
        service="Maple Row care home (made up)",
        aims="Staff ask each person about culture and faith, and write down what they are told.",
        community="Two elders of the Lantern Lane kitchen (made up): food and fasting",
        attendance={"care": 11, "senior": 3},
        answers={TimePoint.BEFORE: 14, TimePoint.AFTER: 0, TimePoint.LATER: 12},
        linked=9,
        follow_ups=(
            ("Asking about prayer times at the first visit (made up)", -30, "Asked at each visit"),
            ("Fasting and medicines (made up)", -10, None),
        ),
    ),
    MadeUpTraining(
        name="Speaking up about racism (made up)",
        service="Harbour Street home care (made up)",
        aims="Staff answer a racist remark at once, and know whom to tell afterwards.",
        community="The Harbour Street women's group (made up): what remarks do to people",
        attendance={"care": 19, "senior": 4, "manager": 2, "agency": 3},
        answers={TimePoint.BEFORE: 28, TimePoint.AFTER: 26, TimePoint.LATER: 24},
        linked=22,
        follow_ups=(("How remarks are answered on the round (made up)", 20, None),),
    ),
)
ANSWERS: Final = sum(sum(each.answers.values()) for each in TRAININGS)


def add_trainings(*, actor: str) -> int:
    """Make the trainings that are missing; gives how many answers were added."""
    survey = current_version(SURVEY)
    if survey is None:
        return 0
    missing = [each for each in TRAININGS if programme_named(each.name) is None]
    return sum(_add(made_up, survey, actor) for made_up in missing)


def _add(made_up: MadeUpTraining, survey: Survey, actor: str) -> int:
    service = service_by_name(made_up.service)
    if service is None:
        return 0
    day = monday_of(TRAINING_WEEK) + timedelta(days=2)
    programme = start_programme(
        plan=ProgrammePlan(
            name=made_up.name,
            aims=made_up.aims,
            services=[service.id],
            themes=["staff_knowledge_culture", "fairness_discrimination"],
            measures=MEASURES,
            contributors="The practice lead (made up)",
            community=made_up.community,
        ),
        survey_id=survey.id,
        actor=actor,
    )
    programme.created_on = day - timedelta(days=14)
    plan = SessionPlan(day=day, led_by="The practice lead (made up)", attendance=made_up.attendance)
    hold_session(programme_id=programme.id, plan=plan, actor=actor)
    _take_up(programme, made_up, actor)
    rows = list(_rows(made_up, programme, survey))
    db.session.execute(insert(Response), [response for response, _ in rows])
    db.session.execute(insert(MatchedAnswer), [pair for _, pair in rows if pair is not None])
    for time_point, answers in made_up.answers.items():
        if answers:
            close_time_point(programme_id=programme.id, time_point=time_point, actor=actor)
    show(programme)
    return len(rows)


def _take_up(programme: Programme, made_up: MadeUpTraining, actor: str) -> None:
    for theme, days, outcome in made_up.follow_ups:
        planned = plan_follow_up(
            programme_id=programme.id,
            theme=theme,
            owner="The team leaders (made up)",
            due_on=today() + timedelta(days=days),
            actor=actor,
        )
        if outcome is not None:
            finish_follow_up(follow_up_id=planned.id, outcome=outcome, actor=actor)
            planned.done_on = planned.due_on


def _rows(
    made_up: MadeUpTraining, programme: Programme, survey: Survey
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each answer, with the card it was given with. The first people keep their cards."""
    # Made-up answers are to be the same each time; nothing secret hangs on this.
    random = Random(made_up.name)  # noqa: S311
    cards = _cards(programme, made_up.answers[TimePoint.BEFORE])
    before = [[random.randrange(1, 4) for _ in RATED] for _ in cards]
    for token, time_point in links_of(programme.id).items():
        for person in range(made_up.answers[time_point]):
            ratings = _ratings(random, before[person], time_point)
            response = _response(random, survey, token, time_point, before[person], ratings)
            has_card = time_point is TimePoint.BEFORE or person < made_up.linked
            pair = {
                "response_id": response["id"],
                "programme_id": programme.id,
                "moment": time_point.value,
                "code_hash": cards[person],
            }
            yield response, pair if has_card else None


def _cards(programme: Programme, number: int) -> Sequence[str]:
    make_cards(programme_id=programme.id, number=number)
    found = select(LinkingCard.code_hash).where(LinkingCard.programme_id == programme.id)
    return list(db.session.execute(found.order_by(LinkingCard.code_hash)).scalars())


def _ratings(random: Random, before: Sequence[int], time_point: TimePoint) -> list[int]:
    if time_point is TimePoint.BEFORE:
        return list(before)
    return [max(0, min(4, rating + random.choice(RISES))) for rating in before]


def _response(
    random: Random,
    survey: Survey,
    token: str,
    time_point: TimePoint,
    before: Sequence[int],
    ratings: Sequence[int],
) -> dict[str, Any]:
    chosen: dict[str, Any] = {"moment": time_point.value}
    chosen |= {each: SCALE[rating] for each, rating in zip(RATED, ratings, strict=True)}
    if time_point is not TimePoint.BEFORE:
        then = dict(zip(RATED, before, strict=True))
        chosen |= {f"then_{each}": SCALE[max(0, then[each] - 1)] for each in THEN}
    answers = applicable_answers(survey.questions, canonical_answers(survey.questions, chosen))
    week = TRAINING_WEEK + (LATER if time_point is TimePoint.LATER else 0)
    return {
        "id": uuid.UUID(int=random.getrandbits(128), version=4),
        "link_token": token,
        "survey_id": survey.id,
        "version": survey.version,
        "content_hash": content_hash(
            link_token=token, survey_id=survey.id, version=survey.version, answers=answers
        ),
        "locale": "en",
        "language_switches": 0,
        "week": iso_week(monday_of(week)),
        "answers": answers,
        "notes": [],
    }
