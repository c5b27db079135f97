"""What stands in a paper booklet: every question of one edition of a survey, in one language."""

from collections.abc import Iterator
from typing import Any, Final

from flask_babel import gettext, pgettext

from app.collection.printing.conditions import Numbered, rule_in_words
from app.collection.printing.drawings import face_svg, picture_svg
from app.collection.printing.posters import days_open, ways_to_get_help
from app.collection.printing.queries import Printable
from app.collection.printing.words import Voice
from app.surveys.parts import EQUALITY_PART, SAFETY_TEXTS, Edition, Kind, Option, Part, Question

PLAIN_POINTS, EASY_READ_POINTS = 14, 16
LINES: Final = {Kind.SHORT_TEXT: 2, Kind.COMMENT: 7}
CODE_LINE: Final = "…" * 12
Words = dict[str, Any]


class Booklet:
    """One booklet; `words` and `pictures` are what the template `booklet` is filled with."""

    def __init__(self, about: Printable, locale: str, base_url: str) -> None:
        self.about = about
        self.voice = Voice(locale, about, base_url)
        self.pictures: dict[str, str] = {}
        edition = Edition.EASY_READ if self.voice.is_easy_read else Edition.STANDARD
        self._shown = frozenset(each.id for each in about.survey.questions_in(edition))
        self._numbered = _numbered(about, edition)

    def words(self) -> Words:
        """All values, each text in the booklet's language."""
        survey, voice = self.about.survey, self.voice
        with voice.in_language():
            return {
                "language": voice.setting,
                "points": EASY_READ_POINTS if voice.is_easy_read else PLAIN_POINTS,
                "title": voice.say(survey.title),
                "service": self.about.service,
                "event": self.about.event,
                "version": f"{survey.id} · {survey.version} · {voice.locale}",
                "booklet": gettext("Booklet number"),
                "booklet_note": gettext("Staff write the number. It does not say who you are."),
                "front": list(self._front()),
                "parts": [self._part(part) for part in survey.parts],
                "helplines": self._helplines(),
                "worried": pgettext("safety", "If someone is not safe"),
                "last": list(self._last()),
            }

    def _front(self) -> Iterator[str]:
        survey, voice = self.about.survey, self.voice
        asked = [each for _, each in self._numbered.values() if each.part != EQUALITY_PART]
        yield f"{voice.say(survey.introduction)} {voice.say(survey.length, count=len(asked))}"
        yield gettext(
            "We do not ask your name. In a small service someone may still guess who wrote a "
            "comment."
        )
        yield gettext("Tick the box beside your answer, or write on the lines.")
        if self.about.asks_for_card:
            yield gettext("The code on your card, if you have one: %(line)s", line=CODE_LINE)
        yield " ".join(ways_to_get_help(voice))
        yield gettext(
            "You can answer on a phone or computer too. Go to %(host)s and type %(code)s.",
            host=voice.fixed(voice.host),
            code=voice.fixed(self.about.short_code),
        )
        yield from days_open(voice)
        state = survey.translations.get(voice.language)
        if state and state.is_draft:
            yield gettext("This translation is a draft. A speaker has not checked it yet.")

    def _last(self) -> Iterator[Words]:
        yield {
            "heading": gettext("How to give it back"),
            "text": gettext(
                "Put this booklet in an envelope and close it. Put it in the box for answers, or "
                "ask someone you trust to do it."
            ),
        }
        yield {
            "heading": gettext("Who reads it, and what happens next"),
            "text": self.voice.say(self.about.survey.next_steps),
        }

    def _helplines(self) -> list[str]:
        safety = self.about.survey.safety
        if safety:
            return [self.voice.say(safety[name]) for name in SAFETY_TEXTS]
        return list(self._general_helplines())

    def _general_helplines(self) -> Iterator[str]:
        """The same where the survey has no texts of its own, because it asks for none."""
        yield pgettext("safety", "If you or someone else is in danger now, call 999.")
        yield pgettext(
            "safety", "To report abuse or neglect, call adult social care at your local council."
        )

    def _part(self, part: Part) -> Words:
        shown = [each for each in part.questions if each.id in self._shown]
        return {
            "heading": self.voice.say(part.heading) if part.heading and shown else None,
            "questions": [self._question(each) for each in shown],
        }

    def _question(self, question: Question) -> Words:
        voice, rule = self.voice, question.ask_if
        number = self._numbered.get(question.id)
        picture = question.picture.name if question.picture and voice.is_easy_read else None
        return {
            "id": question.id,
            "number": f"{voice.fixed(str(number[0]))}." if number else None,
            "text": voice.say(question.text),
            "hint": voice.say(question.hint) if question.hint else None,
            "rule": rule_in_words(rule, self._numbered, voice) if rule else None,
            "how": _how_to_answer(question),
            "picture": self._drawn(picture),
            "options": list(self._options(question)),
            "lines": LINES.get(question.kind, 0),
            "boxes": _boxes(question),
            "unit": voice.say(question.unit) if question.unit else None,
        }

    def _options(self, question: Question) -> Iterator[Words]:
        faces = question.face_numbers or (None,) * len(question.options)
        for option, number in zip(question.options, faces, strict=True):
            yield self._option(option, self._face(number))
        for option in question.non_substantive:
            yield self._option(option, None) | {"beside": option is question.non_substantive[0]}

    def _option(self, option: Option, face: str | None) -> Words:
        picture = option.picture.name if option.picture and self.voice.is_easy_read else None
        text = self.voice.say(option.text)
        return {"text": text, "picture": face or self._drawn(picture), "beside": False}

    def _drawn(self, name: str | None) -> str | None:
        """The name, when there is such a drawing, which is then handed to the typesetter."""
        svg = picture_svg(name) if name else None
        if name is None or svg is None:
            return None
        self.pictures[name] = svg
        return name

    def _face(self, number: int | None) -> str | None:
        if number is None:
            return None
        name = f"face {number}"
        self.pictures[name] = face_svg(number)
        return name


def _numbered(about: Printable, edition: Edition) -> Numbered:
    asked = (each for each in about.survey.questions_in(edition) if each.is_answerable)
    return {question.id: (number, question) for number, question in enumerate(asked, 1)}


def _how_to_answer(question: Question) -> str:
    several, one = gettext("Tick every box that fits."), gettext("Tick one box.")
    if not question.all_options:
        return ""
    how: str = several if question.kind is Kind.MULTIPLE_CHOICE else one
    return how


def _boxes(question: Question) -> list[str | None]:
    """Boxes to write figures in: one for a number, three with their names for a date."""
    if question.kind is Kind.DATE:
        return [gettext("Day"), gettext("Month"), gettext("Year")]
    return [None] if question.kind is Kind.NUMBER else []
