"""`ownwords event`: planning, listing and attendance on the command line."""

import json

import pytest

from app.collection.events.queries import all_events
from tests.given import stored
from tests.links import all_links

LUNCH = ("event", "create", "--service", "Rose House", "--name", "Lunch", "--day", "2026-11-30")
ATTENDANCE = ("event", "attendance", "Lunch", "--service", "Rose House", "--by", "the host")


@pytest.fixture
def planned(rose, runner):
    """What `event create` printed."""
    done = runner(
        *(*LUNCH, "--partner", "Temple kitchen", "--place", "The hall", "--languages", "en, ur"),
        *("--survey", "tiny", "--survey", "partners", "--kiosk", "--json"),
    )
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_an_event_is_planned(planned):
    links = planned.pop("links")
    assert planned == {
        "id": str(all_events()[0].event.id),
        "name": "Lunch",
        "service": "Rose House",
        "partner": "Temple kitchen",
        "place": "The hall",
        "day": "2026-11-30",
        "languages": ["en", "ur"],
        "answers": 0,
        "came": "0 answers; attendance not recorded yet",
        "attendance": None,
    }
    assert [
        (link["survey"], link["audience"], link["event"], link["partner"], link["kiosk"])
        for link in links
    ] == [
        ("partners", "partners", "Lunch", "Temple kitchen", True),
        ("tiny", "public", "Lunch", "Temple kitchen", True),
    ]


def test_a_link_created_with_the_events_name_belongs_to_it(planned, runner):
    made = runner(
        *("link", "create", "--survey", "tiny", "--service", "Rose House"),
        *("--event", "Lunch", "--json"),
    )
    assert json.loads(made.stdout)["partner"] == "Temple kitchen"
    [listed] = json.loads(runner("event", "list", "--json").stdout)
    assert len(listed["links"]) == 3


def test_attendance_is_recorded_and_listed(planned, runner):
    stored(next(link for link in all_links() if link.survey_id == "tiny"), {}, times=9)
    done = runner(*ATTENDANCE, "--number", "60", "--estimated", "--json")
    printed = json.loads(done.stdout)

    attendance = printed["attendance"]
    assert (done.exit_code, printed["answers"], printed["came"]) == (
        *(0, 9, "9 answers, about 60 attending (estimate)"),
    )
    assert (attendance["number"], attendance["kind"], attendance["by"]) == (
        *(60, "estimated", "the host"),
    )
    assert json.loads(runner("event", "list", "--json").stdout) == [printed]
    counted = runner(*ATTENDANCE, "--number", "58", "--counted")
    assert counted.stdout == (
        "2026-11-30  Lunch  Rose House  links: 2  9 answers, 58 attending (counted)\n"
    )


def test_without_events_the_list_says_so(rose, runner):
    assert runner("event", "list").stdout == "No events yet.\n"
    assert json.loads(runner("event", "list", "--json").stdout) == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (("--service", "Oak View"), "There is no service 'Oak View'."),
        (("--survey", "unheard-of"), "No survey 'unheard-of' is published"),
        (
            ("--survey", "english", "--languages", "en,ur"),
            "No survey of this event is offered in 'ur'.",
        ),
        (("--languages", "en;ur"), "'en;ur' is no language."),
        (("--name", " "), "The event's name is missing."),
    ],
)
def test_what_cannot_be_planned_is_refused(rose, runner, more, problem):
    done = runner(*LUNCH, *more)

    assert (done.exit_code, done.stderr.removeprefix("Error: ")[: len(problem)]) == (1, problem)
    assert (all_events(), all_links()) == ([], [])


def test_a_day_out_of_every_range_is_refused_as_typed_wrong(rose, runner):
    done = runner(*LUNCH, "--day", "1066-10-14")

    said = "'1066-10-14' is not a day from 1900 to 2100."
    assert (done.exit_code, said in " ".join(done.stderr.split())) == (2, True)
    assert (all_events(), all_links()) == ([], [])


def test_the_same_name_twice_is_refused(planned, runner):
    done = runner(*LUNCH)
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: An event 'Lunch' is planned at this service already. Change that one.\n",
    )


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (("--number=-1", "--counted"), "Attendance is a number from 0 to 100000, not -1."),
        (("--number", "1" * 30, "--counted"), "Attendance is a number from 0 to 100000, not 111"),
        (("--number", "1", "--counted", "--by", ""), "Who counted or estimated is missing."),
        (
            ("--number", "1", "--counted", "--service", "Oak View"),
            "There is no service 'Oak View'.",
        ),
    ],
)
def test_attendance_that_cannot_be_is_refused(planned, runner, more, problem):
    done = runner(*ATTENDANCE, *more)
    assert (done.exit_code, done.stderr.removeprefix("Error: ")[: len(problem)]) == (1, problem)


def test_an_event_that_is_not_planned_is_said(rose, runner):
    done = runner(*ATTENDANCE, "--number", "1", "--counted")
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: No event 'Lunch' is planned at Rose House. Plan it on the page Events, "
        "or with: ownwords event create\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (*LUNCH, "--day", "30/11/2026"),
        (*ATTENDANCE, "--number", "many", "--counted"),
        (*ATTENDANCE, "--number", "60"),
        (*ATTENDANCE, "--number", "60", "--counted", "--estimated"),
    ],
)
def test_a_command_that_makes_no_sense_is_wrong_usage(planned, runner, arguments):
    assert runner(*arguments).exit_code == 2
