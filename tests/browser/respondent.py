"""A respondent's hand: what is on the screen, found by role and name, and what is done with it."""

import re
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations, NullTranslations

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from playwright.sync_api import Locator, Page, expect

from app.kernel.languages import catalogue_folder
from app.kernel.localised import cldr_locale, language_of

COMMENT = "They put the radio on for prayers. دل سے شکریہ"
MOST_STEPS = 60


@cache
def interface(language: str) -> Callable[[str], str]:
    """The interface's words in a language, as the page has them."""
    path = catalogue_folder(language) / "messages.po"
    if not path.exists():
        return NullTranslations().gettext
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        with path.open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source, locale=cldr_locale(language)))
    with compiled.open("rb") as file:
        return GNUTranslations(file).gettext


class Respondent:
    """Somebody who answers a survey at a link in a locale."""

    def __init__(self, page: Page, token: str, locale: str = "en") -> None:
        self.page = page
        self.token = token
        self.locale = locale

    def say(self, words: str) -> str:
        """An interface message in the language of the page."""
        return interface(language_of(self.locale))(words)

    def open(self, query: str = "") -> "Respondent":
        """Open the survey, and wait for the page's script where there is any."""
        self.page.goto(f"/s/{self.token}/{self.locale}{query}")
        return self

    @property
    def question(self) -> Locator:
        """The question on the screen; without script, the first one."""
        # What is folded is a group too, and has no heading.
        headed = self.page.get_by_role("heading", level=2)
        return self.page.get_by_role("group").filter(has=headed).first

    @property
    def heading(self) -> str:
        """The text of the question on the screen."""
        return self.question.get_by_role("heading").inner_text()

    def button(self, words: str) -> Locator:
        """A button by its English name."""
        return self.page.get_by_role("button", name=self.say(words), exact=True)

    def link(self, words: str) -> Locator:
        """A link by its English name."""
        return self.page.get_by_role("link", name=self.say(words), exact=True)

    def go_over_to(self, name: str) -> None:
        """Choose another language by its own name, from the folded list."""
        self.page.locator(".languages summary").click()
        self.page.get_by_role("button", name=name, exact=True).click()

    def answer(self, group: Locator, choice: int = 0) -> None:
        """Give one answer to a question, whatever its kind; information takes none."""
        written = group.get_by_role("textbox")
        dated = group.locator("input[type=date]")
        choices = group.get_by_role("radio").or_(group.get_by_role("checkbox"))
        if dated.count():
            dated.fill("2026-01-15")
        elif written.count():
            is_number = written.get_attribute("inputmode") == "numeric"
            written.fill("3" if is_number else COMMENT)
        elif choices.count():
            choices.nth(choice).check()

    def go_on(self) -> None:
        """Press Continue, and wait until the next step is there."""
        before = self.page.url
        self.button("Continue").click()
        expect(self.page).not_to_have_url(before)

    def is_at_check(self) -> bool:
        """Whether "check your answers" is on the screen."""
        return self.page.url.endswith("#q-check")

    def to_check(
        self, look: Callable[[Page], None] = lambda page: None, *, is_answering: bool = True
    ) -> int:
        """Answer every question by its first choice, or none, up to "check your answers"."""
        for step in range(MOST_STEPS):
            look(self.page)
            if self.is_at_check():
                return step
            if is_answering:
                self.answer(self.question)
            self.go_on()
        raise AssertionError("the check page never came")

    def send(self) -> None:
        """From "check your answers" to the last page, declining the equality questions."""
        if self.button("Continue").count():
            self.go_on()
            self.question.get_by_role("radio").nth(1).check()
        self.button("Send my answers").click()
        self.thanked()

    def thanked(self) -> None:
        """Wait for the last page."""
        expect(self.page).to_have_url(re.compile(f"/s/{self.token}/{self.locale}/thanks"))
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(self.say("We have your answers"))
