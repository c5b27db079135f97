"""The fields of staff forms: lines, texts, days, numbers and ticks, each made in one way.

What a field takes is what the operation behind it takes: the same rule, limit and message.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from wtforms import (
    DateField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from app.kernel import limits
from app.kernel.days import FIRST_DAY, LAST_DAY, is_day
from app.kernel.errors import Refused
from app.kernel.texts import one_line, several_lines
from app.surveys.written import whole_number

Choices = dict[str, str]
"""What is sent → what is shown."""

LARGEST_NUMBER: Final = 1_000_000_000
"""Far more than anybody counts here, and no more than a table can hold."""


class DayField(DateField):
    """A day whose message says what to type."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError:
            raise ValueError("Type the date as year-month-day, such as 2026-11-30.") from None
        if self.data and not is_day(self.data):
            raise ValueError(f"Type a date from {FIRST_DAY:%Y} to {LAST_DAY:%Y}.")


class NumberField(IntegerField):
    """A whole number whose message says what to type."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        self.data = whole_number(valuelist[0])
        if self.data is None:
            raise ValueError("Type a whole number, such as 60.")
        if abs(self.data) > LARGEST_NUMBER:
            raise ValueError("Type a smaller number.")


class TicksField(SelectMultipleField):
    """Several choices, each with a box to tick."""

    option_widget = CheckboxInput()


class _Fits:
    """That what was typed can be kept, by the rule that keeps it."""

    def __init__(self, rule: Callable[..., object], limit: int) -> None:
        self._rule, self._limit = rule, limit

    def __call__(self, form: object, field: Field) -> None:
        try:
            self._rule(field.data, name=f"“{field.label.text}”", limit=self._limit)
        except Refused as refused:
            raise ValidationError(str(refused)) from None


def line_field(
    label: str,
    hint: str = "",
    *,
    needed: str | None = None,
    limit: int = limits.LINE,
    kind: type[StringField] = StringField,
    **more: Any,
) -> Field:
    """A text of one line; `needed` is the message where nothing is typed, None where that is fine.

    A browser types no more than fits.
    """
    return kind(
        label,
        description=hint,
        validators=[*_wanted(DataRequired, needed), _Fits(one_line, limit)],
        render_kw={"maxlength": limit, **more},
    )


def text_field(
    label: str = "",
    hint: str = "",
    *,
    needed: str | None = None,
    limit: int = limits.TEXT,
    kind: type[StringField] = TextAreaField,
    **more: Any,
) -> Field:
    """A text of several lines, or a long one of one line, in any language.

    A browser takes more than fits, since it would cut a text that is pasted and not say so; the
    page counts with whoever types.
    """
    return kind(
        label,
        description=hint,
        validators=[*_wanted(DataRequired, needed), _Fits(several_lines, limit)],
        render_kw={"data-most": limit, **more},
    )


def day_field(label: str, hint: str = "", *, needed: str | None = None) -> Field:
    """A day; `needed` is the message where none is chosen, None where that is fine."""
    return DayField(
        label, description=hint, validators=_wanted(InputRequired, needed) or [Optional()]
    )


def choice_field(label: str, hint: str = "", *, needed: str | None = None) -> SelectField:
    """One of a list; a list that was not sent counts as its empty choice."""
    return SelectField(
        label,
        description=hint,
        validators=_wanted(DataRequired, needed),
        filters=[lambda value: value or ""],
    )


def names_by_id(things: Iterable[Any]) -> Choices:
    """Things that have an id and a name, to choose from."""
    return {str(each.id): each.name for each in things}


def _wanted(required: Callable[[str], Any], message: str | None) -> list[Any]:
    return [required(message)] if message else []
