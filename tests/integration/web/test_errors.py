"""What a person sees when something is wrong."""

import pytest

from tests.factories import link
from tests.links import forget_addresses


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", b"There is no page here."), ("cy", b"Does dim tudalen yma."), ("ur", None)],
)
def test_a_page_that_is_not_there_is_said_in_the_browsers_language(client, language, words):
    page = client.get("/nowhere", headers={"Accept-Language": language})
    assert page.status_code == 404
    assert f'lang="{language}"'.encode() in page.data
    assert b"999" in page.data
    assert words is None or words in page.data


def test_a_script_is_answered_in_json(client):
    reply = client.get("/nowhere", headers={"Accept": "application/json"})
    assert (reply.status_code, reply.json) == (
        404,
        {"status": "refused", "message": "There is no page here. Look at the address again."},
    )


def test_a_fault_of_ours_shows_no_trace_and_none_of_the_words(app, client, context, monkeypatch):
    forget_addresses()
    link()
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken(*_, **__):
        raise RuntimeError("the words of a comment")

    monkeypatch.setattr("app.collection.answering.receiving.receive_submission", broken)
    reply = client.post(
        "/s/K7QF2M/en", data={"happy": "yes"}, headers={"Accept": "application/json"}
    )
    assert (reply.status_code, reply.json) == (
        500,
        {
            "status": "refused",
            "message": "Something went wrong here. Nothing was changed. Please try again.",
        },
    )
