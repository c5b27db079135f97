"""What an evidence pack is asked for on the page."""

from collections.abc import Mapping

from wtforms.validators import InputRequired

from app.web.fields import TicksField, day_field
from app.web.forms import Form


class PackForm(Form):
    """Frameworks, services and dates."""

    class Meta:
        """Asked for by GET, so that a pack has an address; nothing is changed by what is typed."""

        csrf = False

    framework = TicksField("Frameworks", validators=[InputRequired("Choose at least one.")])
    service = TicksField("Services", description="None ticked means all services.")
    first = day_field("From", needed="Choose the first day.")
    last = day_field("To", needed="Choose the last day.")

    def fill_choices(self, frameworks: Mapping[str, str], services: Mapping[str, str]) -> None:
        """Offer these frameworks by reference, and these services by name."""
        self.framework.choices = list(frameworks.items())
        self.service.choices = list(services.items())
