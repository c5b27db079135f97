"""Forms: a file to hand in, and how many cards to make."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.links.cards import MOST_AT_ONCE


class HandInForm(FlaskForm):  # type: ignore[misc]
    """A file that a device saved."""

    file = FileField(
        "File of answers",
        description="Its name begins with own-words-answers.",
        validators=[FileRequired("Choose the file that was saved on the device.")],
    )


class CardsForm(FlaskForm):  # type: ignore[misc]
    """How many cards."""

    number = IntegerField(
        "How many cards",
        default=40,
        validators=[
            InputRequired("Type how many cards to make."),
            NumberRange(1, MOST_AT_ONCE, f"Type a number from 1 to {MOST_AT_ONCE}."),
        ],
    )
