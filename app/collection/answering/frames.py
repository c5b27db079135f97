"""What stands around the contents of a respondent's page: languages, editions, helplines."""

from collections.abc import Iterable

from flask_babel import gettext

from app.collection.answering.contents import Speaker
from app.collection.answering.phones import with_phone_links
from app.collection.answering.views import (
    AnsweringLink,
    Frame,
    Helplines,
    LanguageChoice,
    ServiceView,
)
from app.kernel.localised import autonym, easy_read_of, is_easy_read, language_of
from app.surveys.definition import Survey

WELCOME = "welcome"
NOTICES = ("privacy", "accessibility")
"""What every page links: what becomes of the answers, and for whom the pages work."""
ASIDES = ("worried", *NOTICES)
"""Pages beside the questions, which somebody opens on the way and comes back from."""
PAGES = ("thanks", "interview", *ASIDES)


def frame_of(
    kind: str,
    survey: Survey,
    link: AnsweringLink,
    service: ServiceView,
    speaker: Speaker,
    *,
    page: str,
) -> Frame:
    """What stands around the page's contents; asks the interface for words, so needs its locale.

    ``page`` is what the other languages of it are called by.
    """
    locale, second = speaker.locale, speaker.second
    return Frame(
        kind=kind,
        locale=locale,
        title=survey.title.in_locale(locale),
        token=link.token,
        languages=tuple(_languages(page, survey, link, locale)),
        edition=_other_edition(page, survey, link, locale),
        second=second,
        both=_both(survey, link, locale, second) if page == "document" else None,
        kiosk=link.kiosk,
        seal=link.seal,
        pin=link.pin,
        is_draft=_is_draft(survey, language_of(locale)),
        helper_phone=service.helper_phone,
        service=service.name,
        event=link.event,
        is_handed_round=link.is_handed_round,
        invited=survey.locales if kind == WELCOME else (),
    )


def helplines_of(survey: Survey, service: ServiceView, speaker: Speaker) -> Helplines | None:
    """The survey's four safety texts, filled with the service's numbers.

    None where the survey has none, which only one without a text question may leave out.
    """
    if not survey.safety:
        return None
    return Helplines(
        **{
            name: with_phone_links(speaker.say(text, about=service))
            for name, text in survey.safety.items()
        }
    )


def _languages(
    kind: str, survey: Survey, link: AnsweringLink, locale: str
) -> Iterable[LanguageChoice]:
    """The languages for the chooser; the first screen of a shared tablet is one itself."""
    for language in survey.languages if kind != WELCOME else ():
        same = easy_read_of(language) if is_easy_read(locale) else language
        offered = same if same in survey.locales else language
        yield LanguageChoice(
            offered, autonym(language), path_of(kind, link, offered), offered == locale
        )


def _other_edition(
    kind: str, survey: Survey, link: AnsweringLink, locale: str
) -> LanguageChoice | None:
    language = language_of(locale)
    other = language if is_easy_read(locale) else easy_read_of(language)
    if other not in survey.locales or kind == WELCOME:
        return None
    name = gettext("Easy Read") if is_easy_read(other) else gettext("Leave Easy Read")
    return LanguageChoice(other, name, path_of(kind, link, other))


def _both(
    survey: Survey, link: AnsweringLink, locale: str, second: str | None
) -> LanguageChoice | None:
    """The way to two languages at once, or back to one."""
    language, source = language_of(locale), survey.languages[0]
    here = path_of("document", link, locale)
    if second:
        return LanguageChoice(locale, autonym(language), here, is_current=True)
    if language == source:
        return None
    return LanguageChoice(source, autonym(source), f"{here}?with={source}")


def path_of(kind: str, link: AnsweringLink, locale: str) -> str:
    """Where a kind of page of a link stands in a locale."""
    page = f"/{kind}" if kind in PAGES else ""
    return f"/s/{link.token}/{locale}{page}"


def _is_draft(survey: Survey, language: str) -> bool:
    state = survey.translations.get(language)
    return state is not None and state.is_draft
