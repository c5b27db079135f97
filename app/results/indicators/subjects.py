"""What is counted: the subjects of sums, their codes, and what one response adds to them.

A subject is a question, by its id, or something that begins with a colon, as no id does. The codes
of a question are those of its options, and the colon codes below.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from app.collection.responses.gate import good_codes, is_equality, sensitive_codes
from app.collection.responses.tally import ANSWERED_BY, codes_of, counts_whole_scale, edition_of
from app.kernel.localised import language_of
from app.surveys.definition import Survey
from app.surveys.parts import EQUALITY_PART, Edition, Kind, Question
from app.surveys.rules import asked, questions_named

RESPONSES: Final = ":responses"
LOCALE: Final = ":locale"
NOTE: Final = ":note"
THEME: Final = ":theme"
GROUP: Final = ":group"
LINK: Final = ":link"

ASKED: Final = ":asked"
ANSWERED: Final = ":answered"
VALID_BASE: Final = ":placed"
TOTAL: Final = ":total"
"""People asked, answering, and giving a substantive answer; the sum of their numbers."""

GOOD: Final = "good"
NOT_GOOD: Final = "not_good"
LANGUAGE: Final = "language"
EQUALITY_WANTED: Final = "equality_wanted"
HELPER_ROLE: Final = "helper_role"
OWN_STAFF: Final = "care_worker"
"""The question of surveys/shared that asks who helped, and its answer that names our own staff."""

HELPED_BY_STAFF: Final = ":own_staff"
"""People whom our own staff helped, among those who said who answered, and released with them."""

YES: Final = "yes"
NO: Final = "no"


class Added(NamedTuple):
    """What a response adds: to the sums of its service, or of all services together only."""

    subject: str
    code: str
    number: int
    for_all_services: bool = False


def theme_subject(theme: str, edition: Edition) -> str:
    """The sums of a theme in one edition: scales of other lengths are not counted together."""
    return f"{THEME}:{theme}:{edition.value}"


def link_subject(token: str, question_id: str) -> str:
    """The sums of a question at one link, which belongs to an event or a partner."""
    return f"{LINK}:{token}:{question_id}"


def is_of_link(subject: str) -> bool:
    """Whether the sums are of one link; too few to release there join its service."""
    return subject.startswith(f"{LINK}:")


def without_link(subject: str) -> str:
    """The question of a subject that may be of one link."""
    return subject.split(":", 3)[3] if is_of_link(subject) else subject


def group_subject(grouping: str, group: str, question_id: str) -> str:
    """The sums of the people of one group who answered a question."""
    return f"{GROUP}:{grouping}:{group}:{question_id}"


def good_answers(question: Question) -> tuple[str, ...]:
    """The answers that are good; none where a question does not say which are.

    Those that the survey names, or the better end of a scale; "yes" of a question that measures
    something, "no" where reversed.
    """
    if is_equality(question):
        return ()
    if question.good or question.kind is Kind.RATING:
        return good_codes(question)
    best = NO if question.reverse else YES
    codes = {option.code for option in question.options}
    return (best,) if question.measure and {YES, NO} <= codes else ()


def sensitive_in(survey: Survey, subject: str) -> frozenset[str]:
    """Answers that must not be pinned on everybody who is counted in a subject.

    That somebody wants to answer the equality questions says nothing of them.
    """
    if subject.startswith(":"):
        return frozenset({NOT_GOOD})
    if subject == EQUALITY_WANTED:
        return frozenset()
    return sensitive_codes(survey.question(subject))


def is_released_by_month(survey: Survey, subject: str) -> bool:
    """Whether a subject is released month by month, by service; others are parted into groups."""
    if is_of_link(subject):
        return True
    if subject.startswith(":"):
        return subject == RESPONSES or subject.startswith(f"{THEME}:")
    return subject == EQUALITY_WANTED or survey.question(subject).part != EQUALITY_PART


def is_released_by_answers(survey: Survey, subject: str) -> bool:
    """Whether it is a question about the person, shown beside how many answered it."""
    return not subject.startswith(":") and not is_released_by_month(survey, subject)


def groupings(survey: Survey) -> tuple[Question, ...]:
    """The equality questions that part people into groups; follow-ups would part them too far."""
    equality = {question.id for question in survey.questions if is_equality(question)}
    return tuple(
        question
        for question in survey.questions
        if is_equality(question)
        and question.kind is Kind.SINGLE_CHOICE
        and not (
            question.ask_if
            and (set(questions_named(question.ask_if)) & equality) - {EQUALITY_WANTED}
        )
    )


class Adding:
    """What each response to one version of a survey adds to the sums."""

    def __init__(self, survey: Survey) -> None:
        self._asking = {
            edition: _Asking(survey, edition) for edition in (Edition.STANDARD, Edition.EASY_READ)
        }

    def added(
        self, *, locale: str, week: str, answers: Mapping[str, Any] | None, notes: list[str]
    ) -> Iterator[Added]:
        """Everything that one response adds; without answers, that somebody answered only."""
        yield Added(RESPONSES, week, 1)
        yield Added(LOCALE, locale, 1)
        for note in set(notes):
            yield Added(NOTE, note, 1)
        if answers is not None:
            yield from self._asking[edition_of(locale)].added(locale, answers)


class _Asking:
    """One edition of a survey, worked out once, since every response asks for it."""

    def __init__(self, survey: Survey, edition: Edition) -> None:
        self._edition = edition
        self._questions = survey.questions_in(edition)
        self._counted = frozenset(question.id for question in survey.counted)
        self._groups = {
            question.id: frozenset(option.code for option in question.options)
            for question in groupings(survey)
        }
        self._good = {question.id: good_answers(question) for question in self._questions}
        self._non_substantive = {
            question.id: frozenset(
                ()
                if counts_whole_scale(question)
                else (option.code for option in question.non_substantive)
            )
            for question in self._questions
        }

    def added(self, locale: str, answers: Mapping[str, Any]) -> Iterator[Added]:
        """What the closed answers add, question by question, by theme and by group."""
        themes: defaultdict[str, list[bool]] = defaultdict(list)
        groups = [(LANGUAGE, language_of(locale))]
        groups += [
            (grouping, answers[grouping])
            for grouping, codes in self._groups.items()
            if answers.get(grouping) in codes
        ]
        for question in asked(self._questions, answers):
            if question.id not in self._counted:
                continue
            yield from self._of_question(question, answers)
            is_good = self._is_good(question, answers)
            if is_good is not None:
                if question.theme:
                    themes[question.theme].append(is_good)
                for grouping, group in groups:
                    subject = group_subject(grouping, group, question.id)
                    yield from _shares(subject, is_good, for_all_services=True)
        for theme, each_good in themes.items():
            subject = theme_subject(theme, self._edition)
            yield from _shares(subject, all(each_good), for_all_services=False)

    def _of_question(self, question: Question, answers: Mapping[str, Any]) -> Iterator[Added]:
        alone = is_equality(question)
        # Beside each answer of a question about the person stands who answered it, and no other
        # number of people: less the answers released it would be a handful.
        is_beside_answers = alone and question.id != EQUALITY_WANTED
        if not is_beside_answers:
            yield Added(question.id, ASKED, 1, alone)
        if question.id not in answers:
            return
        answer = answers[question.id]
        yield Added(question.id, ANSWERED, 1, alone)
        if isinstance(answer, int):
            yield Added(question.id, TOTAL, answer, alone)
        if question.id == ANSWERED_BY and OWN_STAFF in (answers.get(HELPER_ROLE) or ()):
            yield Added(question.id, HELPED_BY_STAFF, 1, alone)
        codes = codes_of(question, answer)
        for code in codes:
            yield Added(question.id, code, 1, alone)
        is_valid = not codes or not self._non_substantive[question.id].issuperset(codes)
        if is_valid and not is_beside_answers:
            yield Added(question.id, VALID_BASE, 1, alone)

    def _is_good(self, question: Question, answers: Mapping[str, Any]) -> bool | None:
        """Whether the answer is good; None where there is none that could be."""
        good = self._good[question.id]
        answer = answers.get(question.id)
        if not good or not isinstance(answer, str) or answer in self._non_substantive[question.id]:
            return None
        return answer in good


def _shares(subject: str, is_good: bool, *, for_all_services: bool) -> Iterator[Added]:
    yield Added(subject, VALID_BASE, 1, for_all_services)
    yield Added(subject, GOOD if is_good else NOT_GOOD, 1, for_all_services)
