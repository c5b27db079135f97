"""What people with each role see on the pages that they may open, with one of everything there."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app.administration.accounts.roles import permissions_of
from app.config import Settings
from app.web.access import allows, open_to
from tests.applications import Applications
from tests.everything import addresses, make_everything, path_values
from tests.staff import SECRET, signed_in

LED_TO = re.compile(r'(?:href|action|formaction)="(/staff[^"]*)"')
NO_PAGE = re.compile(r"[.](pdf|png|svg|csv|xlsx|json)\Z|/export|/sign-in")


@pytest.fixture(scope="module")
def app(sqlite_databases, tmp_path_factory, applications: Applications) -> Iterator[Flask]:
    """An application with one of everything; who sees what is the same on both databases."""
    folder = tmp_path_factory.mktemp("roles")
    with sqlite_databases.fresh(folder) as address:
        found = Settings(data=folder / "data", database_url=address, secret_key=SECRET)
        with applications.new(found) as app:
            with app.app_context():
                make_everything()
            yield app


def endpoints(app, address):
    """What an address of a page asks for, with any method."""
    adapter = app.url_map.bind("localhost")
    path = unescape(urlsplit(address).path)
    methods = set(adapter.allowed_methods(path)) & {"GET", "POST"}
    return {adapter.match(path, method)[0] for method in methods}


@pytest.mark.parametrize("role", ["reader", "safeguarding-lead", "auditor", "translator"])
def test_no_page_leads_to_one_that_they_may_not_open(app, role):
    browser, may = signed_in(app, role), permissions_of([role])
    with app.app_context():
        pages = {
            path: rule.endpoint
            for rule, path in addresses(app, "GET", path_values())
            if allows(open_to(app, rule.endpoint), may)
            and rule.rule.startswith("/staff")
            and not NO_PAGE.search(path)
        }
    dead = set()
    for path, endpoint in pages.items():
        answer = browser.get(path)
        assert answer.status_code != 403
        for address in set(LED_TO.findall(answer.text)):
            led = endpoints(app, address)
            if led and not any(allows(open_to(app, each), may) for each in led):
                dead.add((endpoint, *sorted(led)))
    assert sorted(dead) == []
