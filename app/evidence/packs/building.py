"""A pack from what was gathered: the one content of every format."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.collection.responses.reporting_groups import AUDITORS
from app.evidence.frameworks.definition import Framework, Status
from app.evidence.frameworks.library import digest, map_document
from app.evidence.packs.activities import activities_section
from app.evidence.packs.asking import FrameworkChoice
from app.evidence.packs.collecting import (
    all_in_all_section,
    breaks,
    collecting_section,
    comment_sentence,
)
from app.evidence.packs.content import Block, Cell, Pack, Quotation, Section, Table, Text
from app.evidence.packs.feedback import counted_cells, respondents_of
from app.evidence.packs.methods import methods_section
from app.evidence.packs.months import months_section
from app.evidence.packs.queries import Gathered
from app.evidence.packs.sections import (
    Sorting,
    brief_section,
    framework_sections,
    left_section,
    overview,
)
from app.improvement.actions.queries import LogEntry
from app.kernel.clock import today
from app.kernel.days import long_date
from app.results.indicators.equity import EquityFigures
from app.results.indicators.gaps import Gap, Verdict, comparisons
from app.results.indicators.subjects import LANGUAGE
from app.statistics.intervals import points

MADE_UP: Final = "Demonstration: the services, the people and the answers in this pack are made up."
NO_RATING: Final = (
    "This pack shows what people said and what leaders did. It holds no score and no rating, and "
    "none can be worked out from it or is predicted by it."
)
TURNED: Final = "put the other way round: a higher share is better"
LOG_COLUMNS: Final = (
    "Action",
    "Issue",
    "Timeline",
    "Responsible person",
    "State",
    "What was done",
    "On the public page",
    "Services",
)
EQUITY_COLUMNS: Final = (
    "Question",
    "Who",
    "Group",
    "n",
    "Good answers",
    "Good answers, %",
    "Beside everyone else who said theirs",
    "Difference, points",
    "95 % interval",
)


def pack_of(
    found: Gathered, asked: Sequence[FrameworkChoice], beside: Sequence[FrameworkChoice]
) -> Pack:
    """The whole pack."""
    sortings = [Sorting(found, each) for each in asked]
    sections: list[Section | None] = [_about(found, asked)]
    for each in sortings:
        name = each.framework.name
        parts = (overview(each), *framework_sections(each))
        sections.append(Section(each.framework.id, name, _introduction(each.framework), parts))
        sections.append(left_section(each))
    sections += [brief_section(Sorting(found, each)) for each in beside]
    sections += [
        all_in_all_section(found),
        _equity_section(found),
        activities_section(found.activities),
        _log_section(found),
        collecting_section(found),
        months_section(found),
        methods_section(),
    ]
    return Pack(
        title=f"Evidence for {' and '.join(each.framework.name for each in asked)}",
        facts=tuple(_facts(found, asked, beside)),
        sections=tuple(each for each in sections if each is not None),
    )


def _facts(
    found: Gathered, asked: Sequence[FrameworkChoice], beside: Sequence[FrameworkChoice]
) -> Iterator[tuple[str, str]]:
    scope = found.scope
    yield "Organisation", found.organisation
    yield "Services", scope.services_named
    yield "Dates asked for", f"{long_date(scope.first)} to {long_date(scope.last)}"
    yield "Months shown", scope.months_named
    day = min(scope.last, today())
    for each in (*asked, *beside):
        framework = each.framework
        yield "Framework", f"{framework.name} ({framework.id}, version {framework.version})"
        yield "State of the framework", f"On {long_date(day)}: {framework.standing(day)}"
        if framework.status_checked:
            yield "State last checked", framework.status_checked
        yield "Mapping", f"By {_judged(each)}"


def _judged(asked: FrameworkChoice) -> str:
    theme_map = asked.theme_map
    carried = f", carried over from {theme_map.carried_from} by a crosswalk"
    mark = digest(map_document(theme_map))
    return f"{theme_map.author}{carried if theme_map.carried_from else ''} (map {mark})"


def _about(found: Gathered, asked: Sequence[FrameworkChoice]) -> Section:
    blocks: list[Block] = []
    if found.is_demonstration:
        blocks.append(Text(MADE_UP, "warning"))
    for each in asked:
        if each.framework.status is Status.DRAFT:
            blocks.append(Text(f"{each.framework.name} is a draft and not in force.", "warning"))
        elif not each.framework.is_in_force(min(found.scope.last, today())):
            blocks.append(Text(f"{each.framework.name} is not in force at the end.", "warning"))
        if not each.theme_map.themes:
            blocks.append(Text(f"Nothing is mapped to {each.framework.name} yet.", "warning"))
    scope = found.scope
    blocks += [
        Text(
            "Answers are kept by week and released by whole months, so that nobody can be found by "
            f"moving the dates by a day. The dates {long_date(scope.first)} to "
            f"{long_date(scope.last)} are widened to the whole months {scope.months_named}; a week "
            "belongs to the month of its Thursday. Activities of leaders are listed by the days "
            "asked for."
        ),
        Text(comment_sentence(scope)),
        Text(NO_RATING),
        *(Text(each, "warning") for each in breaks(found)),
    ]
    if not found.series:
        blocks.append(Text("Nobody has answered in these months.", "gap"))
    return Section("about", "About this pack", tuple(blocks))


def _introduction(framework: Framework) -> tuple[Block, ...]:
    return (
        *(Text(each) for each in framework.introduction),
        *(Quotation(each.text, each.source) for each in framework.quotations),
    )


def _log_section(found: Gathered) -> Section:
    intro = Text(
        "What was heard, what was decided, by when and by whom, and the outcome: open at any "
        "time within the dates, or decided or done within them."
    )
    if not found.log:
        gap = Text("No action is recorded for these dates.", "gap")
        return Section("actions", "Action plan and what was done", (intro, gap))
    table = Table(
        "actions", "Action plan", LOG_COLUMNS, tuple(_log_row(each) for each in found.log)
    )
    return Section("actions", "Action plan and what was done", (intro, table))


def _log_row(entry: LogEntry) -> tuple[Cell, ...]:
    state = {"heard": "Heard, not decided", "decided": "Decided", "done": "Done"}[entry.state]
    if entry.is_promised is False:
        state = "Decided not to"
    elif entry.is_overdue:
        state = "Overdue"
    done = f"{entry.done} ({long_date(entry.done_on)})" if entry.done else ""
    evidence = f" What shows it: {entry.evidence}" if entry.evidence else ""
    action = entry.action or "Not decided yet"
    reason = f" Because: {entry.reason}" if entry.is_promised is False and entry.reason else ""
    return (
        f"{action}{reason}",
        entry.issue,
        long_date(entry.timeline) or "no day",
        entry.responsible_person or "nobody yet",
        state,
        f"{done}{evidence}",
        "yes" if entry.is_published else "no",
        "; ".join(entry.services) or "the whole organisation",
    )


def _equity_section(found: Gathered) -> Section:
    title = "Differences between groups"
    if not found.scope.is_all:
        note = Text("Groups of people are shown for all services together only, never for some.")
        return Section("equity", title, (note,))
    text = [
        each
        for each in found.equity
        if each.audience != AUDITORS and any(isinstance(g.gap, Gap) for g in each.groups)
    ]
    made = comparisons(group.gap for each in text for group in each.groups)
    rows = tuple(row for each in text for row in _equity_rows(found, each))
    blocks: list[Block] = [
        Text(
            "The share of good answers of each group compared with everyone else who answered the "
            "question and said theirs, of all services and all months together, whatever the dates "
            f"of this pack: {made} comparisons were made. "
            f"Listed are the {len(rows)} whose 95 % interval (Newcombe) leaves zero out; of all "
            "others there are too few answers to say. With so many comparisons about one in twenty "
            "looks like a difference by chance. A difference is not its own cause."
        )
    ]
    if rows:
        blocks.append(Table("equity", title, EQUITY_COLUMNS, rows))
    else:
        blocks.append(Text("No difference is larger than chance would explain.", "gap"))
    return Section("equity", title, tuple(blocks))


def _equity_rows(found: Gathered, each: EquityFigures) -> Iterator[tuple[Cell, ...]]:
    survey = found.surveys[each.survey_id, each.version]
    is_turned = survey.question(each.question_id).reverse
    who = respondents_of(each, survey.audience)
    for group in each.groups:
        gap = group.gap
        if isinstance(gap, Gap) and gap.verdict is not Verdict.TOO_FEW and group.good is not None:
            base = getattr(group.good, "base", "")
            name = group.name
            if each.grouping != LANGUAGE:
                name = f"{each.grouping_name} – {name}"
            difference = gap.difference
            yield (
                f"{each.text} ({TURNED})" if is_turned else each.text,
                who,
                f"Answered in {name}" if each.grouping == LANGUAGE else name,
                base,
                *counted_cells(group.good)[:2],
                str(gap.verdict),
                points(difference.difference),
                f"{points(difference.low)} to {points(difference.high)}",
            )
