"""A return from what was found: the one content of the page and the files."""

from typing import Final

from app.evidence.packs.collecting import comment_sentence, waiting_sentence
from app.evidence.packs.content import Block, Pack, Section, Text
from app.evidence.returns.feedback import (
    equality_section,
    feedback_section,
    formats_section,
    interpreter_section,
)
from app.evidence.returns.lines import FILL, table_of
from app.evidence.returns.queries import ReturnEvidence
from app.evidence.returns.records import (
    case_note,
    changed_section,
    complaint_lines,
    safeguarding_section,
    supported_section,
    training_section,
)
from app.evidence.returns.words import compliment_lines
from app.kernel.days import long_date
from app.statistics.rounding import ROUNDING

TITLE: Final = "Provider quality return"
MADE_UP: Final = (
    "Demonstration: the services, the people and the answers in this return are made up."
)
BLANKS: Final = (
    f"Blank does not mean zero. Where the note says “{FILL}” Own Words does not hold it, and "
    "gives no guess."
)
HIDDEN: Final = (
    "Answers are released in parcels of ten people or more of one service, so that no two figures, "
    "of whatever services and months and whenever they were made, differ by a handful. A month "
    "with fewer is released with the months after it.",
    "Groups and languages are released for all services and all months together.",
    ROUNDING,
    "What is hidden says why.",
    "Complaints, concerns, actions and training are the provider's own records and are counted as "
    "they are, without a word of what anybody wrote.",
    "Versions of a survey, people themselves, their families, and what others answered for them "
    "are never added together.",
    "Answering was voluntary. The figures show what those people said, and not how many of "
    "all would say it.",
)


def return_of(found: ReturnEvidence) -> Pack:
    """The whole return."""
    return Pack(
        title=TITLE,
        facts=_facts(found),
        sections=(
            _about(found),
            supported_section(found),
            _complaints_section(found),
            safeguarding_section(found),
            feedback_section(found),
            changed_section(found),
            training_section(found),
            equality_section(found),
            interpreter_section(found),
            formats_section(found),
            Section("methods", "How it was counted, and what is hidden", tuple(map(Text, HIDDEN))),
        ),
        is_short=True,
    )


def _facts(found: ReturnEvidence) -> tuple[tuple[str, str], ...]:
    scope = found.scope
    return (
        ("Organisation", found.organisation),
        ("Services", scope.services_named),
        ("Dates asked for", f"{long_date(scope.first)} to {long_date(scope.last)}"),
        ("Months of answers", scope.months_named),
    )


def _about(found: ReturnEvidence) -> Section:
    scope = found.scope
    blocks: list[Block] = [Text(MADE_UP, "warning")] if found.is_demonstration else []
    blocks += [
        Text(BLANKS),
        Text(
            "Answers are released by whole months, so that nobody can be found by moving the dates "
            f"by a day: here {scope.months_named}. Complaints, concerns, actions and training are "
            "listed by the days asked for."
        ),
    ]
    note = case_note(found)
    if note:
        blocks.append(Text(note))
    return Section("about", "About this return", tuple(blocks))


def _complaints_section(found: ReturnEvidence) -> Section:
    lines = (*complaint_lines(found), *compliment_lines(found))
    blocks: list[Block] = [
        table_of("complaints", "Complaints, compliments and themes", lines),
        Text(comment_sentence(found.scope), "note"),
        Text(waiting_sentence(found.uncounted), "note"),
    ]
    return Section("complaints", "Complaints, compliments and themes", tuple(blocks))
