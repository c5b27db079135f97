"""Forms for drawing a sample and for reading a comment of it blind."""

from typing import Any, Final, cast

from wtforms import BooleanField, RadioField
from wtforms.validators import DataRequired, InputRequired

from app.comments.machine.engine.themes import THEMES
from app.web.fields import NumberField, TicksField
from app.web.forms import Form

FEELINGS: Final = {"negative": "Negative", "neutral": "In between", "positive": "Positive"}


class DrawForm(Form):
    """How many people are drawn."""

    people = NumberField(
        "How many people to draw",
        description="All that each of them wrote is read: about a minute for each person.",
        validators=[InputRequired("Type how many people to draw.")],
        default=100,
    )

    @property
    def number(self) -> int:
        """What was typed; the form was validated, so there is one."""
        return cast(int, self.people.data)


class BlindForm(Form):
    """What a comment says, as a person reads it."""

    sentiment = RadioField(
        "How does the person feel?",
        choices=FEELINGS,
        validators=[DataRequired("Choose how the person feels.")],
    )
    themes = TicksField("What is it about? Tick all that it speaks of.", choices=THEMES)
    is_about_none = BooleanField("None of these")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether something is ticked, so that nothing ticked is never a slip."""
        is_valid = super().validate(extra_validators)
        if bool(self.themes.data) == bool(self.is_about_none.data):
            self.themes.errors = [
                "Tick the themes that it speaks of, or “None of these”, and not both."
            ]
            return False
        return is_valid
