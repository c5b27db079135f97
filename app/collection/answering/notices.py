"""The privacy notice and the accessibility statement of pages that belong to no survey."""

from flask import render_template
from flask_babel import force_locale

from app.collection.answering.phones import phone_links
from app.collection.answering.views import Frame, LanguageChoice, ServiceView
from app.collection.answering.words import reasons
from app.kernel.localised import autonym, cldr_locale
from app.web.language import interface_languages


def render_notice(kind: str, *, about: ServiceView, locale: str) -> str:
    """One of NOTICES about the whole organisation, in a language of the interface."""
    languages = tuple(
        LanguageChoice(each, autonym(each), f"/{kind}/{each}", is_current=each == locale)
        for each in interface_languages()
    )
    frame = Frame(kind=kind, locale=locale, title="", languages=languages)
    with force_locale(cldr_locale(locale)):
        return render_template(
            f"collection/answering/{kind}.html",
            frame=frame,
            service=about,
            phones=phone_links,
            reasons=reasons,
        )
