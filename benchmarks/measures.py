"""Fills an instance with responses, and measures counting them and the figures made of them.

python -m benchmarks.measures --responses 100000
"""

import json
import resource
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

from flask import Flask
from sqlalchemy import insert

from app.administration.organisation.queries import all_services
from app.collection.links.queries import links_with_services
from app.collection.publishing.queries import current_version
from app.collection.responses.models import Response
from app.extensions import db
from app.results.indicators import operations
from app.results.indicators.cuts import Cut
from app.surveys.definition import Survey
from app.surveys.parts import Edition, Kind
from benchmarks.instance import (
    ROWS_AT_ONCE,
    Row,
    add_services,
    add_survey,
    new_instance,
    responses_asked,
    signed_in,
)

ASKED: Final = {"people-supported": 0.5, "families-friends": 0.3, "staff-confidence": 0.2}
TIMES: Final = 9
MOODS: Final = (34, 30, 18, 11, 7)


def main() -> None:
    """Print the figures as JSON."""
    number = responses_asked(__doc__)
    with new_instance() as app:
        with app.app_context():
            first = _fill(number)
            found = {"responses": number, "counting_s": _timed(_count), **_figures(first)}
            found["next_200_s"] = _next_answers()
            db.session.remove()
        found["pages_ms"] = _pages(app)
        found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(found, indent=2))


def _fill(number: int) -> uuid.UUID:
    """Responses of a year, to three surveys at eight services; gives one of the services."""
    random = Random(1)
    services = add_services()
    places = [add_survey(survey_id, services) for survey_id in ASKED]
    db.session.commit()
    for start in range(0, number, ROWS_AT_ONCE):
        some = range(start, min(start + ROWS_AT_ONCE, number))
        db.session.execute(insert(Response), [_row(random, places) for _ in some])
    db.session.commit()
    return all_services()[0].id


def _row(random: Random, places: list[tuple[Survey, list[str]]]) -> Row:
    [(survey, tokens)] = random.choices(places, list(ASKED.values()))
    is_easy = survey.easy_read and random.random() < 0.3
    edition = Edition.EASY_READ if is_easy else Edition.STANDARD
    response_id = uuid.UUID(int=random.getrandbits(128), version=4)
    return {
        "id": response_id, "link_token": random.choice(tokens), "survey_id": survey.id,
        "version": survey.version, "content_hash": response_id.hex, "language_switches": 0,
        "locale": "en-easyread" if is_easy else random.choice(("en", "en", "en", "ur", "cy")),
        "notes": [], "week": f"2026-W{1 + random.randrange(48):02d}",
        "answers": dict(_answers(random, survey, edition)),
    }  # fmt: skip


def _answers(random: Random, survey: Survey, edition: Edition) -> Iterator[tuple[str, Any]]:
    for question in survey.questions_in(edition):
        codes = [option.code for option in question.options]
        if codes and random.random() < 0.9:
            [code] = random.choices(codes, (*MOODS, *[5] * len(codes))[: len(codes)])
            yield question.id, [code] if question.kind is Kind.MULTIPLE_CHOICE else code


def _count() -> None:
    while operations.refresh_batch():
        db.session.commit()
    operations.refresh_released()
    db.session.commit()


def _next_answers() -> dict[str, float]:
    """Counting and telling what comes next: the 200 answers of a day, in the newest month."""
    random = Random(2)
    places = list(_asked())
    rows = [_row(random, places) | {"week": "2026-W48"} for _ in range(200)]
    db.session.execute(insert(Response), rows)
    db.session.commit()
    counting = _timed(lambda: _commit(operations.refresh_batch))
    return {"counting": counting, "telling": _timed(lambda: _commit(operations.refresh_released))}


def _asked() -> Iterator[tuple[Survey, list[str]]]:
    links = [link for link, _ in links_with_services()]
    for survey_id in ASKED:
        survey = current_version(survey_id)
        if survey is not None:
            yield survey, [link.token for link in links if link.survey_id == survey_id]


def _commit(work: Callable[[], object]) -> None:
    work()
    db.session.commit()


def _figures(service_id: uuid.UUID) -> dict[str, float]:
    year = {"first": "2026-01", "last": "2026-11"}
    one = frozenset([service_id])
    found = {
        "all_series_ms": _median(lambda: operations.figures_of(Cut(**year))),
        "one_service_ms": _median(lambda: operations.figures_of(Cut(one, **year))),
        "monthly_ms": _median(lambda: operations.monthly(Cut(**year), measure="respected")),
        "monthly_one_service_ms": _median(
            lambda: operations.monthly(Cut(one, **year), theme="respect")
        ),
        "all_gaps_ms": _median(lambda: operations.gaps_of(Cut(audience="people", **year))),
    }
    db.session.commit()
    return found


def _pages(app: Flask) -> dict[str, float]:
    client = signed_in(app)
    pages = [f"/staff/results/surveys/{survey_id}" for survey_id in ASKED]
    pages += [f"{pages[0]}?service=Service+1"]
    return {page: _median(lambda page=page: _opened(client, page)) for page in pages}


def _opened(client: Any, page: str) -> None:
    answer = client.get(page)
    if answer.status_code != 200:
        raise SystemExit(f"{page} answered {answer.status_code}")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 2)


def _median(work: Callable[[], object]) -> float:
    """The middle of several times, in milliseconds, after one that warms up."""
    work()
    return round(statistics.median(_timed_exactly(work) for _ in range(TIMES)) * 1000, 1)


def _timed_exactly(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
