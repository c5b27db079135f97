"""Making and changing links."""

from datetime import date, timedelta

from blinker import Signal
from sqlalchemy.exc import IntegrityError

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.organisation.models import Service
from app.administration.organisation.operations import named, options, service_for_link
from app.administration.organisation.queries import contacts_of
from app.collection.links.audiences import AUDIENCES
from app.collection.links.codes import new_token
from app.collection.links.models import Link
from app.collection.links.pins import fitting_pin, new_pin
from app.collection.links.queries import get_link, link_by_token
from app.collection.publishing.queries import all_current, current_version
from app.extensions import db
from app.kernel.clock import today
from app.kernel.database import change
from app.kernel.days import refuse_before
from app.kernel.errors import NotFound, Refused
from app.kernel.texts import one_line
from app.surveys.definition import Survey

link_made = Signal("Sent with a new link, so that what stands above links can add what it knows.")

PUBLIC = "public"
TRIES = 20


def create_link(
    *,
    survey_id: str,
    service_name: str,
    audience: str | None = None,
    event: str | None = None,
    partner: str | None = None,
    language: str | None = None,
    opens_on: date | None = None,
    closes_on: date | None = None,
    is_kiosk: bool = False,
    pin: str | None = None,
    uses_cards: bool = False,
    actor: str = COMMAND_LINE,
) -> Link:
    """Make a link to the newest published version of a survey, whichever that is when it is used.

    A service that does not exist is made, if the organisation's contacts can serve it.

    Args:
        audience: a code of `AUDIENCES`; the survey's own when None.
        language: one of the survey's locales, to pin the link to it.
        opens_on, closes_on: first and last day it can be answered; at once, and no end, when None.
        pin: six digits for a shared tablet; made up when None.
        uses_cards: ask for the code of a single-use card.

    Raises:
        NotFound: when the survey is not published, or the service cannot be made.
        Refused: when what is asked for does not fit together; the message says how to mend it.
    """
    survey = _published(survey_id)
    link = Link(
        survey_id=survey.id,
        audience=_fitting_audience(survey, audience),
        event=one_line(event, name="The event"),
        partner=one_line(partner, name="The partner"),
        language=_fitting_language(survey, language),
        opens_on=opens_on,
        closes_on=closes_on,
        is_paused=False,
        is_kiosk=is_kiosk,
        pin=_pin(pin, is_kiosk),
        uses_cards=uses_cards,
    )
    if opens_on and closes_on:
        refuse_before(closes_on, opens_on, "The link closes", "it opens")
    _put_at(link, survey, service_for_link(name=service_name), actor)
    return link


def edit_link(
    *,
    token: str,
    actor: str,
    event: str | None,
    partner: str | None,
    language: str | None,
    opens_on: date | None,
    closes_on: date | None,
    is_kiosk: bool,
    pin: str | None = None,
    uses_cards: bool = False,
) -> Link:
    """Change what may change; survey, service and audience stay, so that answers keep their sense.

    Raises:
        NotFound: when there is no such link.
        Refused: when what is asked for does not fit together.
    """
    link = get_link(token)
    values = {
        "event": one_line(event, name="The event"),
        "partner": one_line(partner, name="The partner"),
        "language": _fitting_language(_published(link.survey_id), language),
        "opens_on": opens_on,
        "closes_on": closes_on,
        "is_kiosk": is_kiosk,
        "pin": _pin(pin or link.pin, is_kiosk),
        "uses_cards": uses_cards,
    }
    if opens_on and closes_on:
        refuse_before(closes_on, opens_on, "The link closes", "it opens")
    changed = change(link, values)
    if changed:
        record(actor=actor, action="link-edited", subject=token, detail={"changed": changed})
    return link


def pause_link(*, token: str, actor: str) -> Link:
    """Stop taking answers for now; the page says so.

    Raises:
        NotFound: when there is no such link.
    """
    return _set_paused(token, actor, is_paused=True)


def resume_link(*, token: str, actor: str) -> Link:
    """Reopen for answers after a pause.

    Raises:
        NotFound: when there is no such link.
    """
    return _set_paused(token, actor, is_paused=False)


def close_link(*, token: str, actor: str) -> Link:
    """Close a link today: yesterday becomes its last day.

    Raises:
        NotFound: when there is no such link.
    """
    link = get_link(token)
    yesterday = today() - timedelta(days=1)
    if link.closes_on is None or link.closes_on > yesterday:
        link.closes_on = yesterday
        if link.opens_on is not None:
            link.opens_on = min(link.opens_on, yesterday)
        record(actor=actor, action="link-closed", subject=token)
    return link


def _pin(written: str | None, is_kiosk: bool) -> str | None:
    """A shared tablet has a PIN, other links have none."""
    return (fitting_pin(written) or new_pin()) if is_kiosk else None


def _set_paused(token: str, actor: str, *, is_paused: bool) -> Link:
    link = get_link(token)
    if link.is_paused != is_paused:
        link.is_paused = is_paused
        record(actor=actor, action="link-paused" if is_paused else "link-resumed", subject=token)
    return link


def _published(survey_id: str) -> Survey:
    survey = current_version(survey_id)
    if survey is None:
        known = ", ".join(each.id for each in all_current()) or "none yet"
        raise NotFound(
            f"No survey '{survey_id}' is published (published: {known}). "
            "Publish it first with: ownwords survey publish PATH"
        )
    return survey


def _put_at(link: Link, survey: Survey, service: Service, actor: str) -> None:
    _refuse_text_without_contacts(survey, service)
    link.service_id = service.id
    _give_token(link)
    link_made.send(link)
    made = {"survey": survey.id, "service": service.name, "audience": link.audience}
    record(actor=actor, action="link-created", subject=link.token, detail=made)


def _fitting_audience(survey: Survey, audience: str | None) -> str:
    wanted = audience or survey.audience
    if wanted not in AUDIENCES:
        raise Refused(f"There is no audience '{wanted}'. Use one of: {', '.join(AUDIENCES)}.")
    if survey.audience not in (wanted, PUBLIC):
        raise Refused(
            f"The survey {survey.id} is for the audience '{survey.audience}', not '{wanted}'. "
            f"Use '{survey.audience}', or choose the survey made for '{wanted}'."
        )
    return wanted


def _fitting_language(survey: Survey, language: str | None) -> str | None:
    if language and language not in survey.locales:
        raise Refused(
            f"The survey {survey.id} is not offered in '{language}'. "
            f"Use one of: {', '.join(survey.locales)}; or none, so that people choose."
        )
    return language or None


def _refuse_text_without_contacts(survey: Survey, service: Service) -> None:
    """Somebody may write that they are not safe, so somebody must be there."""
    missing = contacts_of(service).missing
    if survey.has_text and missing:
        raise Refused(
            f"People can write in their own words in {survey.id}, and somebody may write that "
            f"they are not safe. First say who to turn to at {service.name}. "
            f"Missing: {named(missing)}. Add it on the page Services, or with: "
            f"ownwords service edit '{service.name}' {options(missing)}"
        )


def _give_token(link: Link) -> None:
    """Try random tokens until one is free; even then another process may be quicker."""
    for _ in range(TRIES):
        link.token = new_token()
        if link_by_token(link.token) is not None:
            continue
        try:
            with db.session.begin_nested():
                db.session.add(link)
        except IntegrityError:
            continue
        return
    raise Refused("No free short code was found. Please try again.")
