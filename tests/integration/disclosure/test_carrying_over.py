"""What was shown before the upgrade stays in the same totals: no old figure tells of a few."""

import uuid
from collections import Counter

import pytest
from alembic import command
from sqlalchemy import text

from app import create_app
from app.config import Settings
from app.extensions import db
from app.results.indicators.models import ALL_SERVICES, SEVERAL_SERVICES
from tests.schema_rows import fill, held

BEFORE, PARCELS, BY_LINK = "0065", "0060", "0079"
LARGE, MIDDLE, SMALL = (uuid.uuid4() for _ in range(3))
PLACES = {
    LARGE: {"2026-01": 20, "2026-02": 4, "2026-03": 13, "2026-04": 3},
    MIDDLE: {"2026-01": 12},
    SMALL: {"2026-02": 6},
}


@pytest.fixture
def config(empty_database_url, tmp_path):
    app = create_app(Settings(data=tmp_path / "data", database_url=empty_database_url))
    with app.app_context():
        found = app.extensions["migrate"].migrate.get_config()
        command.upgrade(found, BEFORE)
        yield found
        db.engine.dispose()


def stored_as(service_id: uuid.UUID) -> str | uuid.UUID:
    return service_id.hex if db.engine.dialect.name == "sqlite" else service_id


def add_answers(connection, *, is_shown: bool) -> None:
    connection.execute(
        text("INSERT INTO answer_series VALUES (1, 'tiny', 1, 'people', :no)"), {"no": False}
    )
    for service_id, months in PLACES.items():
        for month, people in months.items():
            for code in (":placed", "always"):
                connection.execute(
                    text(
                        "INSERT INTO answer_sums VALUES"
                        " (1, 'people', :service, :month, 'respect', :code, :n, :n, :n)"
                    ),
                    {"service": stored_as(service_id), "month": month, "code": code, "n": people},
                )
    if is_shown:
        connection.execute(
            text(
                "INSERT INTO released_cuts (id, series_id, subject, key, services, filed_under,"
                " first, last) VALUES (1, 1, '', 'all', '[]', 'people', '0000-00', '9999-99')"
            )
        )


def shown(table: str, code: str) -> dict[tuple[uuid.UUID, str], int]:
    query = text(f"SELECT service_id, month, shown FROM {table} WHERE code = :code")  # noqa: S608
    with db.engine.connect() as connection:
        rows = connection.execute(query, {"code": code}).all()
    return {(uuid.UUID(str(service)), month): n for service, month, n in rows if n}


def test_small_months_join_later_ones_and_small_services_stay_in_all(config):
    with db.engine.begin() as connection:
        add_answers(connection, is_shown=True)
    command.upgrade(config, PARCELS)
    released = shown("answer_sums", ":placed")
    assert released == {
        (LARGE, "2026-01"): 20, (LARGE, "2026-03"): 20, (SEVERAL_SERVICES, "2026-02"): 18,
    }  # fmt: skip
    assert released == shown("answer_sums", "always")
    assert sum(released.values()) == sum(n for months in PLACES.values() for n in months.values())


def test_a_series_of_which_nothing_was_shown_waits(config):
    with db.engine.begin() as connection:
        add_answers(connection, is_shown=False)
    command.upgrade(config, PARCELS)
    assert shown("answer_sums", ":placed") == {}
    with db.engine.connect() as connection:
        waiting = connection.execute(text("SELECT sum(counted - taken) FROM answer_sums"))
        assert waiting.scalar_one() == 116


def test_comments_that_were_shown_stay_in_the_same_totals(config):
    people = Counter({(LARGE, "people"): 30, (SMALL, "people"): 4, (LARGE, "families"): 7,
                      (LARGE, "staff"): 15, (LARGE, "auditors"): 3})  # fmt: skip
    with db.engine.begin() as connection:
        for (service_id, audience), number in people.items():
            connection.execute(
                text(
                    "INSERT INTO view_cells (service_id, month, audience, language, helper, theme,"
                    " sentiment, people) VALUES (:service, '2026-01', :audience, 'en', 'alone', '',"
                    " 'positive', :n)"
                ),
                {"service": stored_as(service_id), "audience": audience, "n": number},
            )
        connection.execute(
            text(
                "INSERT INTO released_figures (cut, base, as_of, counts)"
                " VALUES ('*|*|all', 56, '2026-02-01', '{}')"
            )
        )
    command.upgrade(config, PARCELS)
    with db.engine.connect() as connection:
        query = text("SELECT shown FROM view_sums WHERE code = 'people' AND shown > 0")
        assert sorted(connection.execute(query).scalars()) == [15, 34]
    command.downgrade(config, BEFORE)


def test_what_is_released_on_its_own_page_leaves_its_service_and_the_rest_stays(config):
    """Answers about a training or policy are counted again; numbers beside the answers go."""
    command.upgrade(config, PARCELS)
    with db.engine.begin() as connection:
        fill(connection, list(held(connection)), 1)
        [(series_id,)] = connection.execute(text("SELECT id FROM answer_series"))
        connection.execute(text("DELETE FROM answer_sums"))
        for service_id, code in ((ALL_SERVICES, ":asked"), (ALL_SERVICES, "muslim"), (LARGE, "no")):
            connection.execute(
                text(
                    "INSERT INTO answer_sums VALUES"
                    " (:series, 'people', :service, '2026-01', 'religion', :code, 12, 12, 12)"
                ),
                {"series": series_id, "service": stored_as(service_id), "code": code},
            )
    command.upgrade(config, BY_LINK)
    with db.engine.connect() as connection:
        now = held(connection)
        codes = connection.execute(text("SELECT code FROM answer_sums ORDER BY code"))
        hashes = connection.execute(text("SELECT content_hash FROM counted_responses"))
        assert (list(codes.scalars()), list(hashes.scalars())) == (["muslim", "no"], [""])
    assert not {"event_figures", "partner_figures"} & set(now)
    command.downgrade(config, PARCELS)
