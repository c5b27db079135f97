"""Two gated exports, whenever they are made, never differ by what one person said."""

import csv
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from sqlalchemy import delete, func, select

from app.extensions import db
from app.links.models import Link
from app.publishing.operations import publish
from app.questionnaire.definition import Kind
from app.responses.export import batches
from app.responses.export.batches import release_rows
from app.responses.models import ReleasedRow, Response
from app.statistics.disclosure import FRESH
from tests.counting import counted_statements
from tests.factories import link, question, service, survey
from tests.given import FREQUENCY, rating, stored

OF = survey(
    rating(),
    rating("heard"),
    question("answered_by", Kind.SINGLE_CHOICE, "myself", "other_person_present"),
    question("likes", Kind.MULTIPLE_CHOICE, "food", "garden"),
    question("say", Kind.COMMENT),
    question("age", Kind.NUMBER, part="equality"),
)


@pytest.fixture
def rose(context):
    """A link with twelve answers that were not exported."""
    made = link(OF, token="R0SE23", service_id=service("Rose House").id)
    stored(made, {"respect": "always"}, times=12)
    return made


@pytest.fixture
def export(runner, tmp_path):
    """The rows of a file that is exported now."""

    def write(*more):
        target = tmp_path / "answers.csv"
        arguments = ("--survey", "tiny", "--format", "csv", "-o", str(target), *more)
        done = runner("responses", "export", *arguments)
        assert done.exit_code == 0, done.output
        with target.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return write


def mixed(where, times, **more):
    """So many new answers, the first unlike the others."""
    stored(where, {"respect": "never", **more})
    stored(where, {"respect": "always", **more}, times=times - 1)


def released():
    return db.session.scalar(select(func.count()).select_from(ReleasedRow))


def test_new_answers_wait_until_they_are_five(rose, export):
    sizes = [len(export())]
    for new in (1, 3, 1):
        mixed(rose, new)
        sizes.append(len(export()))

    assert sizes == [12, 12, 12, 17]
    assert len(export()) == 17


def test_raw_holds_what_waits_and_releases_nothing(rose, export):
    assert (len(export("--raw")), released()) == (12, 0)

    export()
    mixed(rose, 1)

    assert (len(export("--raw")), released()) == (13, 12)


@pytest.mark.parametrize(
    "alike",
    [
        {"respect": "always", "likes": ["food", "garden"]},
        {},
    ],
)
def test_answers_that_are_all_alike_wait_for_another(rose, export, alike):
    export()
    for age in range(60, 67):
        stored(rose, {**alike, "say": f"I am {age}", "age": age})

    assert len(export()) == 12

    stored(rose, {"respect": "mostly"})

    assert len(export()) == 20


def test_answers_that_share_a_sensitive_one_wait_for_another(rose, export):
    export()
    for heard in FREQUENCY:
        stored(rose, {"respect": "never", "heard": heard})

    assert len(export()) == 12

    stored(rose, {"respect": "always"})

    assert len(export()) == 18


def test_services_and_those_who_had_help_are_each_a_group(rose, export):
    lily = link(OF, token="L1LY23", service_id=service("Lily House").id)
    stored(lily, {"respect": "always"}, times=12)
    stored(rose, {"respect": "always", "answered_by": "other_person_present"}, times=12)
    before = Counter(row["service"] for row in export())
    mixed(lily, 4)
    mixed(rose, 4, answered_by="other_person_present")
    mixed(rose, 4, answered_by="myself")
    waiting = export()
    mixed(rose, 1, answered_by="other_person_present")
    after = Counter(row["service"] for row in export())

    assert before == Counter(row["service"] for row in waiting)
    assert (before, after) == (
        Counter({"Rose House": 24, "Lily House": 12}),
        Counter({"Rose House": 29, "Lily House": 12}),
    )


def test_a_new_version_begins_anew(rose, export):
    export("--version", "1")
    publish(survey=survey(*OF.questions, version=2))
    stored(rose, {"respect": "always"}, times=11, version=2)
    mixed(rose, 2)

    assert Counter(row["version"] for row in export()) == Counter({"1": 12, "2": 11})


def test_a_service_that_was_too_small_to_show_grows_by_batches(rose, export):
    lily = link(OF, token="L1LY23", service_id=service("Lily House").id)
    fern = link(OF, token="FERN23", service_id=service("Fern House").id)
    stored(fern, {"respect": "always"}, times=12)
    mixed(lily, 6)
    export()
    seen = []
    for new in (4, 1):
        mixed(lily, new)
        seen.append(Counter(row["service"] for row in export())["Lily House"])

    assert seen == [0, 11]


def test_no_two_files_differ_by_one_to_four_rows_of_a_service(rose, export):
    dice = random.Random(4)
    houses = [
        rose,
        *(link(OF, token=f"M0SS2{n}", service_id=service(f"Moss {n}").id) for n in range(2)),
    ]
    files = []
    for _ in range(12):
        for house in houses:
            for _ in range(dice.randrange(6)):
                stored(house, {"respect": dice.choice(FREQUENCY[:2])})
        files.append(Counter(row["service"] for row in export()))
    moves = {
        abs(one[name] - other[name])
        for one in files
        for other in files
        for name in one.keys() | other.keys()
    }

    assert moves & {1, 2, 3, 4} == set()
    assert len(moves) > 5


def test_what_is_gone_is_no_longer_marked(rose, export):
    export()
    db.session.execute(delete(Response))
    db.session.commit()

    assert released() == 0


def test_exports_at_the_same_moment_never_release_a_few_rows(app, rose):
    release_rows([OF])
    token = rose.token

    def come_and_export(number):
        with app.app_context():
            stored(db.session.get(Link, token), {"respect": FREQUENCY[number % 2]})
            release_rows([OF])
            return released()

    with ThreadPoolExecutor(4) as pool:
        seen = sorted({12, *pool.map(come_and_export, range(24))})

    assert [after for before, after in pairwise(seen) if after - before < FRESH] == []
    assert seen[-1] > 12


def test_many_groups_are_released_in_parts(rose, monkeypatch):
    monkeypatch.setattr(batches, "GROUPS_AT_ONCE", 1)
    lily = link(OF, token="L1LY23", service_id=service("Lily House").id)
    mixed(lily, 12)
    release_rows([OF])
    mixed(lily, 5)
    mixed(rose, 5)
    release_rows([OF])

    assert released() == 34


def test_releasing_asks_the_database_as_often_for_many_rows_as_for_few(rose):
    def asked(times):
        mixed(rose, times)
        with counted_statements() as statements:
            release_rows([OF])
        return len(statements)

    release_rows([OF])

    assert asked(5) == asked(600)
