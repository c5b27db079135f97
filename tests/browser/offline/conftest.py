"""Phones that have kept a survey, and then have no signal."""

import pytest
from playwright.sync_api import expect

from tests.browser.outbox import answer_one, keep
from tests.browser.respondent import Respondent

UNSENT = "Not sent yet. Nobody has read this."
SURVEY = "community-partners"


@pytest.fixture
def context(new_context):
    """A phone."""
    return new_context()


@pytest.fixture
def page(context):
    """A page whose failed requests are no fault of the page."""
    return context.new_page()


@pytest.fixture
def someone(page, tokens):
    """Somebody whose phone has kept the survey, and then has no signal."""
    respondent = Respondent(page, tokens[SURVEY]).open()
    keep(page)
    page.context.set_offline(True)
    return respondent


@pytest.fixture
def brief(page, tiny):
    """The same with a survey of one question, where what is asked does not matter."""
    respondent = Respondent(page, tiny).open()
    keep(page)
    page.context.set_offline(True)
    return respondent


def send_without_signal(respondent):
    """Answer, and press "Send my answers"."""
    respondent.to_check()
    respondent.go_on()
    respondent.question.get_by_role("radio").nth(1).check()
    respondent.button("Send my answers").click()
    expect(respondent.page.get_by_role("heading", name=respondent.say(UNSENT))).to_be_visible()


def send_one_answer(respondent):
    """The same, where there is one question."""
    answer_one(respondent)
    respondent.button("Send my answers").click()
    expect(respondent.page.get_by_role("heading", name=UNSENT)).to_be_visible()
