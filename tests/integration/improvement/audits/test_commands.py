"""`ownwords audit`, as other programs rely on it."""

import json

from app.improvement.audits.drawing import Drawn, Sampling, draw

PLAN = (
    *("audit", "plan", "--tool", "plans", "--service", "Rose House", "--records", "40"),
    *("--sample", "5", "--auditor", "the lead", "--first-day", "2026-03-02"),
)


def test_a_round_is_planned_drawn_and_listed(rose, runner):
    twice = ("--twice", "40", "--second-auditor", "the deputy")
    made = runner(*PLAN, "--name", "Spring", "--last-day", "2026-03-27", *twice, "--json")
    assert made.exit_code == 0, made.output
    planned = json.loads(made.output)
    assert (planned["tool"], planned["drawn"], planned["seed"]) == ("plans", [], None)
    drawn = json.loads(
        runner("audit", "draw", "spring", "--service", "Rose House", "--json").output
    )
    assert draw(Sampling(40, 5, 40), drawn["seed"]) == Drawn(
        tuple(drawn["drawn"]), tuple(drawn["drawn_twice"])
    )
    assert json.loads(runner("audit", "list", "--json").output) == [drawn]
    assert "audited: 0 of 5" in runner("audit", "list").output


def test_drawing_again_needs_a_reason(rose, runner):
    runner(*PLAN, "--name", "Spring", "--last-day", "2026-03-27")
    draws = ("audit", "draw", "Spring", "--service", "Rose House")
    first = json.loads(runner(*draws, "--json").output)
    again = runner(*draws)
    assert (again.exit_code, again.stderr) == (
        1,
        "Error: The sample of Spring is drawn already, and stays as it is. If it must be drawn "
        "again, say why.\n",
    )
    other = json.loads(runner(*draws, "--again", "Two plans were added", "--json").output)
    assert other["seed"] != first["seed"]


def test_what_is_not_there_is_said(rose, runner):
    assert runner("audit", "list").output == "No audit rounds yet.\n"
    assert runner("audit", "tools").output == "plans  version 1  A tiny survey\n"
    [tool] = json.loads(runner("audit", "tools", "--json").output)
    assert tool["criteria"] == ["food", "faith"]
    for arguments, said in (
        (("audit", "draw", "Spring", "--service", "Rose House"), "No audit round 'Spring'"),
        (("audit", "draw", "Spring", "--service", "Nowhere"), "There is no service 'Nowhere'"),
        ((*PLAN, "--name", "Spring", "--last-day", "2026-03-01"), "The round ends on"),
        (
            (*PLAN, "--name", "Spring", "--last-day", "2026-03-27", "--follows", "Winter"),
            "No audit round 'Winter'",
        ),
    ):
        refused = runner(*arguments)
        assert (refused.exit_code, said in refused.stderr) == (1, True)
