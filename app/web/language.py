"""Which of the interface's languages a request is served in."""

from datetime import date

from babel.dates import format_date
from flask import Flask, g, has_request_context, request
from flask_babel import get_locale

from app.kernel.clock import day_of, here, weeks_in_words
from app.kernel.isolation import isolated
from app.kernel.languages import CATALOGUES as CATALOGUES
from app.kernel.languages import SOURCE_LANGUAGE as SOURCE_LANGUAGE
from app.kernel.languages import interface_languages as interface_languages
from app.kernel.localised import autonym, cldr_locale, is_language, language_of
from app.web.extensions import babel

RIGHT_TO_LEFT = ("ar", "ckb", "fa", "he", "ps", "ur", "yi")


def direction(locale: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language_of(locale) in RIGHT_TO_LEFT else "ltr"


def long_day(day: date, language: str) -> str:
    """The day in words, for example `30 November 2026`, as it is written in the United Kingdom."""
    british = f"{language}-GB"
    regional = cldr_locale(british if is_language(british) else language)
    return format_date(day, format="long", locale=regional)


def preferred(offered: tuple[str, ...]) -> str:
    """The offered language that the browser likes best, or the first."""
    accepted = request.accept_languages
    return accepted.best_match(offered, default=offered[0]) or offered[0]


def _select() -> str:
    """The language set for the page, or that of its address, or the one the browser asks for."""
    if not has_request_context():
        return SOURCE_LANGUAGE
    named = g.get("language") or language_of((request.view_args or {}).get("locale", ""))
    offered = interface_languages()
    return named if named in offered else preferred(offered)


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
        current_language=lambda: str(get_locale() or SOURCE_LANGUAGE),
    )
