"""Staff pages of actions: made from elsewhere, decided, done, and refused with clear words."""

import html
import re
from datetime import date, timedelta

import pytest

from app.extensions import db
from app.improvement.actions.queries import all_actions, get_action
from app.kernel.clock import today
from tests.actions import DUE_ON
from tests.comments import comment
from tests.staff import signed_in

LIST = "/staff/improvement/actions"
NEW = f"{LIST}/new"
HEARD = {"heard": "People miss food from home.", "heard_on": "2026-09-01"}
PROMISE = {
    "choice": "will",
    "answer": "Cook halal meals.",
    "reason": "Many asked.",
    "decided_on": "2026-09-08",
    "owner": "The cook",
    "due_on": "2026-10-01",
    "reminded": "",
}


@pytest.fixture
def admin(app):
    return signed_in(app)


def made(app):
    """The only action there is."""
    with app.app_context():
        [line] = all_actions()
        return line


def test_the_list_says_what_to_do_while_it_is_empty(admin):
    assert "No actions here yet." in admin.get(LIST).text


def test_an_action_is_made_from_a_theme_with_its_service(app, actions, admin):
    query = {"source": "theme", "reference": "food", "theme": "food", "service": str(actions.rose)}
    shown = admin.get(NEW, query_string=query).text

    assert "Made from: a theme of what people are saying." in shown
    assert (
        f'checked id="services-1" name="services" type="checkbox" value="{actions.rose}"' in shown
    )
    assert 'id="themes-3" name="themes" type="checkbox" value="food"' in shown
    sent = {**HEARD, "source": "theme", "reference": "food", "themes": "food"}
    answer = admin.post(NEW, data={**sent, "services": str(actions.rose)})
    line = made(app)
    assert answer.location == f"{LIST}/{line.action.id}"
    assert (line.action.source_kind, line.action.source_reference, line.about) == (
        *("theme", "food", "Rose House"),
    )


def test_a_source_that_does_not_exist_counts_as_none(app, actions, admin):
    admin.post(NEW, data={**HEARD, "source": "a rumour", "reference": "x"})

    assert made(app).action.source_kind == "own"


def test_an_action_is_decided_and_done(app, actions, admin):
    admin.post(NEW, data=HEARD)
    here = f"{LIST}/{made(app).action.id}"

    assert "Not decided" in admin.get(here).text
    assert admin.post(f"{here}/decide", data=PROMISE).location == here
    assert "Overdue" in admin.get(here).text
    outcome = {"done": "Halal meals twice a week.", "done_on": "2026-10-05", "evidence": "Menu"}
    assert admin.post(f"{here}/finish", data=outcome).location == here
    shown = admin.get(here).text
    assert "Halal meals twice a week." in shown
    assert "Open it again" in shown
    admin.post(f"{here}/reopen", data={"reason": "The cook left."})
    assert "The cook left." in admin.get(here).text


def test_what_was_decided_stands_in_the_form_again(app, actions, admin):
    here = f"{LIST}/{actions.decided().id}"

    shown = admin.get(f"{here}/decide").text

    assert f'value="{DUE_ON.isoformat()}"' in shown
    assert "Cook halal meals twice a week.</textarea>" in shown


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"reason": ""}, "Give the reason."),
        ({"choice": ""}, "Choose one."),
        ({"due_on": "tomorrow"}, "Type the date as year-month-day, such as 2026-11-30."),
        ({"due_on": ""}, "The day by which it is done is missing. Choose a day."),
        ({"due_on": "2026-09-01"}, "It is due on 2026-09-01, which is before it was decided"),
        ({"decided_on": "2026-08-01"}, "which is before it was heard on 2026-09-01"),
        (
            {"answer": "a" * 5_000},
            "“What you will do, or will not do” is 5000 characters long. Use at most 4000.",
        ),
    ],
)
def test_a_decision_that_makes_no_sense_is_said_so(app, actions, admin, more, problem):
    action = actions.heard()

    answer = admin.post(f"{LIST}/{action.id}/decide", data={**PROMISE, **more})

    assert (answer.status_code, problem in answer.text) == (422, True)
    db.session.expire_all()
    assert get_action(action.id).is_promised is None


def test_what_was_heard_is_changed(app, actions, admin):
    action = actions.heard()

    shown = admin.get(f"{LIST}/{action.id}/edit").text
    assert "People miss food from home.</textarea>" in shown
    admin.post(f"{LIST}/{action.id}/edit", data={**HEARD, "heard": "People miss <b>home</b>."})

    shown = admin.get(f"{LIST}/{action.id}").text
    assert "People miss &lt;b&gt;home&lt;/b&gt;." in shown
    assert "The whole organisation" in shown


def test_a_note_is_added_by_a_reader_who_decides_nothing(app, actions):
    reader = signed_in(app, "reader")
    here = f"{LIST}/{actions.heard().id}"

    assert reader.post(f"{here}/notes", data={"text": "Asked the cook."}).status_code == 303
    shown = reader.get(here).text
    assert "Asked the cook." in shown
    assert "An admin makes the decision." in shown
    assert reader.post(f"{here}/notes", data={"text": " "}).status_code == 422
    assert reader.get(f"{here}/decide").status_code == 403


def test_the_list_is_narrowed_by_service_and_state(actions, admin):
    actions.done(heard="Rose was done")
    actions.decided(heard="Oak is late", services=(actions.oak,))
    actions.decided(heard="Rose was declined", is_promised=False)
    actions.heard(heard="All was heard", services=())

    def shown(**query):
        text = admin.get(LIST, query_string=query).text
        known = ("Rose was done", "Oak is late", "Rose was declined", "All was heard")
        return [each for each in known if each in text]

    assert shown(state="overdue") == ["Oak is late"]
    assert shown(state="open") == ["Oak is late", "All was heard"]
    assert shown(state="done") == ["Rose was done"]
    assert shown(state="declined") == ["Rose was declined"]
    assert shown(service=str(actions.oak)) == ["Oak is late", "All was heard"]
    assert admin.get(LIST, query_string={"state": "x"}).status_code == 404
    assert admin.get(LIST, query_string={"service": "x"}).status_code == 404


def test_a_renamed_service_is_shown_by_its_new_name(actions, admin):
    action = actions.done()
    admin.post(f"/staff/administration/services/{actions.rose}/edit", data={"name": "Rose Court"})

    assert "for Rose Court" in admin.get(f"{LIST}/{action.id}").text


def test_home_and_the_list_tell_of_overdue_promises(actions, admin):
    assert ">1 overdue" not in admin.get("/staff/").text
    actions.decided()
    assert ">1 overdue" in admin.get("/staff/").text
    actions.decided(due_on=today() - timedelta(days=1))
    assert ">2 overdue" in admin.get("/staff/").text
    assert "2 promises are overdue." in admin.get(LIST).text


def test_the_day_it_was_heard_is_not_to_come(actions, admin):
    tomorrow = (today() + timedelta(days=1)).isoformat()

    answer = admin.post(NEW, data={**HEARD, "heard_on": tomorrow})

    assert (answer.status_code, f"is {tomorrow}. Choose a day" in answer.text) == (422, True)
    assert date.fromisoformat(tomorrow) > today()


def test_a_comment_leads_to_an_action_without_a_word_of_it(app, context):
    reader = signed_in(app, "reader")
    made = comment("They mock my hijab")
    db.session.commit()

    shown = reader.get(f"/staff/comments/{made.id}").text
    [address] = re.findall(r'href="(/staff/improvement/actions/new[^"]*)"', shown)

    assert re.fullmatch(
        r"/staff/improvement/actions/new\?source=comments&amp;service=[0-9a-f-]{36}", address
    )
    form = reader.get(html.unescape(address)).text
    assert "No wording from any comment is carried over." in form
    assert "hijab" not in form
