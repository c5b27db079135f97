"""Pages of training: what a reader and an admin see and do."""

from datetime import timedelta

import pytest

from app.collection.links.queries import get_link
from app.collection.matched.queries import links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.operations import publish
from app.disclosure import Released
from app.extensions import db
from app.improvement.training.models import FollowUp, Programme, Session
from app.improvement.training.operations import close_programme
from app.improvement.training.queries import attendance_of
from app.kernel.clock import today
from app.results.indicators.cuts import Cut
from app.results.indicators.operations import figures_of
from app.surveys.parts import Kind
from tests.factories import question, survey
from tests.given import stored
from tests.integration.improvement.training.conftest import SCALE, end_all, foreign, staff_survey
from tests.measuring import count
from tests.staff import signed_in

TRAINING = "/staff/improvement/training"
FORM = {"name": "Faith at table", "aims": "Ask first.", "survey": "staff-tiny"}


@pytest.fixture
def admin(app, rose):
    return signed_in(app)


@pytest.fixture
def results(app, programme):
    """The words of the results page, as an admin sees them at the end."""
    admin = signed_in(app)

    def read():
        end_all(programme)
        page = admin.get(f"{TRAINING}/{programme.id}/results")
        assert page.status_code == 200
        return " ".join(page.text.split())

    return read


def at(programme, time_point):
    """The programme's link of a moment."""
    tokens = {each: token for token, each in links_of(programme.id).items()}
    return get_link(tokens[time_point])


def newest(model):
    db.session.rollback()
    return db.session.execute(db.select(model)).scalars().one()


def test_a_programme_from_the_list_to_its_first_session(admin, rose):
    assert "No programme yet." in admin.get(TRAINING).text
    form = {**FORM, "services": str(rose.id), "themes": "food", "community": "Two elders"}
    started = admin.post(f"{TRAINING}/new", data=form)
    programme = newest(Programme)
    assert (started.status_code, started.location) == (303, f"{TRAINING}/{programme.id}")

    held = {"day": today().isoformat(), "led_by": "The lead", "role_care": "11", "role_nurse": "1"}
    assert admin.post(f"{TRAINING}/{programme.id}/sessions/new", data=held).status_code == 303
    page = admin.get(f"{TRAINING}/{programme.id}").text
    assert "12 attended (care workers: 11, nurses: 1)" in page
    assert "Two elders" in page
    assert page.count('class="code"') == 3


def test_a_form_that_lacks_something_says_what(admin):
    answer = admin.post(f"{TRAINING}/new", data={**FORM, "name": ""})
    assert (answer.status_code, "Type a name." in answer.text) == (422, True)
    answer = admin.post(f"{TRAINING}/new", data=FORM)
    assert (answer.status_code, "Choose one service or more" in answer.text) == (422, True)


def test_a_session_is_corrected_with_what_was_recorded(admin, programme):
    day = (today() - timedelta(days=2)).isoformat()
    held = {"day": day, "led_by": "The lead", "role_care": "11"}
    admin.post(f"{TRAINING}/{programme.id}/sessions/new", data=held)
    session = newest(Session)
    form = admin.get(f"{TRAINING}/sessions/{session.id}").text
    assert 'value="11"' in form
    wrong = admin.post(f"{TRAINING}/sessions/{session.id}", data={**held, "role_care": "many"})
    assert (wrong.status_code, "Type a whole number, such as 60." in wrong.text) == (422, True)
    admin.post(f"{TRAINING}/sessions/{session.id}", data={**held, "role_care": "12"})
    db.session.rollback()
    assert attendance_of(session.id) == {"care": 12}


def test_cards_come_as_a_file(admin, programme, rose):
    form = {"number": "5", "service": str(rose.id), "language": "en"}
    sheet = admin.post(f"{TRAINING}/{programme.id}/cards", data=form)
    assert (sheet.status_code, sheet.mimetype, sheet.data[:4]) == (200, "application/pdf", b"%PDF")
    refused = admin.post(f"{TRAINING}/{programme.id}/cards", data={**form, "number": "501"})
    assert (refused.status_code, "Ask for 1 to 500 cards" in refused.text) == (422, True)


def test_supervision_is_planned_done_and_overdue(admin, programme):
    form = {"theme": "Prayer times", "owner": "Team leaders", "due_on": "2026-01-05"}
    address = f"{TRAINING}/{programme.id}/follow-ups"
    assert admin.post(address, data={**form, "due_on": "soon"}).status_code == 422
    assert admin.post(address, data=form).status_code == 303
    assert "Overdue in supervision" in admin.get(TRAINING).text
    done = f"{TRAINING}/follow-ups/{newest(FollowUp).id}/done"
    assert admin.post(done, data={"outcome": "Asked at each visit"}).status_code == 303
    assert "Overdue in supervision" not in admin.get(TRAINING).text
    assert "Asked at each visit" in admin.get(f"{TRAINING}/{programme.id}").text


def test_a_moment_is_ended_from_the_page(admin, programme):
    assert admin.post(f"{TRAINING}/{programme.id}/time-points/before/close").status_code == 303
    assert "Closed" in admin.get(f"{TRAINING}/{programme.id}").text
    assert admin.post(f"{TRAINING}/{programme.id}/time-points/never/close").status_code == 404


def test_a_programme_with_one_attendee_reads_sensibly(room, results):
    room.rates(TimePoint.BEFORE, [3], room.cards[:1])
    room.rates(TimePoint.AFTER, [4], room.cards[:1])
    page = results()
    assert "1 answered before, 1 just after, 1 could be linked by their cards" in page
    assert "1 could be linked. Below 10 no figures are shown" in page
    assert "Nobody has answered some weeks later yet." in page
    assert "%" not in page.split("<main")[1].split("How this was counted")[0]


def test_cards_that_came_twice_or_are_foreign_are_said_and_not_paired(room, results):
    room.rates(TimePoint.BEFORE, [3, 3, 3], [room.cards[0], room.cards[0], foreign()])
    room.rates(TimePoint.AFTER, [4], [room.cards[0]])
    page = results()
    assert "0 could be linked by their cards" in page
    assert "A card was used more than once at one time point." in page
    assert "A card was used that does not belong to this programme" in page


def test_others_are_told_as_not_the_same_people_with_an_interval(programme, results):
    for time_point, good, bad in ((TimePoint.BEFORE, 5, 20), (TimePoint.AFTER, 22, 3)):
        stored(at(programme, time_point), {"sure": "five"}, times=good)
        stored(at(programme, time_point), {"sure": "one"}, times=bad)
    page = results()
    assert "0 could be linked. Below 10 no figures are shown" in page
    assert "20 % <span" in page
    assert "88 % <span" in page
    assert "Higher after: +68 percentage points (95 % interval +42 to +82)" in page


def test_answers_of_a_programme_are_no_part_of_what_is_told_of_its_service(programme):
    for time_point in (TimePoint.BEFORE, TimePoint.AFTER):
        stored(at(programme, time_point), {"sure": "five"}, times=14)
    count()
    [found] = figures_of(Cut())
    assert getattr(found.whole, "base", None) == 28
    assert [each.base for each in found.questions if isinstance(each.base, Released)] == []


def test_where_all_rate_lower_nobody_is_told(room, results):
    room.rates(TimePoint.BEFORE, [4] * 12, room.cards[:12])
    room.rates(TimePoint.AFTER, [3] * 12, room.cards[:12])
    page = results()
    assert "Nearly all gave the same answer. No more is shown, to protect people." in page
    assert "12 lower" not in page


def test_a_fall_is_not_called_a_failure(room, results):
    room.rates(TimePoint.BEFORE, [4] * 12, room.cards[:12])
    room.rates(TimePoint.AFTER, [3] * 9 + [4, 5, 5], room.cards[:12])
    page = results()
    assert "12 linked staff: 2 rated themselves higher, 9 lower, 1 the same." in page
    assert "Lower does not mean that the training failed." in page


def test_yes_and_no_are_tested_exactly_or_too_few(room, results):
    for card, said in zip(room.cards[:12], ["no"] * 7 + ["yes"] * 5, strict=True):
        room.says(TimePoint.BEFORE, card, asked=said)
    for card in room.cards[:12]:
        room.says(TimePoint.AFTER, card, asked="yes")
    for card, said in zip(room.cards[:12], ["yes"] * 10 + ["no"] * 2, strict=True):
        room.says(TimePoint.LATER, card, asked=said)
    page = results()
    assert "12 linked staff: 7 went over to yes, 0 to no, 5 said the same twice." in page
    assert "exact test: p = 0.016; 0.016 among all questions (Holm)" in page


def test_thinking_back_needs_no_card(programme, results):
    publish(
        survey=staff_survey(
            2, question("then_sure", Kind.RATING, *SCALE, points=5, part="then"), words="sure"
        )
    )
    db.session.commit()
    stored(at(programme, TimePoint.BEFORE), {"sure": "three"}, times=12)
    link = at(programme, TimePoint.AFTER)
    stored(link, {"sure": "five", "then_sure": "two"}, times=8, version=2)
    stored(link, {"sure": "four", "then_sure": "four"}, times=2, version=2)
    stored(link, {"sure": "three", "then_sure": "one"}, times=1, version=2)
    page = results()
    assert "Thinking back: what they say now of then" in page
    assert "11 staff: 9 rated themselves now higher, 0 lower, 2 the same." in page
    assert "Versions 1 and 2 of the survey were answered." in page


def test_a_question_whose_words_changed_is_a_break(programme, results):
    other = question("sure", Kind.RATING, "five", "four", "three", "two", "zero", points=5)
    publish(survey=survey(other, survey_id="staff-tiny", version=2, audience="staff"))
    db.session.commit()
    stored(at(programme, TimePoint.BEFORE), {"sure": "three"}, times=12)
    stored(at(programme, TimePoint.AFTER), {"sure": "five"}, times=12, version=2)
    page = results()
    assert "Not compared, because their words changed: About sure?" in page


def test_closed_figures_stay_and_move_no_more(room, programme, results):
    room.rates(TimePoint.BEFORE, [2, 3, 3, 2, 4, 3, 2, 1, 3, 4, 2, 3], room.cards[:12])
    room.rates(TimePoint.AFTER, [3, 4, 3, 4, 4, 4, 3, 3, 4, 5, 3, 2], room.cards[:12])
    close_programme(programme_id=programme.id)
    db.session.commit()
    closed = results()
    words = "12 linked staff: 9 rated themselves higher, 1 lower, 2 the same."
    assert words in closed
    assert "these figures are kept as they stood then" in closed
    assert room.says(TimePoint.AFTER, room.cards[12], sure="five").status_code == 201
    assert words in results()
    assert "12 just after" in results()


def test_a_closed_programme_offers_no_cards_and_cannot_be_closed_twice(admin, programme):
    assert "cannot be undone" in admin.get(f"{TRAINING}/{programme.id}/close").text
    assert admin.post(f"{TRAINING}/{programme.id}/close").status_code == 303
    assert "Print cards" not in admin.get(f"{TRAINING}/{programme.id}").text
    assert "closed already" in admin.get(f"{TRAINING}/{programme.id}/close").text
    assert admin.post(f"{TRAINING}/{programme.id}/close").status_code == 422


def test_a_reader_sees_no_button_that_only_an_admin_may_press(app, programme):
    page = signed_in(app, "reader").get(f"{TRAINING}/{programme.id}").text
    assert [each in page for each in ("Print cards", "End it", "Close it permanently")] == [
        False
    ] * 3
