"""Fills an instance with responses, and measures counting and the pages of the quality review.

python -m benchmarks.insight --responses 100000
"""

import json
import statistics
import time
import uuid
from collections.abc import Iterator
from random import Random
from typing import Any, Final

from flask import Flask
from sqlalchemy import insert, update

from app.collection.responses.models import Comment, Response
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.models import ModelVersion, Reading
from app.extensions import db
from app.results.feedback.models import Counted
from app.results.feedback.operations import refresh_batch, refresh_released
from benchmarks.instance import (
    ROWS_AT_ONCE,
    Row,
    add_services,
    add_survey,
    new_instance,
    responses_asked,
    signed_in,
)

PAGES: Final = ("", "/saying", "/comments", "/comments?theme=food", "/agreement", "/figures.xlsx")
TIMES: Final = 15


def main() -> None:
    """Print the figures as JSON."""
    number = responses_asked(__doc__)
    with new_instance() as app:
        with app.app_context():
            _fill(number)
            found = {
                "responses": number,
                "counting_s": _counted(),
                "telling_s": _told(),
                "telling_again_s": _told(),
            }
            db.session.remove()
        print(json.dumps({**found, "pages_ms": _pages(app)}))


def _fill(number: int) -> None:
    random = Random(1)
    survey, tokens = add_survey("people-supported", add_services())
    db.session.add(ModelVersion(version="made-up", is_live=True))
    db.session.commit()
    question = next(each.id for each in survey.questions if each.is_text)
    rows = [_rows(random, each, random.choice(tokens), survey, question) for each in range(number)]
    for place, model in enumerate((Response, Comment, Reading)):
        for start in range(0, number, ROWS_AT_ONCE):
            some = [row[place] for row in rows[start : start + ROWS_AT_ONCE]]
            db.session.execute(insert(model), some)
    db.session.commit()


def _rows(random: Random, number: int, token: str, survey: Any, question: str) -> tuple[Row, ...]:
    response_id, comment_id = uuid.uuid4(), uuid.uuid4()
    sentiment = random.choices(("positive", "negative", "neutral"), (5, 3, 2))[0]
    codes = random.sample(list(THEMES), random.randrange(3))
    response = {
        "id": response_id, "link_token": token, "survey_id": survey.id, "version": survey.version,
        "content_hash": response_id.hex, "locale": "en", "language_switches": 0, "notes": [],
        "week": f"{2024 + number % 3}-W{1 + number % 50:02d}",
        "answers": {question: f"What person {number} says of the food and the staff"},
    }  # fmt: skip
    comment = {
        "id": comment_id, "response_id": response_id, "question_id": question, "is_read": True,
        "signal": 0, "received_on": None,
    }  # fmt: skip
    reading = {
        "comment_id": comment_id, "model": "made-up", "sentiment": sentiment, "confidence": 0.9,
        "language": random.choice(("en", "en", "en", "ur", "cy", "pl")), "is_sure": True,
        "signals": [], "signal": 0, "embedding": bytes(768),
        "themes": [
            {"code": code, "probability": 0.9, "is_assigned": True, "sentiment": sentiment}
            for code in codes
        ],
    }  # fmt: skip
    return response, comment, reading


def _counted() -> float:
    start = time.perf_counter()
    while refresh_batch():
        db.session.commit()
    return round(time.perf_counter() - start, 1)


def _told() -> float:
    """Telling, where something was counted since; the second time hardly anything is new."""
    db.session.execute(update(Counted).values(has_news=True))
    start = time.perf_counter()
    refresh_released()
    db.session.commit()
    return round(time.perf_counter() - start, 2)


def _pages(app: Flask) -> dict[str, float]:
    client = signed_in(app)
    return {page or "/": _median(list(_times(client, f"/staff/results{page}"))) for page in PAGES}


def _times(client: Any, address: str) -> Iterator[float]:
    for _ in range(TIMES):
        start = time.perf_counter()
        answer = client.get(address)
        yield time.perf_counter() - start
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")


def _median(times: list[float]) -> float:
    return round(statistics.median(times[1:]) * 1000, 1)


if __name__ == "__main__":
    main()
