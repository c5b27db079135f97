"""Services and their safeguarding contacts: each its own, or the organisation's."""

import json
import re

import pytest

from app.administration.organisation.contact_names import TRANSLATED
from app.administration.organisation.operations import (
    create_service,
    edit_organisation,
    edit_service,
    service_for_link,
)
from app.administration.organisation.queries import (
    Contacts,
    all_services,
    contacts_of,
    is_demonstration,
    merged,
    organisation,
    service_by_name,
    services_with_contacts,
)
from app.extensions import db
from app.kernel.errors import Conflict, NotFound, Refused
from tests.counting import counted_statements
from tests.factories import CONTACTS
from tests.staff import EMAILS, recorded, signed_in

ADMIN = EMAILS["admin"]


def named(service):
    return {name: getattr(contacts_of(service), name) for name in CONTACTS}


def test_a_service_has_its_own_contacts(context):
    assert named(create_service(name="Rose House", contacts=CONTACTS)) == CONTACTS


def test_what_a_service_lacks_is_the_organisations(context):
    edit_organisation(contacts=CONTACTS)
    service = create_service(name="Rose House", contacts={"phone": "999", "lead": "  "})
    assert named(service) == {**CONTACTS, "phone": "999"}


def test_what_the_organisation_says_in_its_own_words_has_a_field_for_each_language(context):
    own = create_service(name="Rose House", contacts={**CONTACTS, "reading_cy": "bob dydd"})
    contacts = contacts_of(own)
    assert [contacts.in_language("reading", each) for each in ("en", "cy-easyread", "ur")] == [
        *("every working day", "bob dydd", None),
    ]
    assert contacts.in_language("council", "ur") == CONTACTS["council"]


def test_a_translation_comes_from_where_the_words_do(context):
    edit_organisation(contacts={**CONTACTS, "hours_cy": "bob awr", "reading_cy": "bob dydd"})
    contacts = contacts_of(create_service(name="Rose House", contacts={"hours": "never"}))
    assert contacts.in_language("hours", "cy") is None
    assert contacts.in_language("reading", "cy") == "bob dydd"


def test_a_translation_of_nothing_is_refused(context):
    with pytest.raises(Refused) as refused:
        create_service(name="Rose House", contacts={"hours_ur": "ہر گھنٹے"})
    assert str(refused.value) == (
        "There is the council's hours in Urdu, but not the council's hours in English that it "
        "translates. Type both, or neither."
    )


def test_words_in_another_language_are_kept_by_form_and_command(app, runner):
    client = signed_in(app)
    data = {"name": "Rose House", **CONTACTS, "hours_cy": "bob awr"}
    address = client.post("/staff/administration/services/new", data=data).location
    assert 'value="bob awr"' in client.get(f"{address}/edit").text
    edited = runner("service", "edit", "Rose House", "--hours-cy", "", "--hours-ur", "کل", "--json")
    said = json.loads(edited.stdout)
    assert (said["hours_cy"], said["hours_ur"]) == (None, "کل")


def test_contacts_are_complete_without_deputy_and_help_phone(context):
    needed = {name: value for name, value in CONTACTS.items() if name != "deputy"}
    assert Contacts(**needed).is_complete is True
    assert Contacts(deputy="d", help_phone="1").missing == (
        *("council", "phone", "hours", "out_of_hours", "lead", "reader", "reading"),
    )


def test_a_name_with_a_capital_beyond_ascii_is_found(context):
    create_service(name="Ŵyn House")
    assert service_by_name("Ŵyn House") is all_services()[0]


def test_names_are_tidied_and_unique_whatever_their_capitals(context):
    create_service(name="  Rose   House ")
    assert [service.name for service in all_services()] == ["Rose House"]
    assert service_by_name("rose  HOUSE") is all_services()[0]
    with pytest.raises(Conflict) as taken:
        create_service(name="ROSE house")
    assert str(taken.value) == (
        "There is a service called 'Rose House' already. Give this one another name."
    )


@pytest.mark.parametrize(
    ("contacts", "message"),
    [
        (
            {"phone": "ring the bell"},
            (
                "The council's number must be a phone number such as 01632 960 001, "
                "not 'ring the bell'."
            ),
        ),
        ({"lead": "x" * 201}, "The safeguarding lead is 201 characters long. Use at most 200."),
        ({"manager": "M"}, "There is no contact called manager."),
    ],
)
def test_a_contact_that_cannot_be_kept_is_refused(context, contacts, message):
    with pytest.raises(Refused) as refused:
        create_service(name="Rose House", contacts=contacts)
    assert str(refused.value) == message
    assert all_services() == []


@pytest.mark.parametrize(
    "phone", ["999", "01632 960 001", "+44 (0)1632 960001", "01632-960-001 ext 12", "18001 01632 1"]
)
def test_phone_numbers_are_kept_as_they_are_written(context, phone):
    assert create_service(name="Rose House", contacts={"phone": phone}).phone == phone


def test_editing_says_what_changed_and_leaves_the_rest(context):
    service = create_service(name="Rose House", contacts=CONTACTS)
    _, changed = edit_service(
        service_id=service.id, name="Rose House", contacts={"phone": "999", "lead": ""}
    )
    assert changed == ("phone", "lead")
    assert named(service) == {**CONTACTS, "phone": "999", "lead": None}


def test_a_service_cannot_take_the_name_of_another(context):
    create_service(name="Rose House")
    other = create_service(name="Oak View")
    with pytest.raises(Conflict):
        edit_service(service_id=other.id, name="rose house", contacts={})
    assert [service.name for service in all_services()] == ["Oak View", "Rose House"]


def test_the_organisation_is_one(context):
    whole, _ = edit_organisation(contacts={"phone": "999"}, is_demonstration=True)
    assert (whole.name, is_demonstration()) == ("Our organisation", True)
    again, changed = edit_organisation(contacts={}, name="Kindly Care")
    assert (again is whole, organisation() is whole, changed) == (True, True, ("name",))
    assert (whole.name, whole.phone, is_demonstration()) == ("Kindly Care", "999", True)


def test_a_link_may_make_its_service_when_the_organisations_contacts_serve_it(context):
    edit_organisation(contacts=CONTACTS)
    assert service_for_link(name="Rose House") is service_for_link(name="rose house")
    assert [service.name for service in all_services()] == ["Rose House"]


def test_a_link_does_not_make_a_service_that_nobody_watches(context):
    edit_organisation(
        contacts={name: CONTACTS[name] for name in CONTACTS if name not in ("council", "lead")}
    )
    with pytest.raises(NotFound) as refused:
        service_for_link(name="Rose House")
    assert str(refused.value) == (
        "There is no service 'Rose House', and it cannot be made on the way because the "
        "organisation-wide contacts are not complete (missing: council, safeguarding lead). "
        "Add the service with: ownwords service create 'Rose House' --council … --lead …, "
        "or complete the contacts for all services with: ownwords service organisation "
        "--council … --lead …. Or use the page Services."
    )


def test_the_list_takes_the_same_few_queries_however_many_services(context):
    counts = []
    for number in range(3):
        create_service(name=f"Service {number}")
        db.session.commit()
        with counted_statements() as statements:
            assert len(services_with_contacts()) == number + 1
        counts.append(len(statements))
    assert counts == [2, 2, 2]


def test_an_admin_adds_and_changes_a_service(app):
    client = signed_in(app)
    answer = client.post(
        "/staff/administration/services/new", data={"name": "Rose House", "phone": "999"}
    )
    address = answer.location
    assert re.fullmatch(r"/staff/administration/services/[0-9a-f-]{36}", address)
    assert "<h2>Not ready for comments</h2>" in client.get(address).text
    data = {"name": "Rose Lodge", **CONTACTS, "hours_cy": "bob awr"}
    assert client.post(f"{address}/edit", data=data).location == address
    shown = client.get(address).text
    assert "Not ready for comments" not in shown
    said = re.findall(r"<dd>\s*(.*?)\s*</dd>", shown)
    assert said == [*CONTACTS.values(), "Not set", "bob awr"]
    assert re.findall(r"<p>(.*: not written in \w+,)", shown) == [
        "Council&#39;s hours: not written in Polish,",
        "When comments are read: not written in Welsh,",
    ]
    with app.app_context():
        assert recorded("service-created", "service-edited") == [
            (ADMIN, "service-created", "Rose House", {}),
            (ADMIN, "service-edited", "Rose Lodge", {"changed": ["name", *CONTACTS, "hours_cy"]}),
        ]


def test_the_page_says_what_is_wrong_with_a_service(app):
    client = signed_in(app)
    without = client.post("/staff/administration/services/new", data={"name": ""})
    assert re.findall(r'<a href="#name">(.*)</a>', without.text) == ["Type a name."]
    odd = client.post(
        "/staff/administration/services/new", data={"name": "Rose House", "phone": "bell"}
    )
    assert (odd.status_code, "must be a phone number such as" in odd.text) == (422, True)
    with app.app_context():
        assert all_services() == []


def test_contacts_for_all_services_are_set_on_their_page(app):
    client = signed_in(app)
    data = {"name": "Kindly Care", **CONTACTS}
    assert (
        client.post("/staff/administration/organisation", data=data).location
        == "/staff/administration/services"
    )
    with app.app_context():
        assert merged(organisation()) == Contacts(**CONTACTS)
        assert [entry[:3] for entry in recorded("organisation-edited")] == [
            (ADMIN, "organisation-edited", "Kindly Care")
        ]
    assert 'value="Kindly Care"' in client.get("/staff/administration/organisation").text


def test_made_up_data_is_marked_on_every_page(app):
    client = signed_in(app)
    mark = '<p class="made-up">'
    assert mark not in client.get("/staff/administration/services").text
    with app.app_context():
        edit_organisation(contacts={}, is_demonstration=True)
        db.session.commit()
    assert mark in client.get("/staff/administration/services").text


def test_an_unknown_service_is_not_found(app):
    client = signed_in(app)
    address = "/staff/administration/services/00000000-0000-4000-8000-000000000000"
    assert [client.get(each).status_code for each in (address, f"{address}/edit")] == [404, 404]


def test_names_are_shown_inert(app):
    client = signed_in(app)
    client.post("/staff/administration/services/new", data={"name": "<script>alert(1)</script>"})
    shown = client.get("/staff/administration/services").text
    assert ("<script>alert" in shown, "&lt;script&gt;alert(1)" in shown) == (False, True)


def test_the_command_line_sets_contacts(runner):
    options = [
        part for name, value in CONTACTS.items() for part in (f"--{name.replace('_', '-')}", value)
    ]
    whole = runner("service", "organisation", "--name", "Kindly Care", *options)
    assert (whole.exit_code, whole.stdout) == (0, "Kindly Care: contacts complete\n")
    made = runner("service", "create", "Rose House", "--phone", "999", "--json")
    expected: dict[str, object] = {
        "name": "Rose House",
        **CONTACTS,
        "phone": "999",
        "help_phone": None,
        **dict.fromkeys(TRANSLATED),
        "missing": [],
    }
    assert (made.exit_code, json.loads(made.stdout)) == (0, expected)
    edited = runner("service", "edit", "rose house", "--phone", "", "--json")
    assert json.loads(edited.stdout)["phone"] == CONTACTS["phone"]
    assert [each["name"] for each in json.loads(runner("service", "list", "--json").stdout)] == [
        "Rose House"
    ]


def test_the_command_line_says_what_is_missing_and_what_is_not_there(runner):
    made = runner("service", "create", "Rose House", "--phone", "999", "--council", "C")
    assert made.stdout == (
        "Rose House: missing council's hours, out-of-hours number, safeguarding lead, "
        "who reads comments, when comments are read\n"
    )
    unknown = runner("service", "edit", "Oak View", "--phone", "999")
    assert (unknown.exit_code, unknown.stderr) == (
        1,
        "Error: There is no service 'Oak View'. See: ownwords service list\n",
    )
