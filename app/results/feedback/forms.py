"""What people say of similar comments: what to call them, and which to show as one."""

import uuid
from collections.abc import Mapping
from typing import Final

from wtforms import SelectField

from app.results.feedback.similar.operations import NAME_LIMIT
from app.results.feedback.similar.saying import Name
from app.web.fields import line_field
from app.web.forms import EditForm, Form

CHOOSE: Final = "Choose"


class NameForm(EditForm):
    """What similar comments are called."""

    name = line_field(
        "Name", "Leave it empty, and people’s own words name it again.", limit=NAME_LIMIT
    )


class MergeForm(Form):
    """Which others they are shown with."""

    into = SelectField("Show them with", choices=[], validate_choice=False)

    def offer(self, others: Mapping[uuid.UUID, Name]) -> None:
        """Let one of these be chosen."""
        named = {str(each): str(name) for each, name in others.items()}
        self.into.choices = list({"": CHOOSE, **named}.items())

    @property
    def chosen(self) -> uuid.UUID | None:
        """Which was chosen; None where it is none of them."""
        offered = [each[0] for each in self.into.choices or ()]
        return uuid.UUID(self.into.data) if self.into.data and self.into.data in offered else None
