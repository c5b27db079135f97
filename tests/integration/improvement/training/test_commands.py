"""`ownwords training` and `ownwords policy`: exit codes, what is printed, and files."""

import json
from datetime import timedelta

import pytest

from app.collection.matched.queries import cards_made
from app.extensions import db
from app.improvement.policies.operations import add_policy
from app.improvement.policies.plans import Approval, PolicyPlan
from app.improvement.training.operations import plan_follow_up
from app.improvement.training.queries import programme_named
from app.kernel.clock import today
from tests.factories import service
from tests.integration.collection.printing.conftest import pages

START = ("training", "start", "--name", "Faith", "--aims", "Ask first.", "--survey", "staff-tiny")


def test_a_programme_is_started_printed_listed_and_closed(runner, rose, tmp_path):
    started = json.loads(runner(*START, "--service", "Rose House", "--json").output)
    assert [each["moment"] for each in started["links"]] == ["before", "after", "later"]
    assert started["services"] == ["Rose House"]

    sheet = tmp_path / "cards.pdf"
    printed = runner("training", "cards", "Faith", "--number", "6", "-o", str(sheet))
    assert (printed.exit_code, len(pages(sheet.read_bytes()))) == (0, 2)
    programme = programme_named("Faith")
    assert cards_made(programme.id) == 6

    late = today() - timedelta(days=1)
    plan_follow_up(programme_id=programme.id, theme="Prayer", owner="Leads", due_on=late)
    db.session.commit()
    assert runner("training", "list").output == (
        "open  Faith  Rose House  overdue in supervision: Prayer\n"
    )
    assert runner("training", "close", "Faith").output == "Faith is closed.\n"
    assert runner("training", "list").output.startswith(f"closed {today().isoformat()}  Faith")


def test_with_several_services_the_cards_say_whose(runner, rose, tmp_path):
    service("Harbour Court")
    db.session.commit()
    runner(*START, "--service", "Rose House", "--service", "Harbour Court")
    cards = ("training", "cards", "Faith", "--number", "1", "-o", str(tmp_path / "cards.pdf"))
    assert runner(*cards).exit_code == 2
    assert runner(*cards, "--service", "Harbour Court").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*START, "--service", "Nowhere"), "There is no service 'Nowhere'"),
        (("training", "close", "Nothing"), "There is no programme 'Nothing'"),
    ],
)
def test_what_is_not_there_is_refused(runner, rose, arguments, words):
    refused = runner(*arguments)
    assert (refused.exit_code, words in refused.stderr) == (1, True)


def test_policies_are_listed_with_what_is_overdue(runner, context):
    for title, review in (("Fairness", -1), ("Language", 30)):
        add_policy(
            plan=PolicyPlan(title=title, owner="The manager", summary="Ask."),
            approval=Approval(
                version="1",
                approved_on=today() - timedelta(days=300),
                review_on=today() + timedelta(days=review),
                approved_by="The board",
            ),
        )
    db.session.commit()
    listed = json.loads(runner("policy", "list", "--json").output)
    assert [(each["title"], each["overdue"]) for each in listed] == [
        ("Fairness", True), ("Language", False),
    ]  # fmt: skip
    overdue = runner("policy", "list", "--overdue").output
    assert overdue == (
        f"overdue  review {(today() - timedelta(days=1)).isoformat()}  Fairness, version 1  "
        "The manager\n"
    )
