"""Frameworks on pages and from the terminal: imported and edited as data, drafts never as live."""

import io
import json

import pytest

from app.collection.responses.models import Response
from app.evidence.frameworks.library import shipped
from app.evidence.frameworks.models import FrameworkDocument
from app.evidence.frameworks.operations import import_document
from app.evidence.frameworks.queries import library
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import Conflict
from app.surveys.parts import Kind
from tests.counting import counted_statements
from tests.factories import link, question, survey
from tests.given import rating, stored
from tests.staff import recorded, signed_in

PAGES = "/staff/evidence/frameworks"
NEW = {
    "id": "new-one",
    "version": "2027",
    "name": "The framework to come",
    "status": "draft",
    "keyQuestions": [
        {"id": "a", "label": "Voice", "statements": [{"id": "heard", "label": "People are heard"}]},
        {"id": "b", "label": "Place", "statements": []},
    ],
}
CROSSWALK = {
    "fromFramework": "cqc-saf",
    "toFramework": "new-one",
    "author": "A quality lead",
    "date": "2026-11-20",
    "links": [{"from": "listening-involving", "to": "heard", "strength": "same"}],
}


def content(document):
    return json.dumps(document).encode()


def words(reply):
    return " ".join(reply.text.split())


@pytest.fixture
def admin(app):
    return signed_in(app)


def send(client, document):
    file = (io.BytesIO(content(document)), "new.json")
    return client.post(f"{PAGES}/import", data={"file": file, "text": ""})


@pytest.mark.parametrize("name", sorted(name for kind, name in shipped() if kind == "framework"))
def test_every_shipped_framework_opens(admin, context, name):
    link(survey(rating(theme="respect"), question("odd", Kind.YES_NO, "yes", "no", theme="magic")))
    page = words(admin.get(f"{PAGES}/{name}"))
    assert "Questions whose theme is not used for comments" in page
    assert "About odd?" in page
    assert "None" not in page.replace("None; evidence is shown by who gave it", "")


def test_the_list_tells_drafts_from_what_is_in_force(admin, context):
    page = words(admin.get(PAGES))
    assert page.count("A draft: not in force") == 1
    assert page.count("In force") == 5
    assert "have no name yet" not in page


def test_statements_without_a_name_are_counted_and_not_shown(admin, context):
    statements = [{"id": "S1", "label": None}, {"id": "S2", "label": None}]
    nameless = {"id": "safe", "label": "Safe", "statements": statements}
    send(admin, {**NEW, "keyQuestions": [nameless]})
    assert "(2 have no name yet)" in words(admin.get(PAGES))
    page = words(admin.get(f"{PAGES}/new-one"))
    assert "2 statements whose names are not known yet. They are not shown." in page
    assert "S1" not in page


def test_a_framework_without_statements_shows_its_themes_as_places(admin, context):
    page = words(admin.get(f"{PAGES}/ciw"))
    assert "Well-being" in page
    assert "None; evidence is shown by who gave it" in page


def test_an_imported_framework_with_a_crosswalk_gets_a_map(admin, context):
    assert send(admin, NEW).status_code == 303
    assert "Nobody yet: nothing has been mapped" in words(admin.get(f"{PAGES}/new-one"))
    assert send(admin, CROSSWALK).status_code == 303
    page = words(admin.get(f"{PAGES}/new-one"))
    assert "carried over from cqc-saf by a crosswalk" in page
    assert "Being listened to" in page
    assert recorded("framework-saved", "crosswalk-saved") == [
        ("admin@example.org", "framework-saved", "new-one@2027", {}),
        ("admin@example.org", "crosswalk-saved", "cqc-saf--new-one", {}),
    ]


def test_switching_the_framework_changes_no_stored_answer(admin, context):
    stored(link(survey(rating(theme="respect"))), {"respect": "always"}, times=12)
    before = {each.id: each.content_hash for each in db.session.query(Response)}
    send(admin, NEW)
    send(admin, CROSSWALK)
    old = library().theme_map(library().named("cqc-saf", today()))
    new = library().theme_map(library().named("new-one", today()))
    db.session.expire_all()
    assert {each.id: each.content_hash for each in db.session.query(Response)} == before
    for entries, others in ((old.themes, new.themes), (old.measures, new.measures)):
        here = {name for name, places in entries.items() if "listening-involving" in places}
        there = {name for name, places in others.items() if "heard" in places}
        assert here == there


def test_saying_where_a_theme_belongs(admin, context):
    address = f"{PAGES}/cqc-saf/themes/food"
    assert 'value="person-centred-care" checked' in admin.get(address).text
    sent = admin.post(address, data={"places": ["consent", "person-centred-care"]})
    assert sent.location == f"{PAGES}/cqc-saf#map"
    theme_map = library().theme_map(library().named("cqc-saf", today()))
    assert theme_map.themes["food"] == ("consent", "person-centred-care")
    assert theme_map.author == "admin@example.org"
    assert admin.post(address, data={}).status_code == 303
    assert "Not yet mapped: Food." in words(admin.get(f"{PAGES}/cqc-saf"))
    assert db.session.query(FrameworkDocument).count() == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cqc-saf/themes/weather", 404),
        ("/cqc-saf/people/food", 404),
        ("/nothing/themes/food", 404),
        ("/nothing", 404),
        ("/document?kind=framework&name=nothing", 404),
        ("/import?kind=crosswalk&name=nothing", 404),
        ("/document?kind=themes&name=cqc-asc", 200),
    ],
)
def test_addresses_of_nothing_are_not_found(admin, context, path, status):
    assert admin.get(f"{PAGES}{path}").status_code == status


def test_a_place_that_is_none_is_refused(admin, context):
    sent = admin.post(f"{PAGES}/cqc-saf/themes/food", data={"places": ["kitchen"]})
    assert sent.status_code == 422
    assert "cqc-saf has no statement" in words(sent)


def test_faults_are_said_beside_what_was_typed(admin, context):
    sent = admin.post(f"{PAGES}/import", data={"text": content({**NEW, "status": "soon"})})
    assert sent.status_code == 422
    page = words(sent)
    assert "what you typed: the framework: &#39;status&#39; must be one of: draft, live" in page
    assert "The framework to come" in page


def test_the_statements_of_what_is_live_stay(context):
    document = dict(shipped()["framework", "pamms@norfolk-page"])
    ended = {**document, "status": "superseded", "effectiveTo": "2026-12-31"}
    import_document(content=content(ended), name="p.json", actor="x")
    assert library().named("pamms", today()).standing(today()) == "In force, until 31 December 2026"
    with pytest.raises(Conflict) as caught:
        import_document(content=content({**ended, "name": "Other"}), name="p.json", actor="x")
    assert "its 'name' cannot change. Give the new text another version." in str(caught.value)


def test_the_same_again_is_kept_once(context):
    assert import_document(content=content(NEW), name="n.json", actor="x").is_new
    assert not import_document(content=content(NEW), name="n.json", actor="x").is_new
    assert db.session.query(FrameworkDocument).count() == 1


def test_a_page_asks_as_often_whatever_there_is(admin, context):
    def statements():
        with counted_statements() as found:
            admin.get(f"{PAGES}/cqc-saf")
        return len(found)

    statements()
    before = statements()
    for number in range(5):
        send(admin, {**NEW, "version": str(number)})
    assert statements() == before


def test_from_the_terminal(runner, tmp_path):
    file = tmp_path / "new.json"
    file.write_bytes(content(NEW))
    assert runner("framework", "check", str(file)).output.endswith(
        "framework new-one@2027 is in order.\n"
    )
    assert runner("framework", "import", str(file)).output == "framework new-one@2027: saved.\n"
    listed = json.loads(runner("framework", "list", "--json").output)
    assert [each["id"] for each in listed] == [
        "ciw", "cqc-saf", "pamms", "psed", "scot-hscs", "cqc-asc", "new-one",
    ]  # fmt: skip
    out = tmp_path / "out.json"
    assert runner("framework", "export", "new-one@2027", "-o", str(out)).exit_code == 0
    assert json.loads(out.read_text()) == NEW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "line 1, column 2: this is not JSON"),
        (json.dumps({"framework": "x", "author": "a", "themes": {"food": ["y"]}}),
         "framework: there is no framework 'x'. Import it first."),
        (json.dumps({"framework": "ciw", "author": "a", "themes": {"weather": []}}),
         "themes.weather: there is no theme of this code."),
        (json.dumps({"framework": "ciw", "author": "a", "themes": {"food@cats": []}}),
         "themes.food@cats: after @ write one of: people"),
        (json.dumps({**CROSSWALK, "toFramework": "nowhere"}),
         "toFramework: there is no framework 'nowhere'. Import it first."),
        (json.dumps({**CROSSWALK, "toFramework": "ciw"}),
         "links[1].to: ciw has no statement 'heard'."),
    ],
)  # fmt: skip
def test_faults_from_the_terminal(runner, tmp_path, text, expected):
    file = tmp_path / "bad.json"
    file.write_text(text)
    for command in ("check", "import"):
        result = runner("framework", command, str(file))
        assert result.exit_code == 1
        assert f"{file}: {expected}" in result.output


def test_a_file_that_is_not_there(runner, tmp_path):
    result = runner("framework", "check", str(tmp_path / "no.json"))
    assert (result.exit_code, "cannot be read" in result.output) == (1, True)
