"""How people were asked, how many answered, how satisfied they are, and who they are."""

from collections.abc import Iterator
from typing import Final

from app.collection.links.audiences import AUDIENCES
from app.collection.responses.tally import WHOLE_SCALE_MEASURE
from app.disclosure import Figure, Hidden, Masked, Reason
from app.evidence.packs.collecting import COLLECTED_BY, languages_in, ways
from app.evidence.packs.content import Section, Table, Text
from app.evidence.packs.feedback import counted, form_of, good_named, respondents_of, share_cells
from app.evidence.packs.queries import Offer
from app.evidence.returns.lines import (
    ReturnLine,
    hidden,
    sentences,
    table_of,
    to_fill,
)
from app.evidence.returns.queries import ReturnEvidence
from app.kernel.clock import weeks_in_words
from app.kernel.localised import english_name
from app.results.indicators.figures import QuestionFigures, SeriesFigures, words
from app.results.indicators.subjects import HELPER_ROLE
from app.surveys.definition import Survey

BESIDE: Final = Hidden(reason=Reason.BESIDE)
INTERPRETER: Final = "interpreter"
"""The answer of surveys/shared/who-is-answering that an interpreter helped."""

OPEN_LINKS: Final = (
    "Links and QR codes are open: nobody knows how many saw them, so there is no response rate."
)
NOBODY: Final = (
    "No answer of these months is in any figure. New answers are shown ten or more at a time, so a "
    "few may wait."
)
NO_LINK: Final = "No link to this survey took answers within the dates."
SATISFIED: Final = "Satisfied, %"
GROUPS_TOGETHER: Final = (
    "Groups of people are shown for all services together only, never for some."
)


def feedback_section(found: ReturnEvidence) -> Section:
    """A table for each series of answers, and one for each survey that nobody answered yet."""
    offers = {each.survey_id: each for each in found.offers}
    tables = [
        _table(f"feedback.{number}", found, each, offers.get(each.survey_id))
        for number, each in enumerate(found.series, start=1)
    ]
    answered = {each.survey_id for each in found.series}
    tables += [
        _waiting(f"feedback.{survey_id}", found, offer)
        for survey_id, offer in offers.items()
        if survey_id not in answered
    ]
    if not tables:
        tables = [table_of("feedback", "Nobody was asked", _lines_without_answers(None))]
    return Section("feedback", "Feedback", tuple(tables))


def equality_section(found: ReturnEvidence) -> Section:
    """Who answered, by what they said of themselves; of whom else is supported nothing is held."""
    everybody = to_fill(
        "Everybody supported, by protected characteristic",
        "Own Words knows only of those who answered and chose to say.",
    )
    blocks: list[Table | Text] = [table_of("equality", "People supported", [everybody])]
    if not found.scope.is_all:
        blocks.append(Text(GROUPS_TOGETHER, "note"))
    for number, series in enumerate(found.series, start=1):
        lines = list(_group_lines(series))
        if lines:
            title = f"What they said of themselves. {_named(found, series)}"
            blocks.append(table_of(f"equality.{number}", title, lines))
    return Section("equality", "Equality breakdown", tuple(blocks))


def interpreter_section(found: ReturnEvidence) -> Section:
    """Interpreters who helped to answer; of interpreters in care nothing is held."""
    lines = [
        to_fill(
            "Interpreters used in care and support",
            "Own Words keeps no record of care. It asks only who helped to answer.",
        )
    ]
    lines += [
        _interpreter_line(found, series, question)
        for series in found.series
        for question in series.questions
        if question.id == HELPER_ROLE
    ]
    table = table_of("interpreters", "Interpreters", lines)
    return Section("interpreters", "Interpreter use", (table,))


def formats_section(found: ReturnEvidence) -> Section:
    """In which languages and formats people could answer, and did."""
    lines = [
        to_fill(
            "Information given in accessible formats",
            "Own Words knows only in which formats people could give their views.",
        )
    ]
    for offer in found.offers:
        survey = found.newest(offer.survey_id)
        title = words(survey.title, survey)
        known = "The published survey"
        lines += [
            ReturnLine(
                f"Languages offered: {title}",
                "; ".join(english_name(each) for each in survey.languages),
                known=known,
            ),
            ReturnLine(
                f"Easy Read offered: {title}", "yes" if survey.easy_read else "no", known=known
            ),
        ]
    lines += [_languages_line(found, each) for each in found.series]
    return Section(
        "formats", "Accessible formats", (table_of("formats", "Languages and formats", lines),)
    )


def _table(
    table_id: str, found: ReturnEvidence, series: SeriesFigures, offer: Offer | None
) -> Table:
    return table_of(
        table_id,
        _named(found, series),
        (
            _method_line(offer),
            _asked_line(),
            _answered_line(series),
            *_satisfied(found.surveys[series.survey_id, series.version], series),
        ),
    )


def _waiting(table_id: str, found: ReturnEvidence, offer: Offer) -> Table:
    survey = found.newest(offer.survey_id)
    title = f"{AUDIENCES[survey.audience]}: “{words(survey.title, survey)}”"
    return table_of(table_id, title, _lines_without_answers(offer))


def _lines_without_answers(offer: Offer | None) -> tuple[ReturnLine, ...]:
    return (
        _method_line(offer),
        _asked_line(),
        ReturnLine("Number who answered", note=NOBODY),
        ReturnLine(SATISFIED, note=NOBODY),
    )


def _named(found: ReturnEvidence, series: SeriesFigures) -> str:
    asked = found.surveys[series.survey_id, series.version].audience
    return f"{respondents_of(series, asked)}: “{series.title}”, version {series.version}"


def _method_line(offer: Offer | None) -> ReturnLine:
    asked = "How feedback was asked for"
    if offer is None:
        return ReturnLine(asked, note=NO_LINK)
    return ReturnLine(asked, "; ".join(ways(offer)), known="Links that took answers then")


def _asked_line() -> ReturnLine:
    return to_fill("Number asked", OPEN_LINKS)


def _answered_line(series: SeriesFigures) -> ReturnLine:
    asked = "Number who answered"
    if isinstance(series.whole, Hidden):
        return hidden(asked, series.whole)
    return ReturnLine(
        asked,
        series.whole.base,
        known=f"Answers received. {weeks_in_words(*series.weeks)}" if series.weeks else "",
        note=sentences(
            *(
                f"{text.capitalize()}."
                for note, text in COLLECTED_BY.items()
                if note in series.notes
            ),
            _helped(series),
        ),
    )


def _helped(series: SeriesFigures) -> str:
    helped = series.helped_by_staff
    return "" if helped is None else f"Helped by our own staff: {helped}."


def _satisfied(survey: Survey, series: SeriesFigures) -> Iterator[ReturnLine]:
    """The question on the overall experience, in each form in which it was asked."""
    if series.hidden is not None:
        yield hidden(SATISFIED, series.hidden)
        return
    asked = [each for each in series.questions if each.measure == WHOLE_SCALE_MEASURE]
    if not asked:
        yield ReturnLine(
            SATISFIED,
            "Not asked",
            note="This survey has no question on the whole. The evidence pack has each question.",
        )
    for question in asked:
        yield _satisfied_line(survey, question)


def _satisfied_line(survey: Survey, question: QuestionFigures) -> ReturnLine:
    asked = f"{SATISFIED}: “{question.text}” ({form_of(survey, question)})"
    base, good = question.base, question.good
    if isinstance(base, Hidden) or good is None:
        return hidden(asked, base if isinstance(base, Hidden) else Hidden())
    share, likely = share_cells(good)
    non_substantive = [f"{label} {number}" for label, number in question.non_substantive]
    but = " but those set apart" if non_substantive else ""
    return ReturnLine(
        asked,
        share,
        base.base,
        sentences(
            f"{_count(good)}{good_named(survey, question)}, of all answers{but}.",
            f"95 % interval {likely}." if likely else "",
        ),
        sentences(
            f"Set apart: {'; '.join(non_substantive)}." if non_substantive else "",
            "" if question.not_answered is None else f"Not answered: {question.not_answered}.",
        ),
    )


def _count(share: Figure | Masked) -> str:
    """How many a share is of, which a masked one does not say."""
    return f"{share.count} of {share.base}: " if isinstance(share, Figure) else ""


def _group_lines(series: SeriesFigures) -> Iterator[ReturnLine]:
    """A line for each question with something to show, and one for all others together."""
    asked = [each for each in series.questions if each.is_about_the_person]
    kept = sum(each.hidden is not None for each in asked)
    for question in asked:
        if not isinstance(question.base, Hidden):
            yield _group_line(question, question.base.base)
    if kept:
        yield hidden(f"{kept} more question{'' if kept == 1 else 's'} on equality", BESIDE)


def _group_line(question: QuestionFigures, base: int) -> ReturnLine:
    shown = [each for each in question.shares if not isinstance(each.cell, Hidden)]
    some_hidden = len(shown) < len(question.shares)
    return ReturnLine(
        question.text,
        "; ".join(f"{each.label} {counted(each.cell)}" for each in shown),
        base,
        "What people who answered chose to say",
        f"Other groups: {BESIDE}" if some_hidden else "",
    )


def _interpreter_line(
    found: ReturnEvidence, series: SeriesFigures, question: QuestionFigures
) -> ReturnLine:
    asked = f"An interpreter helped to answer, %: {_named(found, series)}"
    cells = [each.cell for each in question.shares if each.code == INTERPRETER]
    if isinstance(question.base, Hidden):
        return hidden(asked, question.base)
    if not cells or isinstance(cells[0], Hidden):
        return hidden(asked, BESIDE)
    share, likely = share_cells(cells[0])
    return ReturnLine(
        asked,
        share,
        question.base.base,
        sentences(
            f"{_count(cells[0])}asked of people who said that somebody helped them.",
            f"95 % interval {likely}." if likely else "",
        ),
    )


def _languages_line(found: ReturnEvidence, series: SeriesFigures) -> ReturnLine:
    asked = f"Languages answered in: {_named(found, series)}"
    if isinstance(series.whole, Hidden):
        return hidden(asked, series.whole)
    return ReturnLine(
        asked,
        languages_in(series),
        series.whole.base,
        "The language of the page that was sent",
        "" if found.scope.is_all else "Of some services the languages are named and not counted.",
    )
