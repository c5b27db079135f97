"""The page that everybody may read: what it tells, in which language, and what it never does."""

from contextvars import Context

import pytest

from app.extensions import db
from app.improvement.actions import operations
from app.improvement.actions.publishing import service_page_of, service_pages, subject_of
from app.improvement.actions.queries import all_actions
from app.improvement.publication.operations import publish, withdraw
from tests.actions import DECIDED_ON
from tests.counting import counted_statements
from tests.notices import ways
from tests.staff import signed_in

WELSH = {"Accept-Language": "cy"}


@pytest.fixture
def visit(client):
    """Asks for a page as from outside, where nothing is remembered of the test's own context."""
    return lambda *given, **more: Context().run(client.get, *given, **more)


@pytest.fixture
def address(actions):
    actions.published("cy")
    return f"/d/{service_page_of(actions.rose)}"


def test_it_tells_what_was_said_and_done_in_the_language_asked_for(address, visit):
    english, welsh = visit(address).text, visit(address, headers=WELSH).text

    assert "You miss food from home (en)." in english
    assert "We cook (en)." in english
    assert "Done on 20 September 2026" in english
    assert '<html lang="cy" dir="ltr">' in welsh
    assert "You miss food from home (cy)." in welsh
    assert "20 Medi 2026" in welsh


@pytest.mark.parametrize("language", ["en", "cy", "ur"])
def test_it_leads_to_both_notices(address, visit, language):
    shown = visit(f"{address}/{language}").text
    assert ways(shown) == [f"/privacy/{language}", f"/accessibility/{language}"]


def test_a_language_without_a_signature_is_told_in_marked_english(address, visit):
    urdu = visit(f"{address}/ur").text

    assert '<html lang="ur" dir="rtl">' in urdu
    assert 'lang="en" dir="ltr">You miss food from home (en).' in urdu
    assert "یہ الفاظ انگریزی میں ہیں" in urdu


def test_a_language_without_a_catalogue_stands_in_an_english_page(actions, visit):
    actions.published("ta")
    address = f"/d/{service_page_of(actions.rose)}"

    tamil = visit(f"{address}/ta").text

    assert '<html lang="en" dir="ltr">' in tamil
    assert 'lang="ta" dir="ltr">You miss food from home (ta).' in tamil
    assert f'href="{address}/ta"' in visit(address).text


def test_what_was_declined_says_why_not(actions, visit):
    actions.published(is_promised=False)

    shown = visit(f"/d/{service_page_of(actions.rose)}").text

    assert f"We decided not to, on {DECIDED_ON.day} September 2026" in shown
    assert "Why not" in shown


def test_only_what_is_published_of_this_service_is_told(actions, address, visit):
    actions.published(services=(actions.oak,))
    unsigned = actions.done()
    actions.word(unsigned, said="Signed and kept back.")

    shown = visit(address).text

    assert shown.count('<section class="published">') == 1
    assert "kept back" not in shown
    actions.published(services=())
    assert visit(address).text.count('<section class="published">') == 2


def test_the_page_is_the_same_for_everybody_and_keeps_no_cookie(app, address, visit):
    first = visit(address)
    staff = Context().run(signed_in(app).get, address)
    again = visit(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.data == staff.data
    assert "Set-Cookie" not in first.headers
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Vary"] == "Accept-Encoding, Accept-Language"
    assert (again.status_code, again.data) == (304, b"")
    assert "<script" not in first.text


def test_what_is_withdrawn_is_gone_at_once_also_for_caches(actions, address, visit):
    tag = visit(address).headers["ETag"]
    [line] = [each for each in service_pages() if each[1].id == actions.rose]
    withdraw(subject_of(all_actions()[0].action.id))
    db.session.commit()

    gone = visit(f"/d/{line[0]}", headers={"If-None-Match": tag})
    assert gone.status_code == 200
    assert "There is nothing here at the moment." in gone.text


def test_a_changed_english_is_off_the_page_until_it_is_signed_again(actions, visit):
    action = actions.published("cy")
    address = f"/d/{service_page_of(actions.rose)}"
    actions.word(action, said="You miss home.", is_signed=False)
    assert "miss" not in visit(f"{address}/cy").text

    actions.sign(action)

    shown = visit(f"{address}/cy").text
    assert 'lang="en" dir="ltr">You miss home.' in shown
    assert "(cy)" not in shown


def test_what_is_opened_again_is_told_no_longer(actions, address, visit):
    action = actions.published()
    operations.reopen(action_id=action.id, reason="The cook left.", actor="a@example.org")
    db.session.commit()

    assert visit(address).text.count('<section class="published">') == 1


def test_what_people_type_is_shown_as_text(actions, visit):
    action = actions.done()
    actions.word(action, said="<script>alert(1)</script> & more")
    publish(subject_of(action.id))
    db.session.commit()

    shown = visit(f"/d/{service_page_of(actions.rose)}").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in shown


def test_an_address_is_found_however_its_code_is_typed(address, visit):
    token = address.removeprefix("/d/")

    assert visit(f"/d/{token[:3].lower()}-{token[3:].lower()}").status_code == 200


@pytest.mark.parametrize("path", ["/d/K7QF2M", "/d/x", "/d/%00", "{}/xx", "{}/lt", "{}/en/more"])
def test_what_is_no_page_is_not_found(address, visit, path):
    assert visit(path.format(address)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_is_told(actions, address, visit):
    def asked():
        with counted_statements() as statements:
            visit(address)
        return len(statements)

    alone = asked()
    for _ in range(5):
        actions.published("cy")
    assert asked() == alone


def test_a_renamed_service_keeps_its_address(actions, address, visit, app):
    signed_in(app).post(
        f"/staff/administration/services/{actions.rose}/edit", data={"name": "Rose Court"}
    )

    assert "Rose Court" in visit(address).text
