"""The respondent's pages, made from a survey, a link and a service.

Everything here is a pure function of its arguments: no clock, no chance, no request. The same
arguments give the same bytes, so that a page can be stored by anybody.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Protocol

from flask import render_template
from flask_babel import force_locale, gettext

from app.collection.answering.contents import Speaker, contents_of, values_of
from app.collection.answering.frames import WELCOME, frame_of, helplines_of, path_of
from app.collection.answering.phones import phone_links
from app.collection.answering.views import (
    AnsweringLink,
    BilingualText,
    Contents,
    Frame,
    Invitation,
    LanguageChoice,
    QuestionView,
    ServiceView,
)
from app.collection.answering.words import reasons, words_of_limits
from app.kernel.localised import autonym, cldr_locale, is_easy_read, language_of
from app.surveys.definition import Survey
from app.surveys.parts import EQUALITY_PART
from app.web.language import long_day

Answers = Mapping[str, Any]
Problems = Mapping[str, str]
NOTHING: Mapping[str, Any] = {}
CARD = "card"
TIME_POINT = "moment"
INDENTATION = re.compile(r"\n[ \n]+")
# What the shipped surveys' questions about help have for an answer where a volunteer helped.
INTERVIEWED: Mapping[str, Any] = {
    "answered_by": "self_with_help",
    "helper_role": "volunteer",
    "help_type": ["read", "wrote"],
}


class RenderAbout(Protocol):
    """A page about a survey that takes no answers: thanks, or one beside the questions."""

    def __call__(
        self,
        *,
        survey: Survey,
        link: AnsweringLink,
        service: ServiceView,
        locale: str,
        second: str | None = None,
    ) -> str: ...


def render_document(
    *,
    survey: Survey,
    link: AnsweringLink,
    service: ServiceView,
    locale: str,
    second: str | None = None,
    answers: Answers = NOTHING,
    problems: Problems = NOTHING,
    language_switches: int = 0,
    focus: str = "",
    is_interview: bool = False,
) -> str:
    """The survey as one page: every question in one form.

    ``answers`` fill the form in, canonical or as they were written; ``problems`` maps question
    ids to sentences in the page's language; ``focus`` is the id of the question to begin at.
    In an interview a volunteer reads it out, and the form says so of itself.
    """
    return _render(
        "document", survey, link, service, locale, second,
        contents=lambda: _contents(
            survey, link, Speaker(locale, second), {**_known(survey, link), **answers}, problems
        ),
        switches=language_switches,
        focus=focus,
        words=_script_words,
        is_interview=is_interview,
        is_empty=answers in (NOTHING, INTERVIEWED),
    )  # fmt: skip


def render_check(
    *,
    survey: Survey,
    link: AnsweringLink,
    service: ServiceView,
    locale: str,
    submission_id: str,
    answers: Answers,
    second: str | None = None,
    problems: Problems = NOTHING,
    language_switches: int = 0,
    notice: str = "",
    is_interview: bool = False,
) -> str:
    """ "Check your answers", for a browser without script; the answers travel in the form."""
    return _render(
        "check", survey, link, service, locale, second,
        contents=lambda: _contents(survey, link, Speaker(locale, second), answers, problems),
        switches=language_switches,
        submission_id=submission_id,
        notice=notice,
        is_interview=is_interview,
        is_empty=False,
    )  # fmt: skip


def _contents(
    survey: Survey, link: AnsweringLink, speaker: Speaker, answers: Answers, problems: Problems
) -> Contents:
    """The survey's questions, after the one for the code of a card where the link asks for it."""
    card = (card_question(link, answers, problems),) if link.asks_for_card else ()
    return contents_of(survey, speaker, answers, problems, first=card)


def _known(survey: Survey, link: AnsweringLink) -> Answers:
    """The answer that the link itself gives; whoever answers may change it."""
    question = next((each for each in survey.questions if each.id == TIME_POINT), None)
    if question is None or link.time_point not in {option.code for option in question.options}:
        return NOTHING
    return {TIME_POINT: link.time_point}


def card_question(link: AnsweringLink, answers: Answers, problems: Problems) -> QuestionView:
    """The question for the code of a card, in the language of the page."""
    hints = [gettext("No card? Leave this empty. You can answer all the same.")]
    if link.time_point is not None:
        hints.insert(
            0,
            gettext(
                "It puts your answers from before and after side by side. There is no list of who "
                "has which card."
            ),
        )
    return QuestionView(
        id=CARD,
        kind="code",
        heading=BilingualText(gettext("What is the code on your card?")),
        hint=BilingualText(" ".join(hints)),
        values=values_of(answers.get(CARD)),
        problem=problems.get(CARD),
    )


def render_welcome(*, survey: Survey, link: AnsweringLink, service: ServiceView) -> str:
    """Where a shared tablet waits for the next person: the languages, each in its own words."""
    invitations = []
    for locale in survey.locales:
        with force_locale(cldr_locale(language_of(locale))):
            edition = gettext("Easy Read") if is_easy_read(locale) else ""
            choice = LanguageChoice(
                locale, autonym(language_of(locale)), path_of("document", link, locale)
            )
            invitations.append(Invitation(choice, edition, gettext("Start here")))
    return _render(
        WELCOME, survey, link, service, survey.languages[0], None, invitations=invitations
    )


def render_thanks(
    *,
    survey: Survey,
    link: AnsweringLink,
    service: ServiceView,
    locale: str,
    second: str | None = None,
) -> str:
    """The last page: who reads the answers, what happens next, and whom to call."""
    return _render("thanks", survey, link, service, locale, second)


def render_aside(
    kind: str,
    *,
    survey: Survey,
    link: AnsweringLink,
    service: ServiceView,
    locale: str,
    second: str | None = None,
    answers: Answers = NOTHING,
    submission_id: str = "",
    language_switches: int = 0,
    is_interview: bool = False,
) -> str:
    """A page beside the questions: one of ASIDES, for example "I am worried about someone".

    ``answers`` that came with the question, without script, go back with who goes back.
    """
    if answers is NOTHING:
        return _render(kind, survey, link, service, locale, second)
    return _render(
        kind, survey, link, service, locale, second,
        contents=lambda: _contents(survey, link, Speaker(locale, second), answers, NOTHING),
        switches=language_switches,
        submission_id=submission_id,
        is_interview=is_interview,
        is_empty=False,
    )  # fmt: skip


def render_problem(
    *,
    locale: str,
    heading: str,
    body: str,
    status: int,
    survey: Survey | None = None,
    link: AnsweringLink | None = None,
    service: ServiceView | None = None,
) -> str:
    """A kind page for what went wrong, with the helplines.

    ``heading`` and ``body`` are in the page's language already; paragraphs of ``body`` are parted
    by an empty line. Without a survey and a service the helplines name no council.
    """
    lines = helplines_of(survey, service, Speaker(locale)) if survey and service else None
    frame = Frame(
        kind="problem",
        locale=locale,
        title=heading,
        token=link.token if link else None,
        kiosk=link.kiosk if link else False,
        helper_phone=service.helper_phone if service else None,
        service=service.name if service else None,
    )
    with force_locale(cldr_locale(frame.language)):
        return render_template(
            "collection/answering/problem.html",
            frame=frame,
            helplines=lines,
            service=service,
            phones=phone_links,
            reasons=reasons,
            paragraphs=body.split("\n\n"),
            status=status,
        )


def render_start(*, locale: str, code: str = "", problem: str | None = None) -> str:
    """Where a person types the short code of a card or poster."""
    frame = Frame(kind="start", locale=locale, title="")
    with force_locale(cldr_locale(frame.language)):
        return render_template(
            "collection/answering/start.html",
            frame=frame,
            phones=phone_links,
            reasons=reasons,
            code=code,
            problem=problem,
        )


def _render(
    kind: str,
    survey: Survey,
    link: AnsweringLink,
    service: ServiceView,
    locale: str,
    second: str | None,
    *,
    is_empty: bool = True,
    **more: Any,
) -> str:
    speaker = Speaker(locale, second)
    with force_locale(cldr_locale(language_of(locale))):
        page = "interview" if more.get("is_interview") and kind == "document" else kind
        frame = frame_of(kind, survey, link, service, speaker, page=page)
        html = render_template(
            f"collection/answering/{kind}.html",
            frame=frame,
            service=service,
            phones=phone_links,
            reasons=reasons,
            survey=survey,
            survey_title=speaker.say(survey.title),
            query=f"?with={second}" if second else "",
            asks_for_card=link.asks_for_card,
            asks_about_people=any(part.id == EQUALITY_PART for part in survey.parts),
            closes=link.closes_on and long_day(link.closes_on, frame.language),
            helplines=helplines_of(survey, service, speaker),
            introduction=speaker.say(survey.introduction, about=service),
            next_steps=speaker.say(survey.next_steps, about=service),
            length=speaker.say(survey.length, count=_longest(survey, link, speaker)),
            **{name: value() if callable(value) else value for name, value in more.items()},
        )
    # Indentation is weight on a slow line; where somebody's words are in the page it stays.
    return INDENTATION.sub("\n", html) if is_empty else html


def _longest(survey: Survey, link: AnsweringLink, speaker: Speaker) -> int:
    """How many questions anybody could be asked before the equality part."""
    shown = survey.questions_in(speaker.edition)
    own = sum(each.is_answerable and each.part != EQUALITY_PART for each in shown)
    return own + link.asks_for_card


def _script_words() -> str:
    """The interface's words that the script needs, as JSON; gettext decides the language."""
    words = {
        "again": gettext("Send again"),
        "change": gettext("Change"),
        "changed": gettext("The survey has changed since it was begun here. Please start again."),
        "closed": gettext("We could not take your answers."),
        "error": gettext("Error"),
        "expired": gettext("What was begun here was deleted after 24 hours. Please start again."),
        "going": gettext("Continue"),
        "kept": reasons()["409"],
        "most": gettext("Question %(number)s of up to %(total)s", number="{n}", total="{t}"),
        "none": gettext("Not provided"),
        "personal": gettext(
            "About you: question %(number)s of up to %(total)s", number="{n}", total="{t}"
        ),
        "problem": gettext("There is a problem"),
        "progress": gettext("Question %(number)s of %(total)s", number="{n}", total="{t}"),
        "read": gettext("Read to me"),
        "send": gettext("Send my answers"),
        "sending": gettext("Sending…"),
        "slip": gettext("There is a slip in the code. Look at your card and type it again."),
        "stop": gettext("Stop reading"),
        "waiting": gettext("No signal yet. We will try again by ourselves."),
        **words_of_limits(),
    }
    # Inside a script element only "<" could be taken for the element's end.
    return json.dumps(words, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
