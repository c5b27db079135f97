"""Made-up answers to any survey: by the kind of question, with a mood that each person has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from ruamel.yaml import YAML

from app.collection.responses.gate import is_equality
from app.demonstration.story import HARDER, MOODS, TRAINING_WEEK, WEIGHTS, MadeUpService
from app.kernel.localised import language_of
from app.surveys.answers import canonical_answers
from app.surveys.parts import Kind, Option, Question
from app.surveys.rules import applicable_answers

NON_SUBSTANTIVE: Final = 0.04
SKIPPED: Final = 0.06
WRITES: Final = 0.24
WRITES_MORE: Final = 0.3
SPREAD: Final = 0.2
CHOSEN: Final = 0.35
SCALES: Final = (Kind.RATING, Kind.YES_NO)

Comments = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""Language → audience → mood → sentences."""


@cache
def load_comments() -> Comments:
    """The made-up comments, read once: each link has some of them."""
    comments: Comments = YAML(typ="safe").load(Path(__file__).with_name("comments.yaml"))
    return comments


@dataclass(frozen=True)
class MadeUpPerson:
    """Somebody made up, who answers in one week of the year shown (0 is the first)."""

    service: MadeUpService
    audience: str
    locale: str
    week: int
    monday: date
    mood: float
    gives_equality: bool

    @property
    def is_after_training(self) -> bool:
        """Whether the staff of the service had been trained by then."""
        return self.week >= TRAINING_WEEK


class Answering:
    """Gives the answers of one person after another."""

    def __init__(self, random: Random, comments: Comments) -> None:
        self._random = random
        self._comments = comments

    def answers_of(self, person: MadeUpPerson, questions: Iterable[Question]) -> dict[str, Any]:
        """The person's canonical answers, to the questions that they were asked only."""
        every = tuple(questions)
        drafted = {question.id: self._answer(question, person) for question in every}
        return canonical_answers(every, applicable_answers(every, _without_blanks(drafted)))

    def _answer(self, question: Question, person: MadeUpPerson) -> Any:
        if self._skips(question, person):
            return None
        if question.is_text:
            return self._comment(question, person)
        match question.kind:
            case Kind.INFORMATION:
                return None
            case Kind.NUMBER:
                return self._number(question)
            case Kind.DATE:
                return (person.monday + timedelta(days=self._random.randrange(5))).isoformat()
            case Kind.MULTIPLE_CHOICE:
                return self._several(question)
        return self._one(question, person)

    def _skips(self, question: Question, person: MadeUpPerson) -> bool:
        if is_equality(question) and (question.is_text or not person.gives_equality):
            return True
        return self._random.random() < (1 - WRITES if question.is_text else SKIPPED)

    def _one(self, question: Question, person: MadeUpPerson) -> str:
        if question.non_substantive and self._random.random() < NON_SUBSTANTIVE:
            return self._random.choice(question.non_substantive).code
        if question.id == "moment":
            return self._time_point(question, person)
        weights = WEIGHTS.get(question.id)
        if weights is None and (question.kind in SCALES or question.options[0].code == "yes"):
            return self._on_scale(question, person)
        fitting = weights if weights and len(weights) == len(question.options) else None
        [chosen] = self._random.choices(
            question.options, weights=fitting or _first_ones_more(question.options)
        )
        return chosen.code

    def _on_scale(self, question: Question, person: MadeUpPerson) -> str:
        """Higher is better; the better answers stand first, and last where it is reversed."""
        height = person.mood + HARDER.get(question.measure or "", 0) + self._random.gauss(0, SPREAD)
        if person.is_after_training:
            height += person.service.training
        steps = len(question.options)
        place = int((1 - min(max(height, 0.001), 0.999)) * steps)
        return question.options[steps - 1 - place if question.reverse else place].code

    def _time_point(self, question: Question, person: MadeUpPerson) -> str:
        """Before the training, or after it: the first option or the last."""
        return question.options[-1 if person.is_after_training else 0].code

    def _several(self, question: Question) -> list[str]:
        together = [option.code for option in question.options if not option.exclusive]
        chosen = [code for code in together if self._random.random() < CHOSEN]
        return chosen or [self._random.choice(together)]

    def _number(self, question: Question) -> int:
        low = question.minimum or 0
        high = question.maximum if question.maximum is not None else low + 100
        return min(high, low + 1 + int(abs(self._random.gauss(0, 8))))

    def _comment(self, question: Question, person: MadeUpPerson) -> str:
        of_language = self._comments[language_of(person.locale)]
        of_audience = of_language[person.audience]
        mood = MOODS.get(question.id, "better")
        sentences = of_audience.get(mood) or next(iter(of_audience.values()))
        count = 2 if self._random.random() < WRITES_MORE and len(sentences) > 1 else 1
        # A short answer is one line; a comment may be two sentences.
        count = 1 if question.kind is Kind.SHORT_TEXT else count
        return " ".join(self._random.sample(list(sentences), count))


def _without_blanks(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: answer for name, answer in answers.items() if answer is not None}


def _first_ones_more(options: Sequence[Option]) -> list[float]:
    return [1 / place for place in range(1, len(options) + 1)]
