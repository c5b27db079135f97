"""The provider's own records in a return: cases, actions and training, counted as they are."""

from datetime import date

from app.collection.publishing.operations import publish
from app.comments.queue.decisions import mark_conflict
from app.improvement.training.operations.programmes import start_programme
from app.improvement.training.operations.sessions import hold_session
from app.improvement.training.plans import ProgrammePlan, SessionPlan
from tests.factories import survey
from tests.integration.evidence.returns.conftest import QUARTER, an_action
from tests.packs import a_return, lines_of, rows_of, words_of
from tests.staff import user

COMPLAINTS = "Of these, complaints found in what people wrote"
CONCERNS = "Of these, concerns found in what people wrote"


def a_training(homes, *sessions):
    plan = ProgrammePlan(
        name="Faith and food",
        aims="Staff ask before they cook.",
        services=[homes["Big"].service_id, homes["Middle"].service_id],
    )
    publish(survey=survey(survey_id="staff", audience="staff"))
    programme = start_programme(plan=plan, survey_id="staff", actor="test")
    for session in sessions:
        hold_session(programme_id=programme.id, plan=session, actor="test")


def test_complaints_and_concerns_are_counted_by_the_day_they_were_decided(homes, case_at):
    case_at("Big", "complaint", (1, 1))
    case_at("Big", "complaint", (3, 31), "outcome")
    case_at("Middle", "safeguarding", (2, 3), "referred", "outcome")
    case_at("Middle", "senior", (2, 3))
    case_at("Big", "complaint", (4, 1))
    case_at("Big", "quality", (2, 1))
    made = a_return(**QUARTER)
    complaints = lines_of(made, "Complaints, compliments and themes")
    assert complaints[COMPLAINTS][0] == 2
    assert complaints[COMPLAINTS][3].startswith("Closed with an outcome: 1. Still open: 1.")
    concerns = lines_of(made, "Concerns")
    assert concerns[CONCERNS][0] == 2
    assert concerns[CONCERNS][3].startswith(
        "Allegation against a senior person 1; Safeguarding concern 1. "
        "Closed with an outcome: 1. Still open: 1."
    )
    assert concerns["Of these, referred to somebody"][0] == 1
    of_middle = a_return(**QUARTER, services=["Middle"])
    assert lines_of(of_middle, "Complaints, compliments and themes")[COMPLAINTS][0] == 0
    assert lines_of(of_middle, "Concerns")[CONCERNS][0] == 2
    assert "tea" not in words_of(made)


def test_a_case_is_counted_once_and_as_what_it_is_now(homes, case_at):
    about = case_at("Big", "complaint", (2, 1))
    case_at("Big", "complaint", (4, 9), of=about)
    april = {"first": date(2026, 4, 1), "last": date(2026, 4, 30)}
    title = "Complaints, compliments and themes"
    assert lines_of(a_return(**QUARTER), title)[COMPLAINTS][0] == 1
    assert lines_of(a_return(**april), title)[COMPLAINTS][0] == 0
    case_at("Big", "safeguarding", (4, 10), of=about)
    assert lines_of(a_return(**QUARTER), title)[COMPLAINTS][0] == 0
    assert lines_of(a_return(**april), "Concerns")[CONCERNS][0] == 1


def test_a_case_that_may_be_about_who_asks_is_kept_from_them(homes, case_at):
    manager, other = user("admin"), user("reader")
    about = case_at("Big", "safeguarding", (2, 1))
    case_at("Big", "safeguarding", (2, 1), text=f"It was {manager.name} who did it.")
    mark_conflict(comment_id=about.id, about=manager.id, reason="Meant", reader=other.id)

    def counted(reader):
        return lines_of(a_return(**QUARTER, reader=reader), "Concerns")[CONCERNS][0]

    assert (counted(manager.id), counted(other.id), counted(None)) == (0, 2, 2)
    kept = "are kept from them and are in no count here"
    for reader in (manager.id, other.id):
        assert kept in words_of(a_return(**QUARTER, reader=reader))
    assert kept not in words_of(a_return(**QUARTER))


def test_what_changed_has_what_was_done_and_what_waits(homes):
    an_action(homes["Big"], done_on=date(2026, 3, 20))
    an_action(homes["Big"], done_on=date(2026, 4, 2))
    an_action(homes["Middle"], due_on=date(2026, 3, 1))
    lines = lines_of(a_return(**QUARTER), "Actions")
    assert lines["Actions done within the dates"][0] == 1
    assert lines["Actions decided and not yet done at the end"][::3] == (
        2, "Their day had passed: 1.",
    )  # fmt: skip
    assert lines["You said: People miss food from home."] == (
        "We did: Halal meals are cooked.", "", "Done on 20 March 2026",
        "About Big. What shows it: The menus.",
    )  # fmt: skip
    of_small = lines_of(a_return(**QUARTER, services=["Small"]), "Actions")
    assert [line[0] for line in of_small.values()] == [0, 0]


def test_training_counts_who_came_and_no_share_of_staff(homes):
    middle = homes["Middle"].service_id
    a_training(
        homes,
        SessionPlan(day=date(2026, 2, 3), led_by="A trainer", attendance={"care": 11, "nurse": 3}),
        SessionPlan(day=date(2026, 3, 3), led_by="A trainer", service_id=middle),
        SessionPlan(day=date(2026, 4, 3), led_by="A trainer", attendance={"care": 5}),
    )
    sessions = "Sessions held that are recorded in Own Words"
    lines = lines_of(a_return(**QUARTER), "Training")
    assert lines[sessions][0] == 2
    assert lines["Attendances: Faith and food"] == (
        14, "", "Counted at sessions on 3 February 2026; 3 March 2026",
        "14 attended (care workers: 11, nurses: 3). Nobody wrote down who attended 1 of 2 "
        "sessions. Anyone who attended twice is counted twice.",
    )  # fmt: skip
    of_big = lines_of(a_return(**QUARTER, services=["Big"]), "Training")
    assert of_big[sessions][0] == 1
    assert of_big["Attendances: Faith and food"][3].endswith(
        "Staff of other services attended too and are counted with them."
    )
    assert lines_of(a_return(**QUARTER, services=["Small"]), "Training")[sessions][0] == 0
    march = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
    [unknown] = rows_of(a_return(**march), "Training")[2:]
    assert unknown[:2] == ("Attendances: Faith and food", "")
