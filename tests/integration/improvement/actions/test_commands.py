"""`ownwords action` on the command line."""

import json


def test_actions_are_listed(actions, runner):
    late = actions.decided()
    actions.done()

    [first, second] = json.loads(runner("action", "list", "--json").stdout)

    assert first == {
        "id": str(late.id),
        "issue": "People miss food from home.",
        "action": "Cook halal meals twice a week.",
        "timeline": "2026-10-01",
        "responsible_person": "The cook",
        "is_promised": True,
        "reason": "Many asked for it.",
        "state": "decided",
        "is_overdue": True,
        "source_kind": "own",
        "services": ["Rose House"],
        "themes": ["food"],
        "heard_on": "2026-09-01",
        "decided_on": "2026-09-08",
        "done_on": None,
        "done": None,
        "evidence": None,
        "evidence_link": None,
        "is_published": False,
        "recorded_by": "command line",
    }
    assert (second["state"], second["done_on"]) == ("done", "2026-09-20")
    assert runner("action", "list", "--overdue").stdout == (
        "overdue  by 2026-10-01  Rose House  The cook  People miss food from home.\n"
    )


def test_a_service_without_actions_and_one_that_does_not_exist(actions, runner):
    actions.done()

    assert runner("action", "list", "--service", "Oak View").stdout == "No actions yet.\n"
    refused = runner("action", "list", "--service", "Elm")
    assert (refused.exit_code, refused.stderr) == (
        *(1, "Error: There is no service 'Elm'. See: ownwords service list\n"),
    )
