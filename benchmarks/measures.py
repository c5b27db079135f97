"""Fills an instance with responses, and measures counting them and the figures made of them.

python -m benchmarks.measures --responses 100000
"""

import argparse
import json
import os
import resource
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import insert

from app import create_app
from app.accounts.operations import create_user
from app.config import Settings
from app.extensions import db
from app.links.models import Link
from app.links.operations import create_link
from app.measures import operations
from app.measures.cuts import Cut
from app.organisation.operations import create_service
from app.publishing.operations import publish
from app.questionnaire.definition import Edition, Kind, Survey
from app.questionnaire.loader import load_survey
from app.responses.models import Response

SURVEYS: Final = Path(__file__).resolve().parent.parent / "surveys"
ASKED: Final = {"people-supported": 0.5, "families-friends": 0.3, "staff-confidence": 0.2}
AUDIENCES: Final = {
    "people-supported": "people", "families-friends": "families", "staff-confidence": "staff",
}  # fmt: skip
PASSWORD: Final = "kettle harbour violet"  # noqa: S105 - of an instance that lives for a minute
CONTACTS: Final = {
    "council": "A council", "phone": "01632 960001", "hours": "9 to 5", "lead": "A lead",
    "out_of_hours": "01632 960002", "reader": "A reader", "reading": "every working day",
}  # fmt: skip
SERVICES: Final = 8
ROWS_AT_ONCE: Final = 2000
TIMES: Final = 9
MOODS: Final = (34, 30, 18, 11, 7)
Row = dict[str, Any]


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--responses", type=int, default=100_000)
    number = parser.parse_args().responses
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder), secret_key="benchmark"))  # noqa: S106
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            db.create_all()
            first = _fill(number)
            found = {"responses": number, "counting_s": _timed(_count), **_figures(first)}
            db.session.remove()
        found["pages_ms"] = _pages(app)
        found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(found, indent=2))


def _fill(number: int) -> uuid.UUID:
    """Responses of a year, to three surveys at eight services; gives one of the services."""
    random = Random(1)
    create_user(email="a@example.org", name="A", role="admin", password=PASSWORD, actor="b")
    services = [create_service(name=f"Service {n}", contacts=CONTACTS) for n in range(SERVICES)]
    places: list[tuple[Survey, list[Link]]] = []
    for survey_id in ASKED:
        survey = load_survey(sorted((SURVEYS / survey_id).glob("[0-9]*.yaml"))[-1])
        publish(survey=survey)
        links = [
            create_link(
                survey_id=survey.id,
                service_name=each.name,
                audience=AUDIENCES[survey_id],
                actor="b",
            )
            for each in services
        ]
        places.append((survey, links))
    db.session.commit()
    for start in range(0, number, ROWS_AT_ONCE):
        some = range(start, min(start + ROWS_AT_ONCE, number))
        db.session.execute(insert(Response), [_row(random, places) for _ in some])
    db.session.commit()
    return services[0].id


def _row(random: Random, places: list[tuple[Survey, list[Link]]]) -> Row:
    [(survey, links)] = random.choices(places, list(ASKED.values()))
    is_easy = survey.easy_read and random.random() < 0.3
    edition = Edition.EASY_READ if is_easy else Edition.STANDARD
    response_id = uuid.UUID(int=random.getrandbits(128), version=4)
    return {
        "id": response_id, "link_token": random.choice(links).token, "survey_id": survey.id,
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
    operations.refresh_told()
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


def _pages(app: Any) -> dict[str, float]:
    client = app.test_client()
    client.post("/staff/sign-in", data={"email": "a@example.org", "password": PASSWORD})
    pages = [f"/staff/results/{survey_id}" for survey_id in ASKED]
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
    os.environ.pop("OWNWORDS_DATA", None)
    main()
