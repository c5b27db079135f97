"""Links open and close, and answers are filed, by the clock on the service's wall."""

from datetime import date

import pytest

from tests.comments import hold_still
from tests.factories import link

HALF_PAST_MIDNIGHT = (2026, 6, 30, 23, 30)
"""In UTC; where the services are it is Wednesday, 1 July, 00:30."""


@pytest.mark.parametrize(
    ("days", "status"),
    [({"opens_on": date(2026, 7, 1)}, 200), ({"closes_on": date(2026, 6, 30)}, 410)],
)
def test_a_link_opens_and_closes_at_midnight_of_the_united_kingdom(
    client, context, monkeypatch, days, status
):
    link(**days)
    hold_still(monkeypatch, *HALF_PAST_MIDNIGHT)
    assert client.get("/s/K7QF2M/en").status_code == status


def test_an_answer_on_monday_after_midnight_is_filed_under_the_new_week(send, stored, monkeypatch):
    link()
    hold_still(monkeypatch, 2026, 6, 28, 23, 30)
    assert (
        send(happy="yes", submission_id="6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10").status_code == 201
    )
    assert [row.week for row in stored()] == ["2026-W27"]
