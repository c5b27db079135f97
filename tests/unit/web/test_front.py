"""The front: a request is whole before a thread begins with it."""

import asyncio
from urllib.parse import unquote

import pytest
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from app.web.front import Front, environ_of

NEVER = asyncio.Event


def scope(method="POST", path=b"/s/x", query=b"", headers=(), **more):
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "raw_path": path,
        "path": unquote(path.decode()),
        "query_string": query,
        "headers": headers,
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 5),
        **more,
    }


@Request.application
def echo(request):
    """Answers with what it was asked, within a limit as the application has one."""
    request.max_content_length = 10
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        return Response("too much", 413)
    return Response(f"{request.method} {request.full_path} {body.decode()}", 201)


def asked(front, asked_with, *events, stall=False):
    """The events that the front sends, once it was given these; then nothing comes, or the end."""
    given = iter(events)
    sent = []

    async def receive():
        for event in given:
            return {"type": "http.request", **event}
        if stall:
            await NEVER().wait()
        return {"type": "http.disconnect"}

    async def send(event):
        sent.append(event)

    asyncio.run(front(asked_with, receive, send))
    return sent


def status_and_body(sent):
    return sent[0]["status"], b"".join(event.get("body", b"") for event in sent).decode()


def test_a_body_in_pieces_is_handed_on_whole():
    pieces = ({"body": b"a=", "more_body": True}, {"body": b"1", "more_body": False})
    sent = asked(Front(echo), scope(query=b"q=1"), *pieces)
    assert status_and_body(sent) == (201, "POST /s/x?q=1 a=1")


def test_a_body_that_does_not_arrive_in_time_is_refused_and_takes_no_thread():
    reached = []

    def application(environ, start_response):
        reached.append(environ)
        return echo(environ, start_response)

    front = Front(application, body_seconds=0.01)
    sent = asked(front, scope(), {"body": b"a=", "more_body": True}, stall=True)
    assert (sent[0]["status"], reached) == (408, [])
    assert (b"retry-after", b"5") in sent[0]["headers"]


def test_a_body_over_the_limit_is_refused_by_the_application_itself():
    front = Front(echo, body_limit=10)
    sent = asked(front, scope(), {"body": b"x" * 11, "more_body": True}, stall=True)
    assert status_and_body(sent) == (413, "too much")


def test_more_unfinished_bodies_than_may_be_held_are_refused_and_forgotten():
    front = Front(echo, held_limit=3)
    sent = asked(front, scope(), {"body": b"xxxx", "more_body": True}, stall=True)
    assert sent[0]["status"] == 503
    assert asked(front, scope(), {"body": b"xxx"})[0]["status"] == 201


def test_who_goes_away_before_the_end_is_not_answered():
    assert asked(Front(echo), scope(), {"body": b"a", "more_body": True}) == []


def test_what_is_not_a_request_is_left_alone():
    assert asked(Front(echo), scope(type="lifespan")) == []


@pytest.mark.parametrize(
    ("path", "decoded"), [(b"/s/%C3%A9", "/s/\u00c3\u00a9"), (b"/a%2Fb", "/a/b"), (b"/%00", "/\0")]
)
def test_a_path_is_bytes_as_wsgi_wants_them(path, decoded):
    assert environ_of(scope(path=path), b"", 0)["PATH_INFO"] == decoded


def test_headers_become_what_wsgi_calls_them():
    headers = (
        (b"host", b"fb.example.org"),
        (b"content-type", b"text/plain"),
        (b"content-length", b"99"),
        (b"transfer-encoding", b"chunked"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"x-forwarded-for", b"1.1.1.1"),
        (b"x-forwarded-for", b"2.2.2.2"),
        (b"x_forwarded_proto", b"https"),
    )
    environ = environ_of(scope(headers=headers), b"abc", 3)
    assert {key: environ[key] for key in environ if key.startswith(("HTTP_", "CONTENT"))} == {
        "HTTP_HOST": "fb.example.org",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "3",
        "HTTP_COOKIE": "a=1; b=2",
        "HTTP_X_FORWARDED_FOR": "1.1.1.1,2.2.2.2",
    }
