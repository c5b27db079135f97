"""What the provider recorded itself: people supported, cases, changes and training."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from app.comments.queue.cases import Case
from app.evidence.packs.collecting import at_least
from app.evidence.packs.content import Section
from app.evidence.packs.queries import ServiceState
from app.evidence.returns.lines import ReturnLine, sentences, table_of, to_fill
from app.evidence.returns.queries import Held, ReturnEvidence
from app.improvement.actions.queries import LogEntry
from app.improvement.training.plans import attendance_in_words
from app.kernel.clock import today
from app.kernel.days import long_date

ELSEWHERE: Final = (
    "Own Words knows only those found in what people wrote, in the next row. Add those that came "
    "in other ways."
)
BY_A_READER: Final = "A reader decided so of each comment, on a day within the dates."
BY_THE_LOG: Final = "The log of actions, by the days that are recorded in it."
WHOLE_ORGANISATION: Final = "the whole organisation"


def supported_section(found: ReturnEvidence) -> Section:
    """How many people are supported: nothing of it is held."""
    lines = (
        to_fill(
            f"People supported: {each.name}",
            sentences("Own Words keeps no list of people.", _closed(each)),
        )
        for each in found.services
    )
    return Section("supported", "Numbers supported", (table_of("supported", "People", lines),))


def complaint_lines(found: ReturnEvidence) -> Iterator[ReturnLine]:
    """Complaints, as far as they were found in what people wrote."""
    cases = [each for each in found.cases if not each.disposition.is_abuse]
    yield to_fill("Complaints received, in all", ELSEWHERE)
    yield _case_line("Of these, complaints found in what people wrote", cases, found)


def safeguarding_section(found: ReturnEvidence) -> Section:
    """Concerns about harm, as far as they were found in what people wrote."""
    cases = [each for each in found.cases if each.disposition.is_abuse]
    table = table_of(
        "safeguarding",
        "Concerns",
        (
            to_fill("Safeguarding concerns, in all", ELSEWHERE),
            _case_line("Of these, concerns found in what people wrote", cases, found),
            ReturnLine(
                "Of these, referred to somebody",
                sum(each.is_referred for each in cases),
                known="The steps that were recorded of each",
            ),
        ),
    )
    return Section("safeguarding", "Safeguarding concerns", (table,))


def changed_section(found: ReturnEvidence) -> Section:
    """What was done about what was heard, and what waits."""
    done = [each for each in found.log if _is_done(found, each)]
    promised = [each for each in found.log if _is_promised(found, each)]
    until = min(found.scope.last, today())
    late = sum(each.timeline is not None and each.timeline < until for each in promised)
    lines = [
        ReturnLine("Actions done within the dates", len(done), known=BY_THE_LOG),
        ReturnLine(
            "Actions decided and not yet done at the end",
            len(promised),
            known=BY_THE_LOG,
            note=f"Their day had passed: {late}." if promised else "",
        ),
        *map(_done_line, done),
    ]
    return Section("changed", "What changed", (table_of("changed", "Actions", lines),))


def training_section(found: ReturnEvidence) -> Section:
    """Sessions and attendance; which part of all staff that is, is not held."""
    by_programme: defaultdict[str, list[Held]] = defaultdict(list)
    for each in found.sessions:
        by_programme[each.programme].append(each)
    lines = [
        to_fill(
            "Staff trained, %",
            "Own Words counts who attended sessions and keeps no list of staff, so it knows no "
            "share of all staff.",
        ),
        ReturnLine(
            "Sessions held that are recorded in Own Words",
            len(found.sessions),
            known="The records of training, by the day of the session",
        ),
        *(_programme_line(found, *each) for each in by_programme.items()),
    ]
    return Section("training", "Staff training", (table_of("training", "Training", lines),))


def case_note(found: ReturnEvidence) -> str:
    """Which cases are in no count, and what to do about it."""
    if found.has_all_cases:
        kept = ""
    else:
        kept = (
            "Complaints and concerns that name or may be about whoever makes this return are kept "
            "from them and are in no count here. Where that may be so, let somebody else make it."
        )
    gone = "Where the answers are no longer kept, their service is not known; these are counted "
    return sentences(kept, "" if found.scope.is_all else f"{gone}for all services together only.")


def _closed(service: ServiceState) -> str:
    if service.closed_on is None:
        return ""
    return f"Its last link closed on {long_date(service.closed_on)}."


def _case_line(asked: str, cases: list[Case], found: ReturnEvidence) -> ReturnLine:
    kinds = Counter(each.disposition.name for each in cases)
    is_open = sum(each.is_open for each in cases)
    return ReturnLine(
        asked,
        len(cases),
        known=BY_A_READER,
        note=sentences(
            f"{'; '.join(f'{name} {number}' for name, number in sorted(kinds.items()))}."
            if len(kinds) > 1
            else "",
            f"Closed with an outcome: {len(cases) - is_open}. Still open: {is_open}."
            if cases
            else "",
            f"Comments of these months that nobody has read yet: {at_least(found.reading.unread)}.",
        ),
    )


def _is_done(found: ReturnEvidence, entry: LogEntry) -> bool:
    return entry.done_on is not None and found.scope.first <= entry.done_on <= found.scope.last


def _is_promised(found: ReturnEvidence, entry: LogEntry) -> bool:
    """Whether it was promised by the end of the dates, and not done by then."""
    last = found.scope.last
    return (
        entry.is_promised is True
        and entry.decided_on is not None
        and entry.decided_on <= last
        and (entry.done_on is None or entry.done_on > last)
    )


def _done_line(entry: LogEntry) -> ReturnLine:
    return ReturnLine(
        f"You said: {entry.issue}",
        f"We did: {entry.done}",
        known=f"Done on {long_date(entry.done_on)}",
        note=sentences(
            f"About {'; '.join(entry.services) or WHOLE_ORGANISATION}.",
            f"What shows it: {entry.evidence}" if entry.evidence else "",
        ),
    )


def _programme_line(found: ReturnEvidence, name: str, sessions: list[Held]) -> ReturnLine:
    attended: Counter[str] = Counter()
    for each in sessions:
        attended.update(each.line.attendance)
    missing = sum(not each.line.attendance for each in sessions)
    return ReturnLine(
        f"Attendances: {name}",
        sum(attended.values()) if attended else "",
        known=f"Counted at sessions on {_days(sessions)}",
        note=sentences(
            f"{attendance_in_words(attended)}." if attended else "",
            f"Nobody wrote down who attended {missing} of {len(sessions)} sessions."
            if missing
            else "",
            "Anyone who attended twice is counted twice.",
            "Staff of other services attended too and are counted with them."
            if not found.scope.is_all and any(each.line.service is None for each in sessions)
            else "",
        ),
    )


def _days(sessions: Iterable[Held]) -> str:
    return "; ".join(long_date(each.line.session.day) for each in sessions)
