"""Forms: a file to hand in, and how many cards to make."""

from flask_wtf.file import FileField, FileRequired
from wtforms.validators import InputRequired, NumberRange

from app.collection.links.cards import MOST_AT_ONCE
from app.web.fields import NumberField
from app.web.forms import Form


class HandInForm(Form):
    """A file that a device saved."""

    file = FileField(
        "File of answers",
        description="Its name begins with own-words-answers.",
        validators=[FileRequired("Choose the file that was saved on the device.")],
    )


class CardsForm(Form):
    """How many cards."""

    number = NumberField(
        "How many cards",
        default=40,
        validators=[
            InputRequired("Type how many cards to make."),
            NumberRange(1, MOST_AT_ONCE, f"Type a number from 1 to {MOST_AT_ONCE}."),
        ],
    )
