"""Forms: the words of what is published, and a signature."""

from collections.abc import Iterable

from wtforms import HiddenField

from app.kernel import limits
from app.web.fields import line_field, text_field
from app.web.forms import EditForm, Form


class WordingForm(EditForm):
    """Two texts that are published, in one language."""

    first = text_field(needed="Both texts are needed.", limit=limits.WORDING)
    second = text_field(needed="Both texts are needed.", limit=limits.WORDING)

    def call(self, names: Iterable[str]) -> None:
        """Say what the two texts are called."""
        for text, name in zip((self.first, self.second), names, strict=True):
            text.label.text = name


class SignForm(Form):
    """Who stands for the words. `seen` says which words were read."""

    by = line_field(
        "Who signs it off",
        "Somebody who speaks the language and has read it. Their name is kept, and is"
        " not published.",
        needed="Type who signs it off.",
    )
    seen = HiddenField()
