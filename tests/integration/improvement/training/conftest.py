"""A programme at one service, and people who answer at its links with cards or without."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.administration.organisation.models import Service
from app.collection.links.cards import new_code
from app.collection.matched.operations import make_cards
from app.collection.matched.queries import links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.operations import publish
from app.extensions import db
from app.improvement.training.models import Programme
from app.improvement.training.operations import close_time_point, start_programme
from app.improvement.training.plans import ProgrammePlan
from app.surveys.definition import Survey
from app.surveys.parts import Kind
from tests.factories import question, service, survey
from tests.links import forget_addresses

SCALE = ("five", "four", "three", "two", "one")
"""From the best to the worst, so that the value 4 is `five`."""


def staff_survey(version: int = 1, *more: Any, words: str = "sure") -> Survey:
    """A rating of five, a yes/no question, and when it is answered."""
    return survey(
        question("moment", Kind.SINGLE_CHOICE, "before", "after", "later"),
        question(words, Kind.RATING, *SCALE, points=5),
        question("asked", Kind.YES_NO, "yes", "no"),
        *more,
        survey_id="staff-tiny",
        version=version,
        audience="staff",
    )


def plan(*services: Service, **more: Any) -> ProgrammePlan:
    """A programme of these services."""
    fields: dict[str, Any] = {
        "name": "Culture and faith",
        "aims": "Ask before assuming.",
        "services": [each.id for each in services],
        "themes": ["faith_worship"],
        "contributors": "The practice lead",
        "community": "Two elders of the temple kitchen",
    }
    return ProgrammePlan(**{**fields, **more})


class Room:
    """The people of a training: each has a card, and answers by the programme's links."""

    def __init__(self, client: FlaskClient, programme: Programme, people: int) -> None:
        self._client = client
        self._tokens = {at: token for token, at in links_of(programme.id).items()}
        self.programme_id: uuid.UUID = programme.id
        self.cards = make_cards(programme_id=programme.id, number=people)
        db.session.commit()

    def says(self, time_point: TimePoint, card: str | None = None, **answers: Any) -> Any:
        """One answer by script; without a card when it is lost."""
        data = {"submission_id": str(uuid.uuid4()), **answers}
        if card is not None:
            data["card"] = card
        address = f"/s/{self._tokens[time_point]}/en"
        return self._client.post(address, data=data, headers={"Accept": "application/json"})

    def rates(
        self, time_point: TimePoint, ratings: Iterable[int], cards: Iterable[str | None]
    ) -> None:
        """Ratings from 1 to 5, each with its card."""
        for rating, card in zip(ratings, cards, strict=True):
            assert self.says(time_point, card, sure=SCALE[5 - rating]).status_code == 201


@pytest.fixture(autouse=True)
def _look_links_up_anew() -> Iterator[None]:
    forget_addresses()
    yield
    forget_addresses()


@pytest.fixture
def rose(context: Flask) -> Service:
    """Rose House, with the tiny survey for staff published."""
    publish(survey=staff_survey())
    made = service("Rose House")
    db.session.commit()
    return made


@pytest.fixture
def programme(rose: Service) -> Programme:
    """A programme for the staff of Rose House."""
    started = start_programme(plan=plan(rose), survey_id="staff-tiny")
    db.session.commit()
    return started


@pytest.fixture
def room(client: FlaskClient, programme: Programme) -> Room:
    """Fourteen people with cards."""
    return Room(client, programme, 14)


def end_all(programme: Programme) -> None:
    """The links of all moments are closed, so that everything can be told."""
    for time_point in TimePoint:
        close_time_point(programme_id=programme.id, time_point=time_point, actor="lead@example.org")
    db.session.commit()


def lost(number: int) -> list[None]:
    """So many cards are lost."""
    return [None] * number


def foreign() -> str:
    """The code of a card of nobody's."""
    return new_code()


def released(page: str) -> Mapping[str, bool]:
    """Which of the telling words stand on a results page."""
    return {
        word: word in page for word in ("rated themselves", "Wilcoxon signed-rank (", "because of")
    }
