"""Links on the command line."""

import json

from app.administration.organisation.operations import edit_organisation
from app.extensions import db
from tests.factories import CONTACTS


def test_the_command_line_makes_and_lists_links(app, tiny, runner):
    made = runner(
        *("link", "create", "--survey", "tiny", "--service", "Rose House"),
        *("--audience", "families", "--event", "Fair", "--language", "ur"),
        *(
            "--opens",
            "2020-01-01",
            "--closes",
            "2020-12-31",
            "--kiosk",
            "--pin",
            "407219",
            "--json",
        ),
    )
    assert (made.exit_code, made.stderr) == (0, "")
    printed = json.loads(made.stdout)
    token = printed["token"]
    assert printed == {
        "token": token,
        "url": f"http://127.0.0.1:8000/s/{token}",
        "short_code": f"{token[:3]}-{token[3:]}",
        "survey": "tiny",
        "service": "Rose House",
        "audience": "families",
        "event": "Fair",
        "partner": None,
        "about": None,
        "language": "ur",
        "opens_on": "2020-01-01",
        "closes_on": "2020-12-31",
        "kiosk": True,
        "pin": "407219",
        "cards": False,
        "state": "closed",
    }
    assert json.loads(runner("link", "list", "--json").stdout) == [printed]
    assert runner("link", "list").stdout == (
        f"http://127.0.0.1:8000/s/{token}  {token[:3]}-{token[3:]}  tiny  Rose House  "
        "families  closed\n"
    )


def test_the_command_line_says_that_it_made_a_service(app, tiny, runner):
    arguments = ("link", "create", "--survey", "tiny", "--service", "Oak View", "--json")
    refused = runner(*arguments)
    assert (refused.exit_code, refused.stdout) == (1, "")
    edit_organisation(contacts=CONTACTS)
    db.session.commit()
    made = runner(*arguments)
    assert (made.exit_code, made.stderr) == (
        0,
        "The service 'Oak View' is new, with the organisation-wide contacts.\n",
    )


def test_the_command_line_refuses_a_wrong_date(runner):
    wrong = runner("link", "create", "--survey", "tiny", "--service", "R", "--closes", "31/12/2026")
    assert wrong.exit_code == 2
