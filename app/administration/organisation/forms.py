"""Forms for a service and for the contacts of the whole organisation."""

from wtforms import Field, TelField

from app.administration.organisation.contact_names import CONTACTS, TRANSLATED, contact_name
from app.kernel import limits
from app.kernel.localised import english_name
from app.web.fields import line_field
from app.web.forms import EditForm

Contact = dict[str, str | None]


def _phone(label: str, hint: str = "") -> Field:
    return line_field(label, hint, limit=limits.PHONE, kind=TelField)


class ContactsForm(EditForm):
    """Who to turn to when somebody is not safe, and who reads what people write."""

    council = line_field(
        "Council", "The adult social care team that receives safeguarding concerns."
    )
    phone = _phone("Council's phone number")
    hours = line_field("Council's hours", "For example: Monday to Friday, 9 am to 5 pm")
    out_of_hours = _phone("Out-of-hours phone number")
    lead = line_field("Safeguarding lead")
    deputy = line_field("Deputy lead", "Notified when comments wait more than one working day.")
    reader = line_field(
        "Who reads the comments", "A named person. People who answer see this name."
    )
    reading = line_field("When comments are read", "For example: every working day")
    help_phone = _phone("Phone number for help with a survey")

    @property
    def contacts(self) -> Contact:
        """What was typed, by field name."""
        return {name: self[name].data for name in CONTACTS}

    def in_other_languages(self, name: str) -> list[Field]:
        """The fields for the same contact in other languages."""
        return [self[translated] for translated, (own, _) in TRANSLATED.items() if own == name]


for translated, (_, language) in TRANSLATED.items():
    hint = f"Where it is empty, pages in {english_name(language)} do without."
    called = contact_name(translated)
    label = called[:1].upper() + called[1:]
    setattr(ContactsForm, translated, line_field(label, hint))


class ServiceForm(ContactsForm):
    """A service; a contact that is left empty is the organisation's."""

    name = line_field(
        "Name of the service",
        "As people know it. It appears in the survey's questions.",
        needed="Type a name.",
    )


class OrganisationForm(ContactsForm):
    """The organisation, and the contacts of every service that has none of its own."""

    name = line_field("Name of the organisation", needed="Type a name.")
