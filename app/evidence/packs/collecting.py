"""The sections about how people were heard: who, how, in which languages, and who read it."""

from collections.abc import Iterator
from typing import Final

from app.collection.links.audiences import AUDIENCES
from app.disclosure import THRESHOLD, Hidden, is_safe_size
from app.evidence.packs.asking import Scope
from app.evidence.packs.comments import CommentCut, fixed_periods, period_words
from app.evidence.packs.content import Cell, Section, Table, Text
from app.evidence.packs.feedback import (
    ALL_IN_ALL_COLUMNS,
    WHO_ORDER,
    counted_cells,
    feeling_cells,
    respondents_of,
)
from app.evidence.packs.queries import Gathered, Offer, ReadingState, ServiceState
from app.kernel.clock import today, weeks_in_words
from app.kernel.days import long_date
from app.kernel.localised import english_name
from app.results.feedback.cuts import FeedbackCut
from app.results.indicators.figures import SeriesFigures
from app.results.indicators.months import months_between

ROUNDED_TO: Final = 10
SERIES_COLUMNS: Final = (
    "Survey",
    "Version",
    "Who",
    "n",
    "First and last week",
    "Languages and forms answered in",
    "Helped by our own staff",
    "Helped by our own staff, %",
    "95 % interval",
    "Taken down by staff",
)
OFFER_COLUMNS: Final = ("Survey", "Languages", "Easy Read", "Ways to answer")
COLLECTED_BY: Final = {"paper": "some from paper", "interview": "some in an interview"}


def collecting_section(found: Gathered) -> Section:
    """How people were heard."""
    series = sorted(
        found.series,
        key=lambda each: (
            WHO_ORDER.index(each.audience),
            each.by_proxy,
            each.survey_id,
            each.version,
        ),
    )
    blocks: list[Table | Text] = []
    if series:
        blocks.append(
            Table(
                "collection",
                "Who answered, and how",
                SERIES_COLUMNS,
                tuple(_series_row(found, each) for each in series),
                notes=tuple(_series_notes(found)),
            )
        )
    else:
        blocks.append(Text("Nobody has answered in these months.", "gap"))
    blocks += [Text(each, "warning") for each in breaks(found)]
    if found.offers:
        blocks.append(
            Table("offers", "How answers could be given", OFFER_COLUMNS, tuple(_offer_rows(found)))
        )
    blocks.append(
        Table(
            "services",
            "Services",
            ("Service, by the name it has now", "Recorded here since", "Open for answers"),
            tuple((each.name, long_date(each.since), _is_open(each)) for each in found.services),
        )
    )
    return Section("heard", "How people were heard", (*blocks, reading_text(found.reading)))


def breaks(found: Gathered) -> Iterator[str]:
    """Where another version of a survey began within the dates: the series are never joined."""
    versions: dict[str, set[int]] = {}
    for each in found.series:
        versions.setdefault(each.survey_id, set()).add(each.version)
    for survey_id, numbers in sorted(versions.items()):
        if len(numbers) > 1:
            title = next(each.title for each in found.series if each.survey_id == survey_id)
            named = " and ".join(str(each) for each in sorted(numbers))
            yield (
                f"“{title}” was answered in versions {named}. Their figures stand apart and are "
                "never added together, since the questions may have changed."
            )


def at_least(number: int) -> str:
    """A number of comments in words that hide one more or one fewer, also where there is one."""
    if not is_safe_size(number):
        return f"fewer than {THRESHOLD}"
    return f"{number // ROUNDED_TO * ROUNDED_TO} or more"


def comment_sentence(scope: Scope) -> str:
    """By which months comments are released, and which are left out."""
    periods = fixed_periods(scope, today())
    if not periods:
        return (
            "Comments are counted by whole quarters, so that no two counts differ by a few people. "
            "No whole quarter lies in these months, so comments are not counted here."
        )
    named = "; ".join(period_words(each, today()) for each in periods)
    text = {
        month
        for each in periods
        for month in months_between(*FeedbackCut(period=each).months(today()))
    }
    if text == set(months_between(scope.first_month, scope.last_month)):
        return f"Comments are counted for fixed periods: {named}."
    return (
        f"Comments are counted for fixed periods: {named}. Comments of other months are in no "
        "count here."
    )


def waiting_sentence(uncounted: int) -> str:
    """How many people's comments are in no count yet, rounded."""
    return (
        "People whose comments wait to be read by the machine and are in no count yet: "
        f"{at_least(uncounted)}."
    )


def all_in_all_section(found: Gathered) -> Section:
    """What everybody wrote, whatever it was about."""
    rows = tuple(_all_in_all_row(each) for each in found.comments if each.has_anybody)
    block: Table | Text = Text("Nobody wrote a comment in the periods that are counted.", "gap")
    if rows:
        block = Table("comments", "Comments, whatever they are about", ALL_IN_ALL_COLUMNS, rows)
    blocks: list[Table | Text] = [Text(comment_sentence(found.scope), "note"), block]
    blocks += [Text(each) for each in found.paragraphs]
    blocks.append(Text(waiting_sentence(found.uncounted), "note"))
    return Section("comments", "What comments said, all in all", tuple(blocks))


def _all_in_all_row(each: CommentCut) -> tuple[Cell, ...]:
    who = (
        f"{AUDIENCES[each.audience]}, {each.service}" if each.service else AUDIENCES[each.audience]
    )
    period = period_words(each.period, today())
    everything = each.results.everything
    if each.results.hidden is not None:
        return (who, period, str(each.results.hidden), *[""] * 7)
    return (who, period, everything.spoke or "", *feeling_cells(everything))


def _series_row(found: Gathered, series: SeriesFigures) -> tuple[Cell, ...]:
    survey = found.surveys[series.survey_id, series.version]
    who = respondents_of(series, survey.audience)
    if isinstance(series.whole, Hidden):
        return (series.title, series.version, who, str(series.whole), *[""] * 6)
    return (
        series.title,
        series.version,
        who,
        series.whole.base,
        weeks_in_words(*series.weeks) if series.weeks else "",
        languages_in(series),
        *_helped(series),
        "; ".join(words for note, words in COLLECTED_BY.items() if note in series.notes),
    )


def languages_in(series: SeriesFigures) -> str:
    """The languages and forms that a series was answered in, as far as they may be released."""
    return "; ".join(name if n is None else f"{name} {n}" for name, n in series.languages)


def _helped(series: SeriesFigures) -> tuple[Cell, Cell, Cell]:
    helped = series.helped_by_staff
    if helped is None or isinstance(helped, Hidden):
        return "", "not asked" if helped is None else str(helped), ""
    return counted_cells(helped)


def _series_notes(found: Gathered) -> Iterator[str]:
    yield (
        "n are answers, not people invited. Links and QR codes are open: we cannot know how many "
        "people saw them, so no response rate is given."
    )
    yield (
        "Languages are those of all months together; one that fewer than 10 answered in has no "
        "name here."
    )
    if not found.scope.is_all:
        yield (
            "Of some services the languages are named and not counted, because the counts of two "
            "services could be subtracted from each other."
        )


def _offer_rows(found: Gathered) -> Iterator[tuple[Cell, ...]]:
    for offer in found.offers:
        versions = [each for (name, _), each in found.surveys.items() if name == offer.survey_id]
        if versions:
            survey = max(versions, key=lambda each: each.version)
            yield (
                survey.title.in_locale(survey.languages[0]),
                "; ".join(english_name(each) for each in survey.languages),
                "yes" if survey.easy_read else "no",
                "; ".join(ways(offer)),
            )


def ways(offer: Offer) -> Iterator[str]:
    """The ways in which a survey could be answered."""
    yield "link, QR code and short code"
    yield "printed booklet, typed in by staff"
    yield "interview page, read out by a helper"
    if offer.is_on_tablets:
        yield "shared tablet"
    if offer.uses_cards:
        yield "single-use cards"
    if offer.at_events:
        yield "at events"


def _is_open(service: ServiceState) -> str:
    if not service.has_links:
        return "It never had a link"
    if service.closed_on is not None:
        return f"No: its last link closed on {long_date(service.closed_on)}"
    return "Yes"


def reading_text(reading: ReadingState) -> Text:
    """How many comments wait and how many were late, rounded."""
    return Text(
        f"Comments of these months that nobody has read yet: {at_least(reading.unread)}. "
        f"Comments that nobody had read in time, within these dates: "
        f"{at_least(reading.late)}. A comment is late when it was not read by the end of the "
        "next working day."
    )
