"""Whose turn a comment is, and who may say so."""

import uuid
from datetime import date

import pytest

from app.administration.accounts.operations import set_roles
from app.collection.links.models import Link
from app.comments.queue.rota import add_to_rota, remove_from_rota, rota, rota_entries
from app.extensions import db
from app.kernel.errors import Conflict, NotFound, Refused
from tests.comments import ASKED, on_rota, reads
from tests.factories import link, service
from tests.staff import recorded, user


@pytest.fixture
def home(context):
    return link(ASKED).service_id


def person(name, **more):
    return user("reader", name=name, email=f"{name.lower()}@example.org", **more)


def turn(home, part="reader", text="Cold tea"):
    reached, people = rota().turn(home, part, text)
    return reached, [each.name for each in people]


def test_without_rota_every_comment_is_the_admins_turn(home):
    user("admin")
    person("Amal")
    assert turn(home) == ("nominated", ["The admin"])


def test_a_service_has_its_own_reader_or_else_the_organisations(home):
    on_rota(person("Amal"), "reader")
    assert turn(home) == ("reader", ["Amal"])
    on_rota(person("Bea"), "reader", home)
    assert turn(home) == ("reader", ["Bea"])


def test_who_is_away_or_named_is_passed_over(home):
    amal, bea, cy = person("Amal"), person("Bea"), person("Cy")
    for each, part in ((amal, "reader"), (bea, "deputy"), (cy, "nominated")):
        on_rota(each, part)
    reads(bea, called=["Sister Bea"])
    assert turn(home, text="Sister Bea was kind") == ("reader", ["Amal"])
    reads(amal, away_from=date(2020, 1, 1), away_until=date(2999, 1, 1))
    assert turn(home) == ("deputy", ["Bea"])
    assert turn(home, text="Sister Bea shouted") == ("nominated", ["Cy"])


def test_where_all_are_named_it_is_the_admins_turn(home):
    user("admin", name="Boss")
    on_rota(person("Amal"), "reader")
    assert turn(home, text="Amal shouted") == ("nominated", ["Boss"])
    assert turn(home, text="Amal shouted and Boss laughed") == ("nominated", ["Boss"])


def test_who_cannot_sign_in_has_no_turn(home):
    user("admin")
    on_rota(person("Amal", is_active=False), "reader")
    assert turn(home) == ("nominated", ["The admin"])


def test_a_part_is_given_once_and_recorded(home):
    amal = person("Amal")
    on_rota(amal, "reader", home)
    with pytest.raises(Conflict, match="has this part already"):
        add_to_rota(service_id=home, part="reader", user_id=amal.id, actor="test")
    assert recorded("duty-add") == [
        ("test", "duty-add", "amal@example.org", {"service": str(home), "part": "reader"})
    ]


@pytest.mark.parametrize("wrong", ["service", "part", "user"])
def test_a_part_needs_a_service_a_name_and_a_user_that_exist(home, wrong):
    fields = {"service_id": home, "part": "reader", "user_id": person("Amal").id}
    values = {"service": uuid.uuid4(), "part": "boss", "user": uuid.uuid4()}
    fields["part" if wrong == "part" else f"{wrong}_id"] = values[wrong]
    with pytest.raises(NotFound):
        add_to_rota(**fields, actor="test")


def test_somebody_always_reads_first_for_the_organisation(home):
    on_rota(person("Amal"), "reader")
    [entry] = rota_entries()
    with pytest.raises(Refused, match="Somebody has to read first"):
        remove_from_rota(rota_entry_id=entry.id, actor="test")
    on_rota(person("Bea"), "reader")
    remove_from_rota(rota_entry_id=entry.id, actor="test")
    assert turn(home) == ("reader", ["Bea"])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"languages": ["klingon"]}, "There is no language"),
        ({"called": ["x" * 81]}, "at most 80 characters"),
        ({"away_from": date(2026, 1, 2)}, "Give both days"),
        ({"away_from": date(2026, 1, 2), "away_until": date(2026, 1, 1)}, "before the first"),
    ],
)
def test_what_makes_no_sense_is_refused(home, fields, said):
    with pytest.raises(Refused, match=said):
        reads(person("Amal"), **fields)


def test_speakers_are_those_who_read_the_language(home):
    reads(person("Amal"), languages=["ur"])
    person("Bea")
    assert [each.name for each in rota().speakers("ur")] == ["Amal"]
    assert [each.name for each in rota().speakers("en")] == ["Amal", "Bea"]


def test_a_service_elsewhere_keeps_its_own_reader(home):
    other = service("Other House").id
    on_rota(person("Bea"), "reader", other)
    user("admin")
    assert db.session.get(Link, "K7QF2M").service_id == home
    assert turn(other) == ("reader", ["Bea"])
    assert turn(home) == ("nominated", ["The admin"])


def test_who_may_not_say_what_a_comment_asks_for_has_no_part_in_reading(home):
    translator = user("translator")
    with pytest.raises(Refused) as refused:
        add_to_rota(service_id=None, part="reader", user_id=translator.id, actor="x")
    assert str(refused.value) == (
        "The translator may not say what a comment asks for: Translator. "
        "Choose somebody else, or ask an administrator to give them another role."
    )
    amal = person("Amal")
    on_rota(amal, "reader")
    user("admin")
    set_roles(user_id=amal.id, roles=["translator"], actor="x")
    db.session.expire_all()
    assert turn(home) == ("nominated", ["The admin"])
    set_roles(user_id=amal.id, roles=["auditor"], actor="x")
    assert [each.name for each in rota().people.values()] == ["The admin", "The translator"]
