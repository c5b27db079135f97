"""What the host reads out, word by word, in each language of an event.

It is scripted so that everybody is asked in the same way and nobody is led to an answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import force_locale, gettext, pgettext

from app.administration.organisation.queries import Contacts
from app.collection.events.views import EventView
from app.collection.publishing.queries import all_current
from app.kernel.isolation import about
from app.kernel.localised import cldr_locale, english_name, language_of
from app.surveys.definition import Survey
from app.web.language import direction, interface_languages


@dataclass(frozen=True)
class SurveyWords:
    """What the host says before one survey. `is_draft`: no speaker has signed these words off."""

    title: str
    introduction: str
    next_steps: str
    is_draft: bool


@dataclass(frozen=True)
class HostScript:
    """The script in one language; `opening`, `safety` and `ending` are empty where it has none."""

    language: str
    name: str
    direction: str
    opening: tuple[str, ...]
    safety: tuple[str, ...]
    ending: tuple[str, ...]
    surveys: tuple[SurveyWords, ...]


def scripts_of(view: EventView) -> tuple[HostScript, ...]:
    """The script in each language of the event; in each of its surveys where none is chosen."""
    used = {link.link.survey for link in view.links}
    surveys = [survey for survey in all_current() if survey.id in used]
    wanted = [language_of(locale) for locale in view.line.event.languages]
    offered = [language for survey in surveys for language in survey.languages]
    return tuple(
        _script(each, view, surveys) for each in dict.fromkeys(wanted or offered or ["en"])
    )


def _script(language: str, view: EventView, surveys: list[Survey]) -> HostScript:
    service = view.line.service.name
    words = tuple(
        _words_of(survey, language, service, view.contacts)
        for survey in surveys
        if language in survey.languages
    )
    has_wording = language in interface_languages()
    with force_locale(cldr_locale(language)):
        return HostScript(
            language=language,
            name=english_name(language),
            direction=direction(language),
            opening=tuple(_opening(service)) if has_wording else (),
            safety=tuple(_safety(view.contacts, language)) if has_wording else (),
            ending=tuple(_ending(service)) if has_wording else (),
            surveys=words,
        )


def _words_of(survey: Survey, language: str, service: str, contacts: Contacts) -> SurveyWords:
    reading = contacts.in_language("reading", language)
    state = survey.translations.get(language)
    return SurveyWords(
        title=survey.title.in_locale(survey.languages[0]),
        introduction=survey.introduction.in_html(language, service=service, reading=reading),
        next_steps=survey.next_steps.in_html(language, service=service, reading=reading),
        is_draft=state is not None and state.is_draft,
    )


def _opening(service: str) -> Iterator[str]:
    yield about(
        gettext("Hello. We are asking everybody here what they think of %(service)s."),
        service=service,
    )
    yield gettext("You do not have to answer. You can leave out a question, or stop at any time.")
    yield gettext(
        "Nobody is treated differently, whatever they say and whether they answer or not."
    )
    yield gettext("Choose your language first. I can show you how it works.")
    yield gettext("Then I step away. I do not look at your answers.")


def _safety(contacts: Contacts, language: str) -> Iterator[str]:
    yield pgettext("safety", "If you or someone else is in danger now, call 999.")
    names = ("council", "phone", "out_of_hours", "hours")
    known = {name: words for name in names if (words := contacts.in_language(name, language))}
    yield about(_whom_to_call(known), **known)
    yield pgettext("safety", "Are you under 18? You can call Childline on 0800 1111. It is free.")


def _whom_to_call(known: Iterable[str]) -> str:
    words: str
    if not {"council", "phone", "out_of_hours"} <= set(known):
        words = pgettext(
            "safety", "To report abuse or neglect, call adult social care at your local council."
        )
    elif "hours" in known:
        words = pgettext(
            "safety",
            "To report abuse or neglect, call adult social care at %(council)s on %(phone)s "
            "(%(hours)s). At all other times, call %(out_of_hours)s.",
        )
    else:
        words = pgettext(
            "safety",
            "To report abuse or neglect, call adult social care at %(council)s on %(phone)s. "
            "At all other times, call %(out_of_hours)s.",
        )
    return words


def _ending(service: str) -> Iterator[str]:
    yield gettext("When you have finished, please give the tablet back.")
    yield about(
        gettext(
            "Within four weeks, %(service)s tells your group what people said and what it did."
        ),
        service=service,
    )
    yield gettext("Thank you.")
