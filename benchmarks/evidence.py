"""Fills an instance with a year of responses, and measures making an evidence pack of it.

python -m benchmarks.evidence --responses 100000
"""

import json
import os
import resource
import subprocess
import sys
import time
import uuid
from datetime import timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import insert

from app.collection.responses.models import Comment, Response
from app.collection.responses.tally import edition_of
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.models import ModelVersion, Reading
from app.evidence.packs.choices import usual_dates
from app.extensions import db
from app.kernel.clock import iso_week
from app.kernel.localised import easy_read_of
from app.results.feedback.operations import refresh_batch
from app.results.indicators import operations as measures
from app.surveys.definition import Survey
from app.surveys.parts import Question
from app.surveys.rules import applicable_answers, asked
from benchmarks.instance import (
    PROJECT,
    ROWS_AT_ONCE,
    Row,
    add_services,
    add_survey,
    new_instance,
    responses_asked,
)

SURVEYS: Final = {"people-supported": 5, "families-friends": 3, "community-partners": 1,
                  "staff-confidence": 2}  # fmt: skip
COMMENTED: Final = 0.3
FORMATS: Final = ("json", "html", "xlsx", "pdf")


def main() -> None:
    """Print the figures as JSON."""
    number = responses_asked(__doc__)
    with new_instance() as app:
        with app.app_context():
            filling = _timed(lambda: _fill(number))
            counting = _timed(_count)
            first, last = usual_dates()
            db.session.remove()
        folder = str(app.config["OWNWORDS"].data)
        packs = {each: _pack(folder, each, first.isoformat(), last.isoformat()) for each in FORMATS}
    print(json.dumps({"responses": number, "fill_s": filling, "count_s": counting, "pack": packs}))


def _fill(number: int) -> None:
    random = Random(1)
    services = add_services()
    places = [add_survey(survey_id, services) for survey_id in SURVEYS]
    db.session.add(ModelVersion(version="made-up", is_live=True))
    db.session.commit()
    chosen = random.choices(places, weights=list(SURVEYS.values()), k=number)
    for start in range(0, number, ROWS_AT_ONCE):
        some = chosen[start : start + ROWS_AT_ONCE]
        rows = [_rows(random, survey, random.choice(tokens)) for survey, tokens in some]
        db.session.execute(insert(Response), [row[0] for row in rows])
        db.session.execute(insert(Comment), [row[1] for row in rows if row[1]])
        db.session.execute(insert(Reading), [row[2] for row in rows if row[2]])
        db.session.commit()


def _rows(random: Random, survey: Survey, token: str) -> tuple[Row, Row, Row]:
    response_id, comment_id = uuid.uuid4(), uuid.uuid4()
    language = random.choice(survey.languages)
    is_easy = survey.easy_read and random.random() < 0.3
    locale = easy_read_of(language) if is_easy else language
    questions = survey.questions_in(edition_of(locale))
    answers = {
        question.id: answer
        for question in questions
        if (answer := _answer(random, question)) is not None
    }
    answers = dict(applicable_answers(questions, answers))
    day = usual_dates()[0] + timedelta(days=random.randrange(365))
    response = {
        "id": response_id, "link_token": token, "survey_id": survey.id, "version": survey.version,
        "content_hash": response_id.hex, "locale": locale, "language_switches": 0, "notes": [],
        "week": iso_week(day), "answers": answers,
    }  # fmt: skip
    written = [each.id for each in asked(questions, answers) if each.id in answers and each.is_text]
    if not written:
        return response, {}, {}
    comment = {
        "id": comment_id, "response_id": response_id, "question_id": written[0], "is_read": True,
        "signal": 0, "received_on": None,
    }  # fmt: skip
    return response, comment, _reading(random, comment_id, language)


def _reading(random: Random, comment_id: uuid.UUID, language: str) -> Row:
    sentiment = random.choices(("positive", "negative", "neutral"), (5, 3, 2))[0]
    codes = random.sample(list(THEMES), random.randrange(3))
    return {
        "comment_id": comment_id, "model": "made-up", "sentiment": sentiment, "confidence": 0.9,
        "language": language, "is_sure": True, "signals": [], "signal": 0, "embedding": None,
        "themes": [
            {"code": code, "probability": 0.9, "is_assigned": True, "sentiment": sentiment}
            for code in codes
        ],
    }  # fmt: skip


def _answer(random: Random, question: Question) -> Any:
    if question.is_text:
        return "What somebody says" if random.random() < COMMENTED else None
    codes = [option.code for option in question.options]
    if not codes or random.random() < 0.05:
        return None
    if question.kind.value == "multiple_choice":
        return [random.choice(codes)]
    weights = [len(codes) - place for place in range(len(codes))]
    return random.choices(codes, weights)[0]


def _count() -> None:
    while measures.refresh_batch():
        db.session.commit()
    measures.refresh_released()
    db.session.commit()
    while refresh_batch():
        db.session.commit()


def _pack(folder: str, file_format: str, first: str, last: str) -> dict[str, float]:
    """One command from start to end: seconds, those of the processor, and the most memory in MB."""
    command = [
        sys.executable, "-c", "from app.cli import main; main()", "evidence", "pack",
        "--framework", "cqc-saf", "--from", first, "--to", last,
        "--format", file_format, "-o", f"{folder}/pack.{file_format}",
    ]  # fmt: skip
    environment = {**os.environ, "OWNWORDS_DATA": folder, "OWNWORDS_DATABASE_URL": ""}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment, cwd=PROJECT)
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "s": round(taken, 1),
        "processor_s": round(worked, 1),
        "most_mb": round(after.ru_maxrss / 1024),
    }


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 1)


if __name__ == "__main__":
    main()
