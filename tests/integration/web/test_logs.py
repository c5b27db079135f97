"""No word that somebody wrote is ever logged, whatever goes wrong."""

import logging
import uuid

import pytest
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.web.access import public
from tests.comments import ASKED
from tests.factories import link

WORDS = "zwetschgen plum jam at midnight"
PLANTED = ("zwetschgen", "plum jam", "midnight")


def says_wrong(app, what):
    """A page of the application on which this goes wrong."""
    app.add_url_rule(f"/wrong/{what.__name__}", what.__name__, public(what))
    return f"/wrong/{what.__name__}"


def not_a_number():
    return str(int(WORDS))


def not_there():
    nothing: dict[str, str] = {}
    try:
        return nothing[WORDS]
    except KeyError:
        return str(float(WORDS))


def no_such_column():
    return str(db.session.execute(db.text("SELECT :it FROM nothing_here"), {"it": WORDS}).all())


def a_row_refused():
    db.session.execute(
        db.text("INSERT INTO organisation (id, name) VALUES (:id, :name)"),
        {"id": uuid.uuid4().hex, "name": WORDS},
    )
    return ""


def there_already():
    for _ in range(2):
        db.session.execute(
            db.text(
                "INSERT INTO services (id, name, created_on) VALUES (:id, :name, '2026-01-01')"
            ),
            {"id": uuid.uuid4().hex, "name": WORDS},
        )
    return ""


def too_late():
    if db.engine.dialect.name == "postgresql":
        db.session.execute(db.text("SET LOCAL statement_timeout = 10"))
        db.session.execute(db.text("SELECT :it, pg_sleep(5)"), {"it": WORDS})
    return ""


WRONG = (not_a_number, not_there, no_such_column, a_row_refused, there_already, too_late)


@pytest.fixture
def quiet(caplog, capfd):
    """Fails where a planted word was logged or printed."""
    caplog.set_level(logging.DEBUG)
    yield
    printed = "".join(capfd.readouterr())
    found = [word for word in PLANTED if word in (caplog.text + printed).lower()]
    assert found == []


@pytest.mark.parametrize("what", WRONG)
def test_an_error_that_repeats_words_is_logged_without_them(new_app, quiet, caplog, what):
    new_app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    answer = new_app.test_client().get(says_wrong(new_app, what))
    assert answer.status_code in ((200, 503) if what is too_late else (500, 503))
    assert not any(word in answer.get_data(as_text=True) for word in PLANTED)


def test_an_error_is_logged_with_its_kind_and_its_place(new_app, caplog):
    new_app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    new_app.test_client().get(says_wrong(new_app, not_there))
    assert "in not_there" in caplog.text
    assert "builtins.ValueError (its message is not logged)" in caplog.text
    assert "builtins.KeyError (its message is not logged)" in caplog.text


def test_an_answer_that_the_database_refuses_is_not_logged(app, context, quiet):
    token = link(ASKED).token
    _refuse_every_response()
    db.session.remove()
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    answer = app.test_client().post(
        f"/s/{token}/en?{WORDS.replace(' ', '+')}",
        data={"why": WORDS, "submission_id": str(uuid.uuid4())},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code in (500, 503)


def _refuse_every_response():
    if db.engine.dialect.name == "sqlite":
        db.session.execute(
            db.text(
                "CREATE TRIGGER never BEFORE INSERT ON responses "
                "BEGIN SELECT RAISE(ABORT, 'never'); END"
            )
        )
    else:
        db.session.execute(db.text("ALTER TABLE responses ADD CHECK (version < 0)"))
        # So that no other test is given this database.
        db.session.execute(db.text("ALTER TABLE own_heads RENAME TO own_heads_gone"))
    db.session.commit()


@pytest.mark.parametrize(
    ("method", "path"), [("get", f"/{WORDS}"), ("put", f"/s/x?{WORDS}"), ("post", f"/s/{WORDS}/en")]
)
def test_an_address_with_words_is_not_logged(app, quiet, method, path):
    assert getattr(app.test_client(), method)(path).status_code in (404, 405)


def test_what_a_statement_was_given_is_not_in_its_error(context):
    with pytest.raises(IntegrityError) as refused:
        a_row_refused()
    assert "hide_parameters" in str(refused.value)
