"""Web servers in front are believed who asks and by what scheme; nobody else is."""

import pytest
from flask import request

from app import create_app
from app.config import Settings
from app.web.access import public
from tests.staff import SECRET

FRONT, CLIENT = "10.1.2.3", "203.0.113.7"


@pytest.fixture
def databases(sqlite_databases):
    """One database is enough, since none is asked."""
    return sqlite_databases


@pytest.fixture
def asked(tmp_path, database_url):
    """What the application believes of a request from a network with these headers."""

    def ask(trusted, network, **headers):
        app = create_app(
            Settings(
                data=tmp_path, database_url=database_url, secret_key=SECRET, trusted_proxies=trusted
            )
        )
        app.add_url_rule(
            "/asked", "asked", public(lambda: f"{request.remote_addr} {request.scheme}")
        )
        named = {f"X-Forwarded-{name}": value for name, value in headers.items()}
        place = {"REMOTE_ADDR": network}
        return app.test_client().get("/asked", headers=named, environ_overrides=place).text

    return ask


@pytest.mark.parametrize(
    ("trusted", "network", "said"),
    [
        ("", FRONT, f"{FRONT} http"),
        ("", "127.0.0.1", "127.0.0.1 http"),
        ("10.0.0.0/8", FRONT, f"{CLIENT} https"),
        ("127.0.0.1, 10.1.2.3", FRONT, f"{CLIENT} https"),
        ("10.9.9.9", FRONT, f"{FRONT} http"),
        ("10.0.0.0/8", "198.51.100.9", "198.51.100.9 http"),
    ],
)
def test_only_a_proxy_that_is_named_is_believed(asked, trusted, network, said):
    assert asked(trusted, network, For=CLIENT, Proto="https") == said


def test_what_a_client_wrote_before_its_proxy_is_not_believed(asked):
    found = asked("10.0.0.0/8", FRONT, For=f"192.0.2.1, {CLIENT}", Proto="javascript")
    assert found == f"{CLIENT} http"
