"""How the figures of a pack were made, and what is hidden and why: words that every pack has."""

from typing import Final

from app.evidence.packs.content import Section, Text
from app.results.feedback.shares import HOW_SHARES_ARE_SAID
from app.statistics.rounding import ROUNDING

HOW: Final = (
    "Good answers are the better end of a scale: the first two of five, the first of three, “very "
    "good” and “good” of the question on the overall experience, “yes” of a question that is "
    "answered by yes or no. Where a question is put the other way round it says so, and only its "
    "last answer, such as “never”, is good, unless the survey names others.",
    "n are people whose answer lies on the scale. “Don't know” and “does not apply” are set apart, "
    "except for the overall experience, where they are part of n. “Not answered” are people who "
    "were asked and left it out.",
    f"Percentages are whole and stand beside the counts that they are made of. {ROUNDING}",
    "Intervals are 95 % Wilson intervals: with this many people the true "
    "share is likely within them. Differences have Newcombe's interval.",
    "The standard survey and Easy Read have scales of other lengths, and versions of a survey may "
    "ask differently; they are shown separately and never added up. So do the answers of people "
    "themselves and what others answered for them.",
    "Families, friends and advocates are shown apart from people themselves. What partners pass on "
    "from people is people's experience, and their own view is theirs.",
    "Comments were read by a machine on this server; a person's correction wins. Where it was not "
    "sure enough, or a language was never tested, the comment is in no share. All comments of one "
    "person count once for each theme.",
    f"How many of all spoke of a theme: {HOW_SHARES_ARE_SAID}",
    "Quotes were masked, chosen and approved by a person, and translated by a speaker. They are "
    "examples and do not show how many people agree.",
    "Answering was voluntary. The figures show what those people said, and not how many of "
    "all would agree. What is shown next to an activity happened before or after it, and is not "
    "necessarily its effect.",
    "The questions that come with Own Words are in its own wording, and have not been validated in "
    "psychometric studies.",
)

HIDDEN: Final = (
    "Answers are released in groups of ten people or more of one service, and every figure is a "
    "sum of whole groups. So no two figures, of whatever services and months and whenever they "
    "were made, differ by a handful. A month with fewer is released with the months after it.",
    "Groups, languages and answers about the person are released for all services and all months "
    "together, whatever the dates of this pack.",
    "What is hidden says why. Where nearly everybody in a group gave one answer that is not a "
    "good one, they wait until others have answered differently, and the page says so.",
    "A quote is left out where fewer than 10 people of its kind wrote, and where its comment was "
    "ever treated as a concern about harm. Those go to the people who act on them.",
    "Numbers of unread and late comments are rounded, so that they give nobody away.",
)


def methods_section() -> Section:
    """The section on methods."""
    return Section(
        "methods",
        "Methods, and what is hidden and why",
        parts=(
            Section("methods.how", "How the figures were made", tuple(map(Text, HOW))),
            Section("methods.hidden", "What is hidden, and why", tuple(map(Text, HIDDEN))),
        ),
    )
