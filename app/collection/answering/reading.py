"""Reading a submission: the form's own fields, as they were posted or as a device had sealed them.

Online and offline are one form and one envelope, so both are read here.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.collection.answering.address import Address
from app.collection.answering.forms import OWN_FIELDS, read_posted, strays
from app.collection.answering.submission import Posted, Submission
from app.collection.publishing.queries import published
from app.collection.responses.incidents import IncidentKind
from app.collection.sealing.operations import ForOtherServer, Unopened, open_sealed
from app.kernel.database import from_json
from app.kernel.localised import is_easy_read
from app.kernel.storable import storable
from app.surveys.definition import Survey
from app.surveys.parts import Edition

MOST_SWITCHES = 1000
LANGUAGE = "language"
LONGEST_CODE = 16
ENVELOPES = uuid.UUID("5d0b6a52-7f0e-4f0c-9a55-3f2a6c1e8d40")
OTHER_VERSION = "another version"
OTHER_LANGUAGE = "another language"
NOT_A_CODE = "no code"
Fields = MultiDict[str, str]


class Unreadable(Exception):
    """It names no survey or submission that could be; `problems` says so by field.

    `incident` is what staff would want to know of, where it may be no mere mistake.
    """

    def __init__(self, incident: IncidentKind | None = None, **problems: str) -> None:
        super().__init__(problems)
        self.problems = problems
        self.incident = incident


@dataclass(frozen=True)
class Envelope:
    """What a device had sealed: the form's fields, and the link and locale they belong to.

    `number` is made from all of it, for an envelope that was given none.
    """

    link_token: str
    locale: str
    fields: Fields
    number: uuid.UUID


def open_envelope(sealed: str) -> Envelope:
    """Open what a device had sealed.

    Raises:
        Unreadable: when it was sealed for another server, is damaged, or holds no answers.
    """
    try:
        opened = open_sealed(sealed)
        return _envelope(from_json(opened), opened)
    except ForOtherServer:
        raise Unreadable(
            IncidentKind.OTHER_SERVER, sealed=_("These answers were sealed for another server.")
        ) from None
    except (Unopened, ValueError, TypeError, KeyError, RecursionError):
        raise Unreadable(
            IncidentKind.DAMAGED, sealed=_("These answers were damaged on their way.")
        ) from None


def _envelope(opened: Mapping[str, Any], text: str) -> Envelope:
    pairs = [(str(name), str(value)) for name, value in opened["fields"]]
    number = uuid.uuid5(ENVELOPES, text)
    return Envelope(str(opened["link"]), str(opened["locale"]), MultiDict(pairs), number)


def read_post(address: Address, locale: str, posted: Fields) -> Submission:
    """Read a post: its own fields, or those it carries sealed for this link and locale.

    Raises:
        Unreadable: when it names no survey or submission that could be, or what it carries cannot
            be opened or belongs to another address.
    """
    if "sealed" not in posted:
        return read_submission(address, locale, posted)
    envelope = open_envelope(posted["sealed"])
    if (envelope.link_token, envelope.locale) != (address.token, locale):
        raise Unreadable(
            IncidentKind.MISPLACED, sealed=_("These answers belong to another survey.")
        )
    return read_sealed(address, envelope)


def read_sealed(address: Address, envelope: Envelope) -> Submission:
    """Read what a device had sealed for this link, whatever it says.

    Nobody is there any more to mend it, so nothing in it is refused: what is no answer to a
    question that was asked is stored as it was written.
    """
    fields = storable_fields(envelope.fields)
    survey, notes = _survey_or_newest(address, fields)
    locale = envelope.locale
    if locale not in survey.locales:
        locale, notes = survey.languages[0], (*notes, OTHER_LANGUAGE)
    posted = read_posted(survey, _edition(locale), fields)
    if OTHER_VERSION in notes:
        # The same ids may have asked something else; a person has to look.
        names = [name for name in fields if name not in OWN_FIELDS]
        posted = Posted({}, stray=strays(fields, dict.fromkeys(names, OTHER_VERSION)))
    return Submission(
        address=address,
        locale=locale,
        survey=survey,
        posted=_with_words_for_card(posted, fields),
        submission_id=_number_of(envelope),
        language_switches=min(_number_or_none(fields, "language_switches") or 0, MOST_SWITCHES),
        action="",
        is_sealed=True,
        notes=notes,
        **_about_the_form(fields),
    )


def _survey_or_newest(address: Address, fields: Fields) -> tuple[Survey, tuple[str, ...]]:
    try:
        return _survey_asked(address, fields), ()
    except Unreadable:
        return address.survey, (OTHER_VERSION,)


def _with_words_for_card(posted: Posted, fields: Fields) -> Posted:
    """What is far too long to be a code was meant for somebody to read."""
    if len(fields.get("card", "").strip()) <= LONGEST_CODE:
        return posted
    return replace(posted, stray={**posted.stray, **strays(fields, {"card": NOT_A_CODE})})


def _number_of(envelope: Envelope) -> uuid.UUID:
    """The number it was given, or one that is always the same for the same envelope."""
    try:
        return _submission_id(envelope.fields) or envelope.number
    except Unreadable:
        return envelope.number


def read_submission(address: Address, locale: str, fields: Fields) -> Submission:
    """Read the fields by the survey's definition.

    Every answer passes here, whichever way it arrived, and from here on its words can be stored.

    Raises:
        Unreadable: when they name no survey or submission that could be.
    """
    fields = storable_fields(fields)
    survey = _survey_asked(address, fields)
    if locale not in survey.locales:
        raise Unreadable(language=_("This survey is not offered in this language."))
    action = fields.get("action", "")
    switches = _whole_number(fields, "language_switches")
    return Submission(
        address=address,
        locale=locale,
        survey=survey,
        posted=read_posted(survey, _edition(locale), fields),
        submission_id=_submission_id(fields),
        language_switches=min(switches + (action == LANGUAGE), MOST_SWITCHES),
        action=action,
        **_about_the_form(fields),
    )


def storable_fields(fields: Fields) -> Fields:
    """The fields with every name and value in characters that can be stored; nothing else goes."""
    return MultiDict(
        [(storable(name), storable(value)) for name, value in fields.items(multi=True)]
    )


def _edition(locale: str) -> Edition:
    return Edition.EASY_READ if is_easy_read(locale) else Edition.STANDARD


def _about_the_form(fields: Fields) -> dict[str, Any]:
    return {
        "card": fields.get("card", "").strip(),
        "is_trapped": bool(fields.get("website")),
        "is_interview": bool(fields.get("interview")),
        "is_quick": fields.get("pace") == "quick",
    }


def _survey_asked(address: Address, fields: Fields) -> Survey:
    """The version the page was made from, which may be older than today's."""
    if "survey_version" not in fields:
        return address.survey
    version = _whole_number(fields, "survey_version")
    if version == address.survey.version:
        return address.survey
    survey = published(address.survey.id, version)
    if survey is None:
        raise Unreadable(survey_version=_("There is no such version of this survey."))
    return survey


def _whole_number(fields: Fields, name: str) -> int:
    number = _number_or_none(fields, name)
    if number is None:
        raise Unreadable(**{name: _("Write a whole number, for example 3.")})
    return number


def _number_or_none(fields: Fields, name: str) -> int | None:
    written = fields.get(name, "0")
    is_number = written.isascii() and written.isdigit() and len(written) <= 9
    return int(written) if is_number else None


def _submission_id(fields: Fields) -> uuid.UUID | None:
    written = fields.get("submission_id", "")
    if not written:
        return None
    try:
        return uuid.UUID(written)
    except ValueError:
        raise Unreadable(submission_id=_("This is not the number of an answer.")) from None
