"""The made-up services of the demonstration, and what their year was like."""

from dataclasses import dataclass
from typing import Final

from app.collection.events.attendance import CountKind

ORGANISATION: Final = "Demonstration – made up"

# Numbers that Ofcom keeps free for drama; nobody answers them.
CONTACTS: Final = {
    "council": "Examplebury Council (made up)",
    "phone": "01632 960001",
    "hours": "Monday to Friday, 9 am to 5 pm",
    "out_of_hours": "01632 960002",
    "lead": "the safeguarding lead (made up)",
    "deputy": "the deputy safeguarding lead (made up)",
    "reader": "the quality lead (made up)",
    "reading": "every working day",
    "help_phone": "01632 960003",
    "hours_cy": "dydd Llun i ddydd Gwener, 9 y bore i 5 y prynhawn",
    "reading_cy": "bob diwrnod gwaith",
    "hours_pl": "od poniedziałku do piątku, od 9:00 do 17:00",
    "reading_pl": "w każdy dzień roboczy",
    "hours_ro": "de luni până vineri, între orele 9 și 17",
    "reading_ro": "în fiecare zi lucrătoare",
    "hours_pa": "ਸੋਮਵਾਰ ਤੋਂ ਸ਼ੁੱਕਰਵਾਰ, ਸਵੇਰੇ 9 ਵਜੇ ਤੋਂ ਸ਼ਾਮ 5 ਵਜੇ ਤੱਕ",
    "reading_pa": "ਹਰ ਕੰਮ ਵਾਲੇ ਦਿਨ",
    "hours_ur": "پیر سے جمعہ، صبح 9 بجے سے شام 5 بجے تک",
    "reading_ur": "ہر کام کے دن",
    "hours_pt": "de segunda a sexta-feira, das 9h às 17h",
    "reading_pt": "todos os dias úteis",
    "hours_ar": "من الاثنين إلى الجمعة، من 9 صباحًا إلى 5 مساءً",
    "reading_ar": "كل يوم عمل",
    "hours_bn": "সোমবার থেকে শুক্রবার, সকাল 9টা থেকে বিকেল 5টা",
    "reading_bn": "প্রতি কাজের দিন",
    "hours_gu": "સોમવારથી શુક્રવાર, સવારે 9 થી સાંજે 5",
    "reading_gu": "દરેક કામકાજના દિવસે",
    "hours_zh_Hans": "周一至周五，上午9点至下午5点",
    "reading_zh_Hans": "每个工作日",
    "hours_so": "Isniin ilaa Jimce, 9ka subaxnimo ilaa 5ta galabnimo",
    "reading_so": "maalin kasta oo shaqo",
}

PEOPLE: Final = "people-supported"
FAMILIES: Final = "families-friends"
PARTNERS: Final = "community-partners"
STAFF: Final = "staff-confidence"
AUDIT: Final = "inclusive-practice-audit"
AUDIENCES: Final = {
    PEOPLE: "people",
    FAMILIES: "families",
    PARTNERS: "partners",
    STAFF: "staff",
    AUDIT: "auditors",
}

WEEKS: Final = 52
TRAINING_WEEK: Final = 30
"""Staff of the services were trained in this week of the year shown, counted from 0."""


@dataclass(frozen=True)
class MadeUpService:
    """One service: how content people are there (0 to 1), what changed, and who answered.

    `training` is added after the training, `languages` are weights, `answers` how many responses
    each survey has, events aside.
    """

    name: str
    content: float
    training: float
    languages: dict[str, float]
    answers: dict[str, int]


SERVICES: Final = (
    MadeUpService(
        name="Maple Row care home (made up)",
        content=0.74,
        training=0.08,
        languages={"en": 0.62, "cy": 0.08, "ur": 0.30},
        answers={PEOPLE: 320, FAMILIES: 170, PARTNERS: 45, STAFF: 230, AUDIT: 60},
    ),
    MadeUpService(
        name="Harbour Street home care (made up)",
        content=0.66,
        training=0.12,
        languages={"en": 0.70, "cy": 0.05, "ur": 0.25},
        answers={PEOPLE: 240, FAMILIES: 130, PARTNERS: 30, STAFF: 200, AUDIT: 48},
    ),
    MadeUpService(
        name="Lantern Court extra care (made up)",
        content=0.80,
        training=0.04,
        languages={"en": 0.55, "cy": 0.40, "ur": 0.05},
        answers={PEOPLE: 190, FAMILIES: 90, PARTNERS: 8, STAFF: 140, AUDIT: 36},
    ),
)


@dataclass(frozen=True)
class MadeUpEvent:
    """A day at a service, in a week of the year shown or later, and its answers.

    `answers` is how many responses each survey has, `attendance` how many attended and whether
    they were counted, `done` which steps of the running sheet are ticked.
    """

    name: str
    service: str
    week: int
    partner: str
    place: str
    languages: tuple[str, ...]
    answers: dict[str, int]
    done: tuple[str, ...]
    attendance: tuple[int, CountKind] | None = None
    gave: str | None = None
    is_kiosk: bool = False


BEFORE: Final = ("languages", "reader", "host", "print", "charge", "open")
DURING: Final = ("card", "corner", "script", "tally", "paper")

EVENTS: Final = (
    MadeUpEvent(
        name="Autumn open day (made up)",
        service="Maple Row care home (made up)",
        week=44,
        partner="Maple Row friends' group (made up)",
        place="The garden room",
        languages=("en", "ur"),
        answers={FAMILIES: 64},
        attendance=(118, CountKind.COUNTED),
        gave="Baked, poured tea and kept the door.",
        done=(*BEFORE, *DURING, "sent", "comments", "told"),
    ),
    MadeUpEvent(
        name="Lamps and lunch (made up)",
        service="Harbour Street home care (made up)",
        week=50,
        partner="Quayside temple kitchen (made up)",
        place="The temple hall, side entrance",
        languages=("en", "ur"),
        answers={PARTNERS: 46},
        attendance=(60, CountKind.ESTIMATED),
        gave="The hall, lunch for everybody, and two interpreters.",
        done=(*BEFORE, *DURING, "sent"),
        is_kiosk=True,
    ),
    MadeUpEvent(
        name="Winter songs and tea (made up)",
        service="Lantern Court extra care (made up)",
        week=54,
        partner="Lantern Lane choir (made up)",
        place="The lounge",
        languages=("en", "cy", "cy-easyread"),
        answers={PEOPLE: 0, FAMILIES: 0},
        done=("reader", "host"),
        is_kiosk=True,
    ),
)

HARDER: Final = {
    "customs_kept": -0.06,
    "culture_known": -0.10,
    "acts_on_feedback": -0.12,
    "supervision_covers_equality": -0.14,
    "confident_challenging_remarks": -0.12,
    "hair_skin_care_recorded": -0.30,
    "festivals_recorded": -0.12,
    "not_treated_worse": 0.16,
    "respected": 0.08,
    "visitors_welcome": 0.08,
    "overall_experience": 0.04,
}
"""Measures on which answers are worse or better than on others."""

WEIGHTS: Final = {
    "answered_by": (58, 26, 11, 5),
    "helper_role": (38, 8, 10, 34, 4, 6),
    "speaking_as": (62, 38),
    "equality_wanted": (88, 12),
    "age_band": (0, 2, 4, 5, 8, 12, 20, 30, 19),
    "sex": (62, 38),
    "gender_same_as_birth": (99, 1),
    "ethnic_group": (61, 3, 27, 7, 2),
    "ethnic_white": (90, 3, 1, 1, 5),
    "ethnic_asian": (20, 60, 12, 3, 5),
    "religion": (28, 38, 1, 5, 1, 22, 4, 1),
    "health_condition": (80, 20),
    "sexual_orientation": (93, 3, 3, 1),
    "main_language": (60, 1, 2, 1, 2, 5, 3, 1, 1, 1, 16, 7, 0),
}
"""How often each answer is given, in the order of the options; else the first ones more often."""

MOODS: Final = {
    "what_is_good": "good",
    "works_well": "good",
    "people_said": "said",
    "helped_with": "helped",
    "will_change": "plan",
    "has_changed": "changed",
    "would_help": "help",
    "evidence": "evidence",
    "notes": "notes",
}
"""Which of the comments fit a question; else those about what should be better."""
