"""Reading a submission: the form's own fields, as they were posted or as a device had sealed them.

Online and offline are one form and one envelope (DESIGN.md, promise 4), so both are read here.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.answering.address import Address
from app.answering.forms import read_posted
from app.answering.submission import Submission
from app.kernel.database import from_json
from app.kernel.localised import is_easy_read
from app.kernel.storable import storable
from app.publishing.queries import published
from app.questionnaire.definition import Edition, Survey
from app.responses.incidents import IncidentKind
from app.sealing.operations import Foreign, Unopened, open_sealed

MOST_SWITCHES = 1000
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
    """What a device had sealed: the form's fields, and the link and locale they belong to."""

    link_token: str
    locale: str
    fields: Fields


def open_envelope(sealed: str) -> Envelope:
    """Open what a device had sealed.

    Raises:
        Unreadable: when it was sealed for another server, is damaged, or holds no answers.
    """
    try:
        return _envelope(from_json(open_sealed(sealed)))
    except Foreign:
        raise Unreadable(
            IncidentKind.FOREIGN, sealed=_("These answers were sealed for another server.")
        ) from None
    except (Unopened, ValueError, TypeError, KeyError, RecursionError):
        raise Unreadable(
            IncidentKind.DAMAGED, sealed=_("These answers were damaged on their way.")
        ) from None


def _envelope(opened: Mapping[str, Any]) -> Envelope:
    pairs = [(str(name), str(value)) for name, value in opened["fields"]]
    return Envelope(str(opened["link"]), str(opened["locale"]), MultiDict(pairs))


def unsealed(address: Address, locale: str, posted: Fields) -> Fields:
    """The fields of a post: its own, or those it carries sealed for this link and locale.

    Raises:
        Unreadable: when what it carries cannot be opened or belongs to another address.
    """
    if "sealed" not in posted:
        return posted
    envelope = open_envelope(posted["sealed"])
    if (envelope.link_token, envelope.locale) != (address.token, locale):
        raise Unreadable(
            IncidentKind.MISPLACED, sealed=_("These answers belong to another survey.")
        )
    return envelope.fields


def read_submission(address: Address, locale: str, fields: Fields) -> Submission:
    """Read the fields by the survey's definition.

    Every answer passes here, whichever way it came, and from here on its words can be kept.

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
        posted=read_posted(
            survey, Edition.EASY_READ if is_easy_read(locale) else Edition.STANDARD, fields
        ),
        submission_id=_submission_id(fields),
        language_switches=min(switches + (action == "edit"), MOST_SWITCHES),
        action=action,
        card=fields.get("card", "").strip(),
        is_trapped=bool(fields.get("website")),
        is_interview=bool(fields.get("interview")),
        is_quick=fields.get("pace") == "quick",
    )


def storable_fields(fields: Fields) -> Fields:
    """The fields with every name and value in characters that can be kept; nothing else goes."""
    return MultiDict(
        [(storable(name), storable(value)) for name, value in fields.items(multi=True)]
    )


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
    written = fields.get(name, "0")
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        raise Unreadable(**{name: _("Write a whole number, for example 3.")})
    return int(written)


def _submission_id(fields: Fields) -> uuid.UUID | None:
    written = fields.get("submission_id", "")
    if not written:
        return None
    try:
        return uuid.UUID(written)
    except ValueError:
        raise Unreadable(submission_id=_("This is not the number of an answer.")) from None
