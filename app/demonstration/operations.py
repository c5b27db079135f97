"""Loading the demonstration. Doing it again adds nothing."""

import secrets
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import insert, select, update

from app.administration.accounts.operations import create_user, set_password
from app.administration.accounts.queries import user_by_email
from app.administration.organisation.models import Service
from app.administration.organisation.operations import create_service, edit_organisation
from app.administration.organisation.queries import organisation, service_by_name
from app.collection.links.models import Link
from app.collection.links.operations import create_link
from app.collection.links.queries import links_at, links_of_service
from app.collection.publishing.operations import publish
from app.collection.publishing.queries import current_version
from app.collection.responses.comments import lay_all_before_readers
from app.collection.responses.models import Comment, Response
from app.collection.responses.operations import content_hash
from app.collection.responses.tally import edition_of
from app.comments.queue.clock import DEPUTY, NOMINATED, READER
from app.comments.queue.rota import add_to_rota, rota_entries
from app.demonstration.actions import add_actions
from app.demonstration.answers import Answering, MadeUpPerson, load_comments
from app.demonstration.audits import add_audit_rounds
from app.demonstration.events import monday_of, planned_event
from app.demonstration.partners import add_partners
from app.demonstration.policies import add_policies, links_asked
from app.demonstration.reading import read_the_year
from app.demonstration.story import (
    AUDIENCES,
    CONTACTS,
    EVENTS,
    ORGANISATION,
    PEOPLE,
    SERVICES,
    WEEKS,
    MadeUpService,
)
from app.demonstration.training import add_trainings
from app.extensions import db
from app.kernel.clock import iso_week, today
from app.kernel.errors import Refused
from app.kernel.localised import easy_read_of
from app.surveys.definition import Survey
from app.surveys.loader import load_survey, survey_files

ACTOR: Final = "demonstration"
SEED: Final = "own-words"
EASY_READ_SHARE: Final = 0.3
EQUALITY_ANSWERED: Final = 0.6
SWITCHES: Final = 0.1
MOODS_DIFFER: Final = 0.12
ROWS_AT_ONCE: Final = 500
USERS: Final = (
    ("admin@demo.example", "Demonstration admin (made up)", "admin"),
    ("reader@demo.example", "Demonstration reader (made up)", "reader"),
)

READING: Final = {
    "reader@demo.example": (READER,),
    "admin@demo.example": (DEPUTY, NOMINATED),
}
STILL_UNREAD: Final = timedelta(days=14)

LinkWithAnswers = tuple[Link, int, int | None]
"""A link, how many answers it gets, and in which week of the year shown, if in one only."""


@dataclass(frozen=True)
class Demonstration:
    """What was loaded, and how to sign in."""

    links: tuple[tuple[Link, Service], ...]
    users: tuple[tuple[str, str], ...]
    password: str
    responses: int


def load_demonstration(*, surveys: Path, data: Path) -> Demonstration:
    """Publish the shipped surveys and make up services, links, staff and a year of answers.

    Args:
        surveys: folder of survey definitions.
        data: folder in which the demonstration's password is kept.

    Raises:
        Refused: when this installation belongs to a real organisation.
    """
    _refuse_real_organisation()
    edit_organisation(contacts=CONTACTS, name=ORGANISATION, is_demonstration=True)
    for path in survey_files(surveys):
        publish(survey=load_survey(path))
    added, links = 0, []
    for made_up in SERVICES:
        service = service_by_name(made_up.name) or create_service(name=made_up.name)
        for link, count, week in (*_links(made_up, service), *_event_links(service)):
            links.append((link, service))
            added += _add_answers(made_up, link, count, week)
    added += add_audit_rounds(actor=ACTOR)
    added += add_trainings(actor=ACTOR) + add_policies(actor=ACTOR)
    add_actions(ACTOR)
    add_partners(actor=ACTOR)
    links += links_asked()
    password = _sign_in(data / "demo-sign-in")
    _share_out_reading()
    if added:
        _lay_before_readers()
        read_the_year(Random(SEED), ACTOR)  # noqa: S311 - made-up readers, nothing secret
    return Demonstration(
        links=tuple(links),
        users=tuple((email, role) for email, _, role in USERS),
        password=password,
        responses=added,
    )


def _refuse_real_organisation() -> None:
    found = organisation()
    if found is not None and not found.is_demonstration:
        raise Refused(
            f"This installation belongs to '{found.name}', so made-up answers are not mixed into "
            "it. Set OWNWORDS_DATA to another folder to see the demonstration."
        )


def _links(made_up: MadeUpService, service: Service) -> Iterator[LinkWithAnswers]:
    """The service's own links, made where they are missing."""
    # Somebody who tries things out makes links of their own; those with answers are ours.
    links = sorted(links_of_service(service.id), key=lambda link: _is_answered(link.token))
    existing = {link.survey_id: link for link in links if not link.event and not link.about}
    for survey_id, count in made_up.answers.items():
        if current_version(survey_id) is None:
            continue
        link = existing.get(survey_id) or create_link(
            survey_id=survey_id,
            service_name=service.name,
            audience=AUDIENCES[survey_id],
            actor=ACTOR,
        )
        yield link, count, None


def _event_links(service: Service) -> Iterator[LinkWithAnswers]:
    """The links of the service's events, which are planned where they are missing."""
    for made_up in EVENTS:
        if made_up.service == service.name:
            event = planned_event(made_up, service, actor=ACTOR)
            for link in links_at(service.id, event.name):
                yield link, made_up.answers.get(link.survey_id, 0), made_up.week


def _is_answered(token: str) -> bool:
    answered = select(Response.id).where(Response.link_token == token).limit(1)
    return db.session.execute(answered).first() is not None


def _add_answers(made_up: MadeUpService, link: Link, count: int, week: int | None) -> int:
    survey = current_version(link.survey_id)
    if survey is None or _is_answered(link.token):
        return 0
    # Made-up answers are to be the same each time; nothing secret hangs on this.
    random = Random(f"{SEED} {made_up.name} {link.survey_id} {link.event}")  # noqa: S311
    rows = list(_rows(random, made_up, survey, link, [week] * count))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        db.session.execute(insert(Response), rows[start : start + ROWS_AT_ONCE])
    return len(rows)


def _rows(
    random: Random,
    made_up: MadeUpService,
    survey: Survey,
    link: Link,
    weeks: Iterable[int | None],
) -> Iterator[dict[str, Any]]:
    """One answer for each week; where it is None, in any week of the year shown."""
    answering = Answering(random, load_comments())
    for fixed in weeks:
        week = random.randrange(WEEKS) if fixed is None else fixed
        monday = monday_of(week)
        person = _person(random, made_up, survey, week, monday)
        answers = answering.answers_of(person, survey.questions_in(edition_of(person.locale)))
        if answers:
            yield {
                "id": uuid.UUID(int=random.getrandbits(128), version=4),
                "link_token": link.token,
                "survey_id": survey.id,
                "version": survey.version,
                "content_hash": content_hash(
                    link_token=link.token,
                    survey_id=survey.id,
                    version=survey.version,
                    answers=answers,
                ),
                "locale": person.locale,
                "language_switches": int(random.random() < SWITCHES),
                "week": iso_week(monday),
                "answers": answers,
                "notes": [],
            }


def _person(
    random: Random, made_up: MadeUpService, survey: Survey, week: int, monday: date
) -> MadeUpPerson:
    languages = {code: made_up.languages.get(code, 0.0) for code in survey.languages}
    [language] = random.choices(list(languages), weights=list(languages.values()))
    is_easy = survey.id == PEOPLE and random.random() < EASY_READ_SHARE
    return MadeUpPerson(
        service=made_up,
        audience=survey.audience,
        locale=easy_read_of(language) if is_easy else language,
        week=week,
        monday=monday,
        mood=random.gauss(made_up.content, MOODS_DIFFER),
        gives_equality=random.random() < EQUALITY_ANSWERED,
    )


def _share_out_reading() -> None:
    """The made-up reader reads first, and the made-up admin stands behind them."""
    if rota_entries():
        return
    for email, parts in READING.items():
        user = user_by_email(email)
        if user is not None:
            for part in parts:
                add_to_rota(service_id=None, part=part, user_id=user.id, actor=ACTOR)


def _lay_before_readers() -> None:
    """The comments of the last two weeks wait in the queue; earlier ones have been read."""
    lay_all_before_readers()
    earlier = select(Response.id).where(Response.week < iso_week(today() - STILL_UNREAD))
    db.session.execute(
        update(Comment)
        .where(Comment.response_id.in_(earlier))
        .values(is_read=True, received_on=None)
    )


def _sign_in(path: Path) -> str:
    """The demonstration's users, and their password: made once, for the owner of the files only."""
    is_new = not path.is_file()
    if is_new:
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12), encoding="utf-8")
    password = path.read_text(encoding="utf-8").strip()
    for email, name, role in USERS:
        user = user_by_email(email)
        if user is None:
            create_user(email=email, name=name, roles=[role], password=password, actor=ACTOR)
        elif is_new:
            set_password(user_id=user.id, password=password, actor=ACTOR)
    return password
