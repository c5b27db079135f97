"""What was stored before its characters were looked at is mended by the upgrade."""

import json
import uuid

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, insert, text
from sqlalchemy.exc import IntegrityError

from app import create_app
from app.collection.responses.models import Response
from app.collection.responses.operations import Received, content_hash, receive
from app.config import Settings
from app.extensions import db
from app.kernel.storable import UNSTORABLE
from tests.schema_rows import fill, held

BEFORE, AFTER = "0068", "head"
ANSWER = uuid.uuid4()
WRITTEN = r'{"more": "They \u0000hit\u0007 me\b", "path": "C:\\u0000"}'
MENDED = {"more": "They hit me", "path": r"C:\u0000"}


@pytest.fixture
def config(empty_database_url, tmp_path):
    app = create_app(Settings(data=tmp_path / "data", database_url=empty_database_url))
    with app.app_context():
        yield app.extensions["migrate"].migrate.get_config()
        db.engine.dispose()


def _kept(answer_id):
    """An id as the database keeps it."""
    return answer_id if db.engine.dialect.name == "postgresql" else answer_id.hex


def plant(answers, answer_id=ANSWER):
    """Store an answer past the application, as a table of an earlier version may hold it."""
    with db.engine.begin() as connection:
        row = held(connection)["responses"][1][0]
        as_it_stands = MetaData()
        as_it_stands.reflect(connection, only=["responses"])
        statement = insert(as_it_stands.tables["responses"]).values(
            id=_kept(answer_id), link_token=row["link_token"], survey_id="s", version=1,
            content_hash="old", locale="en", language_switches=0, week="2026-W01",
            answers={}, notes=[],
        )  # fmt: skip
        connection.execute(statement)
        kind = "json" if db.engine.dialect.name == "postgresql" else "text"
        mark = _kept(answer_id)
        connection.exec_driver_sql(
            f"UPDATE responses SET answers = CAST('{answers}' AS {kind}) WHERE id = '{mark}'"  # noqa: S608
        )


def test_stored_words_are_mended_and_the_same_answer_is_thanked_again(config):
    command.upgrade(config, BEFORE)
    with db.engine.begin() as connection:
        fill(connection, ["services", "links", "responses"], 1)
    plant(WRITTEN)
    command.upgrade(config, AFTER)
    stored = db.session.get(Response, ANSWER)
    token = stored.link_token
    digest = content_hash(link_token=token, survey_id="s", version=1, answers=MENDED)
    assert (stored.answers, stored.content_hash) == (MENDED, digest)
    db.session.remove()
    again = receive(
        submission_id=ANSWER, link_token=token, survey_id="s", version=1, locale="en",
        language_switches=0, answers=MENDED,
    )  # fmt: skip
    assert again is Received.ALREADY_STORED


def test_words_of_staff_are_mended_where_a_database_could_hold_them(config):
    command.upgrade(config, BEFORE)
    bad = "R\x07ose\x7f \x92s" if db.engine.dialect.name == "postgresql" else "R\x00ose\x7f \x92s"
    with db.engine.begin() as connection:
        fill(connection, ["services"], 1)
        driver = connection.connection.cursor()
        mark = "?" if db.engine.dialect.name == "sqlite" else "%s"
        driver.execute(f"UPDATE services SET council = {mark}", (bad,))  # noqa: S608
    command.upgrade(config, AFTER)
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT council FROM services")) == "Rose ’s"


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
@pytest.mark.parametrize("answers", [r'{"a": "x\u0000"}', r'{"a\u0000": 1}', r'{"a": "\ud800"}'])
def test_postgresql_itself_refuses_what_would_stop_its_counts(config, answers):
    command.upgrade(config, AFTER)
    with db.engine.begin() as connection:
        fill(connection, ["services", "links", "responses"], 1)
    with pytest.raises(IntegrityError, match="ck_responses_storable"):
        plant(answers)
    plant(json.dumps({"a": r"C:\\u0000 \\\\ud800"}).replace("'", "''"))


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_the_upgrade_finds_on_postgresql_whatever_cannot_be_kept(config):
    raw = ScriptDirectory.from_config(config).get_revision("0053").module.RAW
    codes = [*range(1, 0xD800), *range(0xE000, 0x10000)]
    every = [chr(code) for code in codes if UNSTORABLE.match(chr(code))]
    others = [chr(code) for code in codes if not UNSTORABLE.match(chr(code))]
    with db.engine.connect() as connection:
        cursor = connection.connection.cursor()
        found = "SELECT count(*) FROM unnest(%s::text[]) AS one WHERE one ~ %s"
        counts = [cursor.execute(found, (each, raw)).fetchone()[0] for each in (every, others)]
    assert counts == [len(every), 0]
