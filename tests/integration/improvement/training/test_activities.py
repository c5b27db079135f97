"""What other pages tell of training, and what people say beside it."""

from datetime import date, timedelta

from app.collection.matched.time_points import TimePoint
from app.collection.publishing.operations import publish
from app.extensions import db
from app.improvement.training.operations import edit_programme, hold_session, plan_follow_up
from app.improvement.training.plans import SessionPlan
from app.improvement.training.queries import activities
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.results.indicators.operations import rebuild, refresh_released
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.given import stored
from tests.integration.improvement.training.conftest import end_all, plan
from tests.staff import signed_in

DAY = today() - timedelta(days=3)


def held(programme, **more):
    fields = {"day": DAY, "led_by": "The lead", "attendance": {"care": 14}}
    made = hold_session(programme_id=programme.id, plan=SessionPlan(**{**fields, **more}))
    db.session.commit()
    return made


def test_a_session_is_an_act_with_who_came_and_who_contributed(programme, rose):
    session = held(programme)
    plan_follow_up(programme_id=programme.id, theme="Faith", owner="Leads", due_on=today())
    assert activities(first=DAY, last=DAY) == [
        Activity(
            kind=ActivityKind.TRAINING,
            id=session.id,
            title="Culture and faith",
            on=DAY,
            services=frozenset({rose.id}),
            themes=frozenset({"faith_worship"}),
            facts=(
                "Aims: Ask before assuming.",
                "14 attended (care workers: 14).",
                "Who contributed: The practice lead",
                "Community representatives: Two elders of the temple kitchen",
                "Followed up in supervision: 0 of 1 planned.",
            ),
            endpoint="training.programme",
            values={"programme_id": str(programme.id)},
        )
    ]
    assert activities(first=date(2020, 1, 1), last=date(2020, 12, 31)) == []


def test_an_act_tells_what_was_shown_and_nothing_newer(app, programme, room):
    held(programme)
    for time_point, ratings in ((TimePoint.BEFORE, [2] * 12), (TimePoint.AFTER, [4] * 9 + [2] * 3)):
        room.rates(time_point, ratings, room.cards[:12])
    end_all(programme)
    assert len(activities(first=DAY, last=DAY)[0].facts) == 4
    signed_in(app, "reader").get(f"/staff/improvement/training/{programme.id}/results")
    db.session.rollback()
    assert activities(first=DAY, last=DAY)[0].facts[4:] == (
        "Before, and just after: “About sure?” "
        "12 linked staff: 9 rated themselves higher, 0 lower, 3 the same.",
    )


def test_what_people_said_stands_beside_it(app, programme, rose):
    asked = question("respected", Kind.YES_NO, "yes", "no", measure="respected")
    publish(survey=survey(asked, survey_id="for-people", audience="people"))
    made = link(
        survey(asked, survey_id="for-people", audience="people"),
        token="8Q4A77",
        service_id=rose.id,
    )
    held(programme)
    year, week, _ = DAY.isocalendar()
    for said, times in (("yes", 14), ("no", 6)):
        stored(made, {"respected": said}, times=times, week=f"{year}-W{week:02d}")
    edit_programme(programme_id=programme.id, plan=plan(rose, measures=["respected"]), actor="x")
    list(rebuild())
    refresh_released()
    db.session.commit()
    page = signed_in(app, "reader").get(f"/staff/improvement/training/{programme.id}/results").text
    released = " ".join(page.split())
    assert "What people said over the same months" in released
    assert "70 % <span" in released
    assert "They stand beside the training. Other things change too" in released
    assert "because of" not in released
