"""Which of the interface's languages a request is served in."""

from datetime import date

from babel import Locale
from babel.dates import format_date
from flask import Flask, g, has_request_context, request
from flask_babel import get_locale

from app.kernel.clock import day_of, here, weeks_in_words
from app.kernel.isolation import isolated
from app.kernel.languages import CATALOGUES as CATALOGUES
from app.kernel.languages import SOURCE_LANGUAGE as SOURCE_LANGUAGE
from app.kernel.languages import interface_languages as interface_languages
from app.kernel.localised import autonym, cldr_locale, is_language, language_of, script_of
from app.web.extensions import babel


def direction(locale: str) -> str:
    """`rtl` or `ltr`."""
    return cldr_locale(language_of(locale)).text_direction


def long_day(day: date, language: str) -> str:
    """The day in words, for example `30 November 2026`, as it is written in the United Kingdom."""
    british = f"{language}-GB"
    regional = cldr_locale(british if is_language(british) else language)
    return format_date(day, format="long", locale=regional)


def preferred(offered: tuple[str, ...]) -> str:
    """The offered language that the browser likes best, or the first.

    A browser names a country (`pl-PL`, `zh-CN`) where we name a language and perhaps a script. Who
    writes it in another script does not read ours: for `pa-PK` there is no Gurmukhi.
    """
    by_writing = {_writing(each): each for each in reversed(offered)}
    liked = (each for each, quality in request.accept_languages if quality > 0)
    return next(filter(None, (by_writing.get(_writing(each)) for each in liked)), offered[0])


def _writing(tag: str) -> tuple[str, str | None] | None:
    """A language with its script; None for what is no language, `*` for example."""
    try:
        return tag.replace("_", "-").split("-")[0].lower(), script_of(tag.replace("_", "-"))
    except ValueError:
        return None


def _select() -> Locale:
    """The language set for the page, or that of its address, or the one the browser asks for."""
    if not has_request_context():
        return cldr_locale(SOURCE_LANGUAGE)
    named = g.get("language") or language_of((request.view_args or {}).get("locale", ""))
    offered = interface_languages()
    return cldr_locale(named if named in offered else preferred(offered))


def current_language() -> str:
    """The code of the language that the page is in, such as `zh-Hans`."""
    return str(get_locale() or SOURCE_LANGUAGE).replace("_", "-")


def register_language(app: Flask) -> None:
    """Let Flask-Babel choose by the request, and templates know the direction."""
    babel.init_app(
        app,
        default_locale=SOURCE_LANGUAGE,
        default_translation_directories=str(CATALOGUES),
        locale_selector=_select,
    )
    app.jinja_env.filters.update(here=here, day_of=day_of, weeks_in_words=weeks_in_words)
    app.jinja_env.globals.update(
        direction=direction,
        isolated=isolated,
        autonym=autonym,
        long_day=long_day,
        current_language=current_language,
    )
