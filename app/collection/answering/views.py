"""What the respondents' templates are given: plain values, each already in the page's language."""

from dataclasses import dataclass
from datetime import date

from app.administration.organisation.contact_names import translated_name
from app.collection.links.pins import PinCheck
from app.kernel.localised import is_easy_read, language_of
from app.web.language import SOURCE_LANGUAGE as ENGLISH


@dataclass(frozen=True, slots=True)
class AnsweringLink:
    """The link a survey is answered at; the last day it can be answered is ``closes_on``.

    ``seal`` is the public key, as JSON, that answers are sealed to while they wait on a device;
    ``pin`` is what a shared tablet checks a PIN by. ``time_point`` is when it is answered (before,
    after, later) where it belongs to a training programme. ``event`` is shown beside the service's
    name: an event, or what else the answers are about; ``is_at_event`` says that it is an event.
    """

    token: str
    event: str | None = None
    closes_on: date | None = None
    kiosk: bool = False
    pinned: bool = False
    uses_cards: bool = False
    time_point: str | None = None
    pin: PinCheck | None = None
    seal: str = ""
    is_at_event: bool = False

    @property
    def is_handed_round(self) -> bool:
        """Whether many answer on one device: a shared tablet, or a volunteer's at an event."""
        return self.kiosk or self.is_at_event

    @property
    def asks_for_card(self) -> bool:
        """Whether the code of a card is asked for first; nobody has to give one."""
        return self.uses_cards or self.time_point is not None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """The service that is spoken of, and whom to call when somebody is not safe.

    ``phone`` and ``out_of_hours`` are the council's, ``reading`` says on which days comments are
    read, ``helper_phone`` is for a person who wants help with answering. ``translations`` has
    ``hours`` and ``reading`` in other languages than English, by names such as ``hours_cy``.
    ``responsible`` is the organisation that answers for what is kept; ``reader`` reads comments.
    """

    name: str
    council: str
    phone: str
    hours: str
    out_of_hours: str
    reading: str
    helper_phone: str | None = None
    translations: tuple[tuple[str, str], ...] = ()
    responsible: str = ""
    reader: str = ""

    def placeholders_in(self, locale: str) -> dict[str, str | None]:
        """What the texts of a survey may name, None where it is not known in the language."""
        return {
            "service": self.name,
            "council": self.council,
            "phone": self.phone,
            "out_of_hours": self.out_of_hours,
            "hours": self._own_words("hours", self.hours, locale),
            "reading": self._own_words("reading", self.reading, locale),
        }

    def _own_words(self, name: str, in_english: str, locale: str) -> str | None:
        language = language_of(locale)
        if language == ENGLISH:
            return in_english or None
        return dict(self.translations).get(translated_name(name, language)) or None


@dataclass(frozen=True, slots=True)
class BilingualText:
    """A text of the survey in the page's language, and in the second one shown under it."""

    text: str
    second: str | None = None


@dataclass(frozen=True, slots=True)
class PictureView:
    """A drawing in ``static/pictures``; an empty ``alt`` marks it as decoration."""

    name: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer that can be chosen.

    ``face`` is 1 (happiest) to 5, or None where no face is drawn; ``alone`` says that nothing
    else can be chosen beside it; ``worried`` that it shows the way to tell somebody.
    """

    code: str
    text: BilingualText
    is_chosen: bool = False
    alone: bool = False
    worried: bool = False
    face: int | None = None
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question of the page. ``rule`` is the JSON of who is asked it, None for everybody.

    ``values`` are the answer's values as a form carries them, none where there is no answer.
    ``most`` is how many characters a text may have.
    """

    id: str
    kind: str
    heading: BilingualText
    part: BilingualText | None = None
    hint: BilingualText | None = None
    picture: PictureView | None = None
    options: tuple[OptionView, ...] = ()
    non_substantive: tuple[OptionView, ...] = ()
    rule: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    earliest: str | None = None
    latest: str | None = None
    unit: BilingualText | None = None
    most: int | None = None
    values: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def all_options(self) -> tuple[OptionView, ...]:
        """The options in the order shown, the non-substantive last."""
        return self.options + self.non_substantive

    @property
    def several(self) -> bool:
        """Whether several answers can be chosen."""
        return self.kind == "multiple_choice"

    @property
    def is_written(self) -> bool:
        """Whether the answer is in the person's own words, so that helplines come before it."""
        return self.kind in ("short_text", "comment")

    @property
    def value(self) -> str:
        """The answer of a question with one box, empty where there is none."""
        return self.values[0] if self.values else ""

    @property
    def warns(self) -> bool:
        """Whether some answer shows the way to tell somebody."""
        return any(option.worried for option in self.all_options)

    @property
    def chosen(self) -> tuple[OptionView, ...]:
        """The options chosen."""
        return tuple(option for option in self.all_options if option.is_chosen)


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One language, or edition, that the page can be had in, and where."""

    locale: str
    name: str
    href: str
    is_current: bool = False

    @property
    def language(self) -> str:
        """The language's code."""
        return language_of(self.locale)


@dataclass(frozen=True, slots=True)
class Invitation:
    """One language on the first screen of a shared tablet; ``begin`` is said in that language."""

    choice: LanguageChoice
    edition: str
    begin: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the respondent has around its contents."""

    kind: str
    locale: str
    title: str
    token: str | None = None
    languages: tuple[LanguageChoice, ...] = ()
    edition: LanguageChoice | None = None
    second: str | None = None
    both: LanguageChoice | None = None
    kiosk: bool = False
    seal: str = ""
    pin: PinCheck | None = None
    is_draft: bool = False
    helper_phone: str | None = None
    service: str | None = None
    event: str | None = None
    is_handed_round: bool = False
    invited: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language's code."""
        return language_of(self.locale)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every locale that the page has sentences of, for the letters that it needs."""
        return tuple(each for each in (self.locale, self.second, *self.invited) if each)

    @property
    def named(self) -> tuple[str, ...]:
        """Every locale of which the page has the name."""
        return tuple(each.locale for each in self.languages)

    @property
    def is_easy_read(self) -> bool:
        """Whether this is the Easy Read edition."""
        return is_easy_read(self.locale)

    @property
    def survey_path(self) -> str | None:
        """Where the questions are, without the language."""
        return f"/s/{self.token}" if self.token else None

    @property
    def path(self) -> str | None:
        """Where the questions are in this language."""
        return f"/s/{self.token}/{self.locale}" if self.token else None

    def aside(self, kind: str) -> str:
        """Where a page beside the questions stands; some there are without a survey too."""
        return f"{self.path}/{kind}" if self.token else f"/{kind}/{self.language}"

    @property
    def has_form(self) -> bool:
        """Whether the page holds answers that another page has to take along."""
        return self.kind in ("document", "check")

    def posted(self, choice: LanguageChoice) -> str:
        """Where the answers are posted to go on in another language or edition."""
        return f"/s/{self.token}/{choice.locale}"

    @property
    def exit(self) -> str:
        """Where somebody goes who has to leave at once.

        A shared tablet stays with the survey, so that the next person finds it.
        """
        return (self.survey_path if self.kiosk else None) or "https://www.bbc.co.uk/weather"


@dataclass(frozen=True, slots=True)
class Helplines:
    """The four safety texts, each filled for the service."""

    emergency: BilingualText
    report: BilingualText
    urgent: BilingualText
    sharing: BilingualText


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the summary of problems.

    ``target`` is the id of the control to go to, None where no question is to blame.
    """

    message: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The questions of a survey as one page shows them.

    ``asked`` are those of ``questions`` that somebody with these answers is asked and can answer.
    """

    questions: tuple[QuestionView, ...]
    equality: tuple[QuestionView, ...]
    asked: tuple[QuestionView, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def equality_is_begun(self) -> bool:
        """Whether an equality question has an answer or a problem."""
        return any(each.values or each.problem for each in self.equality)

    @property
    def faces(self) -> tuple[int, ...]:
        """The faces that the page draws, each once, happiest first."""
        every = (*self.questions, *self.equality)
        return tuple(sorted({o.face for q in every for o in q.options if o.face is not None}))
