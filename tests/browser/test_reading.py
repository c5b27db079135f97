"""Reading comments and the quality review in a real browser: keys, one press, and no faults."""

import re

import pytest
from playwright.sync_api import expect

REVIEW = ("/staff/results", "/staff/results/similar", "/staff/results/comments",
          "/staff/results/agreement", "/staff/results/accuracy")  # fmt: skip
READING = (
    "/staff/comments",
    "/staff/comments/next",
    "/staff/comments/cases",
    "/staff/comments/quotes",
    "/staff/comments/people",
    "/staff/comments/themes",
)


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_has_accessibility_faults_or_scrolls_sideways(new_context, axe, sign_in, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    for path in (*REVIEW, *READING):
        page.goto(path)
        assert (path, axe(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.parametrize("width", [320, 1200])
def test_what_many_say_is_renamed_and_a_quarter_told(new_context, axe, sign_in, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    page.goto("/staff/results/similar")
    page.get_by_role("link", name="Rename or merge").first.click()
    page.get_by_role("textbox", name="Name").fill("Said at the table")
    page.get_by_role("button", name="Keep this name").click()
    expect(page.get_by_role("heading", name="Said at the table")).to_be_visible()
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth")) == ([], width)
    page.goto("/staff/results")
    page.get_by_role("combobox", name="Service").select_option(index=1)
    page.get_by_role("combobox", name="When").select_option(index=3)
    expect(page.get_by_role("heading", name="The quarter in a paragraph")).to_be_visible()
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth")) == ([], width)


def test_people_are_drawn_and_what_they_wrote_is_read_blind(new_context, axe, sign_in):
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    sign_in(page)
    page.goto("/staff/comments/sample")
    page.get_by_role("button", name="Draw the sample").click()
    drawn = page.get_by_role("link", name="Read the next comment")
    expect(drawn).to_be_visible()
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth")) == ([], 320)
    drawn.click()
    expect(page.get_by_role("heading", name="A comment of the sample")).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth")) == ([], 320)
    first = page.url
    page.get_by_role("radio").first.check()
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Keep and continue").click()
    page.wait_for_url(lambda url: url != first)
    assert axe(page) == []


def test_large_text_keeps_every_page_within_the_screen(new_context, sign_in):
    page = new_context(viewport={"width": 640, "height": 800}).new_page()
    sign_in(page)
    for path in (*REVIEW, *READING):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, 640)


def test_a_comment_is_read_by_keyboard_alone(new_context, sign_in):
    page = new_context().new_page()
    sign_in(page)
    page.goto("/staff/comments/next")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="In between")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Labelled by a person.")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("textbox", name="Reason")).to_be_focused()
    expect(page.get_by_label("Discriminatory, also for race or faith")).to_be_visible()
    page.keyboard.type("Mocked at prayer")
    page.get_by_label("Discriminatory, also for race or faith").check()
    page.get_by_role("button", name="Record and continue").click()
    expect(page.get_by_role("heading", name="What was decided and done")).to_be_visible()
    expect(page.get_by_text("Mocked at prayer")).to_be_visible()


def test_keys_can_be_turned_off_and_stay_off(new_context, sign_in):
    page = new_context().new_page()
    sign_in(page)
    page.goto("/staff/comments/next")
    page.get_by_role("button", name="Turn keys off").click()
    page.reload()
    expect(page.get_by_role("button", name="Turn keys on")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_role("radio", name="No concern")).not_to_be_checked()


def test_words_marked_in_the_comment_are_masked_in_one_press(new_context, sign_in):
    page = new_context().new_page()
    sign_in(page)
    page.goto("/staff/comments/next")
    words = page.locator("#words").inner_text()
    name = re.search(r"\w{3,}", words)[0]
    page.evaluate(
        """name => {
            const node = document.getElementById("words").firstChild;
            const start = node.textContent.indexOf(name);
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, start + name.length);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }""",
        name,
    )
    page.get_by_role("button", name="Mask the words marked above").click()
    expect(page.locator("#corrections blockquote")).to_contain_text("[name]")
    expect(page.get_by_label("Names to mask")).to_have_value(name)


def test_without_script_a_comment_is_corrected_and_decided(new_context, sign_in):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page)
    page.goto("/staff/comments")
    page.get_by_role("link", name="Read the first").click()
    page.get_by_role("button", name="Positive").click()
    expect(page.get_by_role("button", name="Positive")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("radio", name="Crime or immediate danger").check()
    page.get_by_label("Reason").fill("Tried out")
    concern = page.get_by_text("For a concern, an allegation or danger")
    if not page.get_by_label("Physical", exact=True).is_visible():
        concern.click()
    page.get_by_label("Physical", exact=True).check()
    page.get_by_role("button", name="Record and continue").click()
    expect(page.get_by_text("Recorded: Crime or immediate danger.")).to_be_visible()


def test_the_review_changes_with_the_service_without_a_reload(new_context, sign_in):
    page = new_context().new_page()
    sign_in(page)
    page.goto("/staff/results")
    page.get_by_label("Service", exact=True).select_option(index=1)
    expect(page.locator("#results h2").first).to_contain_text("made up")
    expect(page).to_have_url(re.compile("service="))


def test_the_review_prints_without_what_is_only_for_the_screen(new_context, sign_in):
    page = new_context(viewport={"width": 794, "height": 1123}).new_page()
    sign_in(page)
    page.goto("/staff/results")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Staff pages")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()


TRANSLATOR = """
    self.Translator = {
        availability: async ({sourceLanguage, targetLanguage}) =>
            sourceLanguage === "ur" && targetLanguage === "en" ? "downloadable" : "unavailable",
        create: async () => ({translate: async words => `${words.length} letters in English`}),
    };
"""


def foreign(page):
    """Go on through the queue until a comment in Urdu is there."""
    page.goto("/staff/comments/next")
    for _ in range(60):
        if page.locator("[data-draft][data-from=ur]").count():
            return
        page.get_by_role("link", name="Leave unread, next").click()
    pytest.fail("no comment in Urdu waits to be read")


def test_a_browser_that_translates_makes_a_draft_and_sends_nothing(new_context, sign_in):
    """Chromium has its translator in its branded builds only, so one of the same form stands in."""
    context = new_context()
    context.add_init_script(TRANSLATOR)
    page = context.new_page()
    sign_in(page, "reader")
    foreign(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    letters = len(page.locator("#words").text_content())
    page.get_by_role("button", name="Draft a translation on this device").click()
    expect(page.locator("output.draft")).to_have_text(
        f"A machine's draft: {letters} letters in English"
    )
    expect(page.get_by_text("It does not count as reading.")).to_be_visible()
    assert asked == []


def test_a_browser_that_does_not_translate_offers_no_draft(new_context, sign_in):
    page = new_context().new_page()
    sign_in(page, "reader")
    foreign(page)
    expect(page.locator("[data-draft]")).to_be_hidden()
