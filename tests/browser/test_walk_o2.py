"""Walk O2: a son begins in English, his aunt takes over in Urdu."""

from playwright.sync_api import expect

from tests.browser.respondent import Respondent


def test_the_language_changes_half_way_and_nothing_is_lost(page, tokens, stored):
    token = tokens["families-friends"]
    son = Respondent(page, token, "en").open()
    for choice in (0, 1, 2):
        son.answer(son.question, choice)
        son.go_on()
    place = page.url.split("#")[1]

    son.go_over_to("اردو")
    aunt = Respondent(page, token, "ur")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(aunt.button("Continue")).to_be_visible()
    assert page.url.split("#")[1] == place
    expect(page.locator("summary").filter(has_text="اردو")).to_be_focused()

    aunt.answer(aunt.question)
    aunt.go_on()
    page.go_back()
    assert page.url.split("#")[1] == place
    while not aunt.is_at_check():
        aunt.answer(aunt.question)
        aunt.go_on()
    expect(page.get_by_role("definition").filter(has_text=aunt.say("Not provided"))).to_have_count(
        0
    )
    aunt.go_on()
    aunt.question.get_by_role("radio").nth(1).check()
    aunt.button("Send my answers").dblclick()
    aunt.thanked()

    [row] = stored(token)
    assert (row["locale"], row["language_switches"]) == ("ur", 1)
    assert row["answers"]["answered_by"] == "self"
    scale = ["always", "mostly", "sometimes"]
    assert list(row["answers"].values())[:3] == scale


def test_the_browsers_back_button_walks_the_questions(page, tokens):
    someone = Respondent(page, tokens["families-friends"]).open()
    first = someone.heading
    someone.answer(someone.question)
    someone.go_on()
    second = someone.heading
    someone.go_on()
    page.go_back()
    expect(someone.question.get_by_role("heading")).to_have_text(second)
    page.go_back()
    expect(someone.question.get_by_role("heading")).to_have_text(first)
    expect(someone.question.get_by_role("radio").first).to_be_checked()
    page.go_forward()
    expect(someone.question.get_by_role("heading")).to_have_text(second)
