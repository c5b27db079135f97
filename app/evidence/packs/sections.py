"""The sections about places of a framework, and about what belongs to none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.comments.machine.engine.themes import theme_of
from app.evidence.frameworks.definition import Framework, Statement, ThemeMap
from app.evidence.frameworks.views import ACTIVITY_NAMES
from app.evidence.packs.activities import ONE_BY_ONE, activities_table
from app.evidence.packs.asking import FrameworkChoice
from app.evidence.packs.audited import Audited, audited, audits_table
from app.evidence.packs.content import Block, Cell, Section, Table, Text
from app.evidence.packs.feedback import (
    CATEGORIES,
    CHANGE_COLUMNS,
    COMMENT_COLUMNS,
    OBSERVATION,
    OUTCOMES,
    PARTNERS,
    PEOPLE,
    PROCESSES,
    QUESTION_COLUMNS,
    STAFF,
    UNKNOWN,
    AnsweredQuestion,
    Feedback,
    answered,
    places_of,
    quoted,
    themes,
)
from app.evidence.packs.queries import Gathered
from app.kernel.activities import Activity

KINDS_OF_EVIDENCE: Final = (PEOPLE, STAFF, PARTNERS, PROCESSES, UNKNOWN)
OWN_NAMES: Final = {
    PEOPLE: "What people and those close to them said",
    STAFF: "What staff said",
    PARTNERS: "What partners said",
    OBSERVATION: "Observation",
    PROCESSES: "What leaders did",
    OUTCOMES: "Outcomes",
    UNKNOWN: "What people said without saying who they are",
}
BRIEF_COLUMNS: Final = ("Question", "Who", *QUESTION_COLUMNS[3:7])
BRIEF: Final = (
    "What people, families, staff and partners said themselves. What others answered for them, and "
    "audits, stand under the statements above."
)
AUDITS_HIDDEN: Final = "Not shown, because the criterion applied to fewer than 10 records: "
HIDDEN_NOTE: Final = "Not shown, to protect people; the tables say why for each: "


@dataclass
class FrameworkPlace:
    """One place of a framework with everything that belongs there."""

    statement: Statement
    feedback: dict[str, Feedback] = field(
        default_factory=lambda: {each: Feedback() for each in KINDS_OF_EVIDENCE}
    )
    activities: list[Activity] = field(default_factory=list)
    audits: list[Audited] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is there, hidden things included."""
        return not (self.activities or self.audits) and not any(
            each.answered or each.themes or each.quotes for each in self.feedback.values()
        )

    @property
    def has_evidence(self) -> bool:
        """Whether anything may be shown."""
        return (
            bool(self.activities)
            or any(each.is_shown for each in self.audits)
            or any(each.is_shown for each in self.feedback.values())
        )


class Sorting:
    """Sorts all that was gathered into the places of one framework, and keeps what has none."""

    def __init__(self, found: Gathered, asked: FrameworkChoice) -> None:
        self.framework: Framework = asked.framework
        self.places = {each.id: FrameworkPlace(each) for each in asked.framework.places}
        self.left = FrameworkPlace(Statement("not-yet-mapped", "Not yet mapped"))
        theme_map = asked.theme_map
        for each in answered(found):
            meant = found.surveys[each.series.survey_id, each.series.version].audience
            category = CATEGORIES[each.series.audience]
            for place in self._at(places_of(each, theme_map, meant)):
                place.feedback[category].answered.append(each)
        for comment_theme in themes(found):
            audience = comment_theme.cut.audience
            for place in self._at(theme_map.places(theme=comment_theme.code, audience=audience)):
                place.feedback[CATEGORIES[audience]].themes.append(comment_theme)
        for theme, audience, quote in quoted(found):
            for place in self._at(theme_map.places(theme=theme, audience=audience)):
                place.feedback[CATEGORIES[audience]].quotes.append(quote)
        for criterion in audited(found.rounds):
            for place in self._at(criterion.places(theme_map)):
                place.audits.append(criterion)
        for activity in found.activities:
            for place in self._at(activity_places(activity, theme_map)):
                place.activities.append(activity)

    def _at(self, ids: Iterable[str]) -> list[FrameworkPlace]:
        """The places of these ids; what belongs nowhere goes to what is not mapped."""
        found = [self.places[each] for each in dict.fromkeys(ids) if each in self.places]
        return found or [self.left]

    @property
    def gaps(self) -> list[str]:
        """The names of the places without anything."""
        return [str(each.statement.label) for each in self.places.values() if each.is_empty]

    @property
    def too_few(self) -> list[str]:
        """The names of the places of which nothing may be shown."""
        return [
            str(each.statement.label)
            for each in self.places.values()
            if not each.is_empty and not each.has_evidence
        ]


def activity_places(activity: Activity, theme_map: ThemeMap) -> tuple[str, ...]:
    """Where an activity belongs: by its kind, and by the themes that it is about."""
    found = list(theme_map.acts.get(str(activity.kind), ()))
    for theme in sorted(activity.themes):
        found += theme_map.places(theme=theme_of(theme))
    return tuple(dict.fromkeys(found))


def framework_sections(sorting: Sorting) -> tuple[Section, ...]:
    """A section for each heading of a framework, with its places below it."""
    framework = sorting.framework
    return tuple(
        Section(
            id=f"{framework.id}.{question.id}",
            title=question.label,
            parts=tuple(
                place_section(framework, sorting.places[place.id])
                for place in question.places
                if place.id in sorting.places
            ),
        )
        for question in framework.key_questions
    )


def place_section(framework: Framework, place: FrameworkPlace) -> Section:
    """Everything about one place."""
    statement = place.statement
    blocks: list[Block] = []
    if statement.summary:
        blocks.append(Text(f"What the framework looks at, in short: “{statement.summary}”", "note"))
    if place.is_empty:
        blocks.append(Text(f"No evidence yet: {statement.label}.", "gap"))
    parts = [
        part
        for category in KINDS_OF_EVIDENCE
        if (part := _category_section(framework, place, category)) is not None
    ]
    return Section(
        f"{framework.id}.{statement.id}", str(statement.label), tuple(blocks), tuple(parts)
    )


def left_section(sorting: Sorting) -> Section | None:
    """What belongs to no place yet, or None where all of it does."""
    if sorting.left.is_empty:
        return None
    section = place_section(sorting.framework, sorting.left)
    name = sorting.framework.name
    text = Text(f"What follows is not mapped to {name} yet. It is shown all the same.")
    return Section(section.id, f"Not yet mapped: {name}", (text,), section.parts)


def overview(sorting: Sorting) -> Section:
    """What there is for each place, in one table, and the gaps."""
    framework = sorting.framework
    kinds = [each for each in (PEOPLE, STAFF, PARTNERS) if each in KINDS_OF_EVIDENCE]
    blocks: list[Block] = [
        Table(
            id=f"{framework.id}.overview",
            title="Evidence for each statement",
            columns=(
                "FrameworkPlace",
                *(name_of(framework, each) for each in kinds),
                name_of(framework, PROCESSES),
            ),
            rows=tuple(_overview_row(each, kinds) for each in sorting.places.values()),
            notes=(
                "Own Words holds no observations. Outcomes are shown only where something was "
                "measured over time by a method that is named; nothing here is filed as one.",
            ),
        )
    ]
    if sorting.gaps:
        blocks.append(Text(f"No evidence yet: {'; '.join(sorting.gaps)}.", "gap"))
    if sorting.too_few:
        blocks.append(Text(f"Too few answers to show: {'; '.join(sorting.too_few)}.", "gap"))
    return Section(f"{framework.id}.what-there-is", "Evidence, and gaps", tuple(blocks))


def brief_section(sorting: Sorting) -> Section:
    """A framework on one page: its headings, with figures and activities only."""
    framework = sorting.framework
    return Section(
        id=f"{framework.id}.brief",
        title=framework.name,
        blocks=tuple(Text(each) for each in (*framework.introduction, BRIEF)),
        parts=tuple(_brief_part(framework, sorting.places[place.id]) for place in framework.places),
        is_page=True,
    )


def name_of(framework: Framework, category: str) -> str:
    """What a kind of evidence is called: the framework's name for it, or our own."""
    return framework.category(category) or OWN_NAMES[category]


def _category_section(framework: Framework, place: FrameworkPlace, category: str) -> Section | None:
    found = place.feedback[category]
    blocks = list(_feedback_blocks(f"{framework.id}.{place.statement.id}.{category}", found))
    if category == PROCESSES:
        blocks += _audit_blocks(f"{framework.id}.{place.statement.id}.audits", place.audits)
    if category == PROCESSES and place.activities:
        table_id = f"{framework.id}.{place.statement.id}.acts"
        blocks.append(activities_table(table_id, place.activities))
    if not blocks:
        return None
    section_id = f"{framework.id}.{place.statement.id}.{category}"
    return Section(section_id, name_of(framework, category), tuple(blocks))


def _feedback_blocks(table_id: str, found: Feedback) -> Iterator[Block]:
    if found.shown:
        yield Table(
            f"{table_id}.questions",
            "Closed questions",
            QUESTION_COLUMNS,
            tuple(each.row for each in found.shown),
        )
    changes = tuple(dict.fromkeys(_changes(found.shown)))
    if changes:
        yield Table(f"{table_id}.change", "Change over time", CHANGE_COLUMNS, changes)
    if found.shown_themes:
        yield Table(
            f"{table_id}.comments",
            "Comments",
            COMMENT_COLUMNS,
            tuple(each.row for each in found.shown_themes),
        )
    yield from found.quotes
    if found.hidden:
        yield Text(f"{HIDDEN_NOTE}{'; '.join(found.hidden)}.", "note")


def _audit_blocks(table_id: str, found: Sequence[Audited]) -> Iterator[Block]:
    shown = [each for each in found if each.is_shown]
    if shown:
        yield audits_table(table_id, shown)
    hidden = [each.named for each in found if not each.is_shown]
    if hidden:
        yield Text(f"{AUDITS_HIDDEN}{'; '.join(hidden)}.", "note")


def _changes(shown: Iterable[AnsweredQuestion]) -> Iterator[tuple[Cell, ...]]:
    """What the months of each question show; one without a month that may be shown is left out."""
    for each in shown:
        if each.months is not None and each.months.chart is not None:
            yield each.words, each.who, each.months.title, each.months.words


def _overview_row(place: FrameworkPlace, kinds: Sequence[str]) -> tuple[Cell, ...]:
    activities = len(place.activities)
    audits = place.feedback[PROCESSES]
    processes = [f"{activities} act{'' if activities == 1 else 's'}"] if activities else []
    criteria = {each.found.criterion.text for each in place.audits if each.is_shown}
    if audits.shown or criteria:
        processes.append(_counted(len(audits.shown) + len(criteria), "audit question"))
    return (
        str(place.statement.label),
        *(_there_is(place.feedback[each]) for each in kinds),
        "; ".join(processes) or _there_is(audits),
    )


def _there_is(found: Feedback) -> str:
    parts = [
        _counted(number, name)
        for number, name in (
            (len(found.shown), "question"),
            (len({each.code for each in found.shown_themes}), "theme of comments"),
            (len(found.quotes), "quote"),
        )
        if number
    ]
    return "; ".join(parts) or ("too few to show" if found.hidden else "none yet")


def _counted(number: int, name: str) -> str:
    if number == 1:
        return f"1 {name}"
    return f"{number} {name.replace('theme of', 'themes of') if ' of ' in name else f'{name}s'}"


def _brief_part(framework: Framework, place: FrameworkPlace) -> Section:
    rows = tuple(
        (*each.row[:2], *each.row[3:7])
        for category in (PEOPLE, STAFF, PARTNERS)
        for each in place.feedback[category].shown
        if each.is_own_view
    )
    section_id = f"{framework.id}.{place.statement.id}"
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(f"{section_id}.brief", "What was said", BRIEF_COLUMNS, rows))
    if place.activities:
        kinds = Counter(ACTIVITY_NAMES[str(activity.kind)] for activity in place.activities)
        done = "; ".join(f"{name} {number}" for name, number in sorted(kinds.items()))
        blocks.append(Text(f"What leaders did, listed under “{ONE_BY_ONE}”: {done}."))
    if not blocks:
        blocks.append(Text(f"No evidence yet: {place.statement.label}.", "gap"))
    return Section(section_id, str(place.statement.label), tuple(blocks))
