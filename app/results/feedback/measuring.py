"""Counting how the machine reads those whom people read blind, in parcels. Done by the worker."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, insert, select

from app.comments.machine.engine.themes import THEMES
from app.comments.machine.queries import live_version
from app.comments.sample.queries import blind_and_earlier, people_read
from app.disclosure import PARCEL
from app.extensions import db
from app.results.feedback.models import (
    ALIKE,
    COUNTED,
    EVERYTHING,
    FOUND_BY,
    MACHINE,
    UNLIKE,
    MeasuredPerson,
    MeasuredReading,
)
from app.results.feedback.queries import read_comments
from app.results.feedback.views import NOT_ASSESSED, CommentLabels, labels_of, view_of

PEOPLE_AT_ONCE: Final = 400

Views = Mapping[str, str]
"""A person's sentiment by theme, as in the figures."""


class Outcome(NamedTuple):
    """Where one person is counted."""

    language: str
    theme: str
    source: str
    outcome: str


def measure_readings() -> int:
    """Count those read blind since the last time; gives how many people were counted, mostly none.

    Ten or more of a language are counted together. What was counted is counted again with them, and
    when another version of the machine is live: then all of the same people, once it has read them.
    """
    version = live_version()
    measured = _measured()
    newly = _parcels(people_read(), measured)
    if version is None or not (newly or measured) or (not newly and _is_of(version)):
        return 0
    if newly:
        db.session.execute(
            insert(MeasuredPerson),
            [{"response_id": each, "language": language} for each, language in newly.items()],
        )
    everybody = measured | newly
    db.session.execute(delete(MeasuredReading))
    counted = _counted(everybody, version)
    if counted is None:
        return 0
    rows = [{**at._asdict(), "model": version, "people": n} for at, n in counted.items()]
    db.session.execute(insert(MeasuredReading), rows)
    return len(everybody)


def _measured() -> dict[uuid.UUID, str]:
    found = select(MeasuredPerson.response_id, MeasuredPerson.language)
    return {row.response_id: row.language for row in db.session.execute(found)}


def _parcels(
    read: Mapping[uuid.UUID, str], measured: Collection[uuid.UUID]
) -> dict[uuid.UUID, str]:
    """Those read who were not measured yet, of the languages in which they are ten or more."""
    waiting = {each: language for each, language in read.items() if each not in measured}
    numbers = Counter(waiting.values())
    return {each: name for each, name in waiting.items() if numbers[name] >= PARCEL}


def _is_of(version: str) -> bool:
    models = db.session.execute(select(MeasuredReading.model).distinct()).scalars().all()
    return models == [version]


def _counted(people: Mapping[uuid.UUID, str], version: str) -> Counter[Outcome] | None:
    """All outcomes; None where this version has not read some of them yet."""
    ids, outcomes = list(people), Counter[Outcome]()
    for start in range(0, len(ids), PEOPLE_AT_ONCE):
        some = ids[start : start + PEOPLE_AT_ONCE]
        views = _views(some, version)
        if views is None:
            return None
        for each in some:
            outcomes.update(_outcomes(people[each], *views[each]))
    return outcomes


def _views(
    response_ids: Collection[uuid.UUID], version: str
) -> dict[uuid.UUID, tuple[Views, dict[str, Views]]] | None:
    """Of each person what the reader said, and what each source says instead."""
    rows = read_comments(response_ids, version)
    blind, before = blind_and_earlier([row.id for row in rows])
    by_person: defaultdict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows:
        by_person[row.response_id].append(row)
    if any(row.id not in blind for row in rows) or by_person.keys() != set(response_ids):
        return None
    return {
        each: (
            _view(labels_of(row, blind[row.id]) for row in own),
            {
                MACHINE: _view(labels_of(row, {}) for row in own),
                COUNTED: _view(labels_of(row, before.get(row.id, {})) for row in own),
            },
        )
        for each, own in by_person.items()
    }


def _view(labels: Iterable[CommentLabels]) -> Views:
    by_theme, _ = view_of(labels)
    return by_theme


def _outcomes(language: str, person: Views, sources: Mapping[str, Views]) -> Iterator[Outcome]:
    for source, view in sources.items():
        for theme in THEMES:
            yield Outcome(language, theme, source, FOUND_BY[theme in person, theme in view])
        feels = view[EVERYTHING]
        alike = ALIKE if feels == person[EVERYTHING] else UNLIKE
        outcome = NOT_ASSESSED if feels == NOT_ASSESSED else alike
        yield Outcome(language, EVERYTHING, source, outcome)
