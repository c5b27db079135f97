"""Pages of links: the list, making one, and each with its address, short code and QR code."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.administration.organisation.queries import (
    all_services,
    contacts_of,
    get_service,
    service_by_id,
    service_by_name,
)
from app.collection.links import operations, qr, queries
from app.collection.links.audiences import AUDIENCES
from app.collection.links.forms import EditLinkForm, LinkForm
from app.collection.links.queries import LinkState
from app.collection.links.views import LinkView, for_a_list, link_views, locale_name, title_of
from app.collection.publishing.queries import all_current, current_version
from app.kernel.days import long_date
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.surveys.definition import Survey
from app.web.access import needs
from app.web.asked import asked
from app.web.downloads import download
from app.web.pages import done, form_page, page, show_or_save


@needs(Permission.COLLECT)
def links() -> ResponseReturnValue:
    """All links, by service; closed ones last."""
    return page("collection/links/links.html", links=for_a_list(queries.links_with_services()))


@needs(Permission.SET_UP)
def add_link() -> ResponseReturnValue:
    """Make a link."""
    form = _link_form()
    ready = "The link is ready. Try it on your own phone before you print it."
    return show_or_save(
        form,
        lambda refused: _add_page(form, refused),
        lambda: operations.create_link(
            survey_id=form.survey.data,
            service_name=form.service.data,
            audience=form.audience.data or None,
            actor=actor(),
            **_changeable(form),
        ),
        lambda made: done(_state_in_words(made.token, ready), "links.link", token=made.token),
    )


@needs(Permission.COLLECT)
def link(token: str) -> ResponseReturnValue:
    """One link: address, short code, QR code, sizes and state."""
    found = queries.get_link(token)
    service, survey = get_service(found.service_id), current_version(found.survey_id)
    (view,) = link_views([(found, service)])
    return page(
        "collection/links/link.html",
        link=view,
        picture=qr.inline_svg(view.url),
        sizes=qr.sizes(view.url),
        locales=_locales([survey] if survey else []),
        help_phone=contacts_of(service).help_phone,
    )


@needs(Permission.SET_UP)
def edit_link(token: str) -> ResponseReturnValue:
    """Change a link's language, event, partner and dates."""
    found = queries.get_link(token)
    form = EditLinkForm(obj=found)
    survey = current_version(found.survey_id)
    form.offer_languages(_locales([survey] if survey else []))
    return show_or_save(
        form,
        lambda refused: form_page(
            "collection/links/edit_link.html", form, refused, link=_view(token)
        ),
        lambda: operations.edit_link(token=token, actor=actor(), **_changeable(form)),
        lambda _: done("Your changes are saved.", "links.link", token=token),
    )


@needs(Permission.SET_UP)
def pause(token: str) -> ResponseReturnValue:
    """Pause a link."""
    return _change(token, operations.pause_link, "The link is paused. Its page says so.")


@needs(Permission.SET_UP)
def resume(token: str) -> ResponseReturnValue:
    """Open a paused link again."""
    operations.resume_link(token=token, actor=actor())
    return done(_state_in_words(token, "The link takes answers again."), "links.link", token=token)


@needs(Permission.SET_UP)
def close(token: str) -> ResponseReturnValue:
    """Close a link."""
    return _change(token, operations.close_link, "The link is closed.")


@needs(Permission.COLLECT)
def qr_svg(token: str) -> ResponseReturnValue:
    """The QR code as a file for print."""
    return _download(token, qr.svg, "svg")


@needs(Permission.COLLECT)
def qr_png(token: str) -> ResponseReturnValue:
    """The QR code as a picture for letters and slides."""
    return _download(token, qr.png, "png")


def _link_form() -> LinkForm:
    form = LinkForm()
    surveys = all_current()
    form.offer(
        surveys={survey.id: _survey_choice(survey) for survey in surveys},
        services={service.name: service.name for service in all_services()},
        audiences=AUDIENCES,
    )
    form.offer_languages(_locales(surveys))
    if request.method == "GET":
        form.service.data = asked("service")
        form.survey.data = asked("survey")
    return form


def _survey_choice(survey: Survey) -> str:
    return f"{title_of(survey)} ({AUDIENCES.get(survey.audience, survey.audience)})"


def _locales(surveys: list[Survey]) -> dict[str, str]:
    return {locale: locale_name(locale) for survey in surveys for locale in survey.locales}


def _changeable(form: EditLinkForm) -> dict[str, Any]:
    names = ("event", "partner", "language", "opens_on", "closes_on", "pin")
    ticks = ("is_kiosk", "uses_cards")
    return {name: form[name].data or None for name in names} | {
        name: form[name].data for name in ticks
    }


def _add_page(form: LinkForm, refused: Refused | None = None) -> ResponseReturnValue:
    chosen = service_by_name(form.service.data or "") if refused else None
    lacking = chosen if chosen and not contacts_of(chosen).is_complete else None
    return form_page("collection/links/add_link.html", form, refused, lacking=lacking)


def _view(token: str) -> LinkView:
    found = queries.get_link(token)
    return link_views([(found, service_by_id(found.service_id))])[0]


def _state_in_words(token: str, ready: str) -> str:
    """What is true of a link that was just changed: it may not take answers yet, or any more."""
    view = _view(token)
    if view.state is LinkState.CLOSED and view.closes_on is not None:
        return (
            f"Nobody can answer at this link: its last day, {long_date(view.closes_on)}, is past. "
            "Change its days before you print it."
        )
    if view.state is LinkState.NOT_YET_OPEN and view.opens_on is not None:
        return f"The link takes answers from {long_date(view.opens_on)} on."
    return ready


def _change(token: str, operation: Callable[..., object], words: str) -> ResponseReturnValue:
    operation(token=token, actor=actor())
    return done(words, "links.link", token=token)


def _download(token: str, draw: Callable[[str], bytes], kind: str) -> ResponseReturnValue:
    view = _view(token)
    return download(draw(view.url), kind, view.token)
