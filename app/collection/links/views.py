"""Links as staff see them: names instead of codes, state, address and short code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from app.collection.links.audiences import AUDIENCES
from app.collection.links.codes import address, short_code
from app.collection.links.queries import LinkState, links_of_service, state_of
from app.collection.publishing.queries import all_current
from app.kernel.localised import autonym, is_easy_read, language_of
from app.surveys.definition import Survey


@dataclass(frozen=True)
class LinkView:
    """One link, ready to be shown or printed; `locale` is the one its page begins in."""

    token: str
    url: str
    short_code: str
    survey: str
    title: str
    service: str
    service_id: str
    audience: str
    event: str | None
    partner: str | None
    about: str | None
    language: str | None
    opens_on: date | None
    closes_on: date | None
    is_paused: bool
    is_kiosk: bool
    pin: str | None
    uses_cards: bool
    locale: str
    state: LinkState

    @property
    def audience_name(self) -> str:
        """What the audience is called."""
        return AUDIENCES[self.audience]


def link_views(rows: Iterable[tuple[Any, Any]]) -> list[LinkView]:
    """Links with their services as views; the surveys' titles come from one query."""
    surveys = {survey.id: survey for survey in all_current()}
    base_url = current_app.config["OWNWORDS"].base_url
    return [_view(link, service, surveys.get(link.survey_id), base_url) for link, service in rows]


def for_a_list(rows: Iterable[tuple[Any, Any]]) -> list[LinkView]:
    """The links as views, those where a survey can be answered before those that are closed.

    Within both, the order stays: a list is opened to print or to share, seldom to look back.
    """
    return sorted(link_views(rows), key=lambda view: view.state is LinkState.CLOSED)


def _view(link: Any, service: Any, survey: Survey | None, base_url: str) -> LinkView:
    return LinkView(
        token=link.token,
        url=address(link.token, base_url=base_url),
        short_code=short_code(link.token),
        survey=link.survey_id,
        title=title_of(survey) if survey else link.survey_id,
        service=service.name,
        service_id=str(service.id),
        audience=link.audience,
        event=link.event,
        partner=link.partner,
        about=link.about,
        language=link.language,
        opens_on=link.opens_on,
        closes_on=link.closes_on,
        is_paused=link.is_paused,
        is_kiosk=link.is_kiosk,
        pin=link.pin,
        uses_cards=link.uses_cards,
        locale=link.language or (survey.languages[0] if survey else "en"),
        state=state_of(link),
    )


def title_of(survey: Survey) -> str:
    """The survey's title in its source language."""
    return survey.title.in_locale(survey.languages[0])


def locale_name(locale: str) -> str:
    """What a locale calls itself, for example `Cymraeg` or `Cymraeg, Easy Read`."""
    name = autonym(language_of(locale))
    return f"{name}, Easy Read" if is_easy_read(locale) else name


def links_of(service: Any) -> list[LinkView]:
    """The links of a service, newest first, ready to be shown."""
    return for_a_list((link, service) for link in links_of_service(service.id))
