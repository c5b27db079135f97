"""What every form of staff stands on.

It takes no words that cannot be kept, and nobody's change goes because two people made one at once.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField

from app.kernel.days import long_date
from app.kernel.storable import REFUSAL, is_storable

MARK_LENGTH: Final = 12
BOTH: Final = (
    "Somebody else changed this to “{theirs}” while you typed. Yours is shown here: save again to "
    "keep it, or put theirs back."
)
THEIRS: Final = (
    "Somebody else changed this while you typed. Theirs is shown here now: save again to keep it."
)


class Form(FlaskForm):  # type: ignore[misc]
    """A form of a staff page, with the token against forged posts."""

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether every field will do; a field with words that cannot be kept says so."""
        is_valid: bool = super().validate(extra_validators)
        unfit = [field for field in self if not _is_storable(field.raw_data)]
        for field in unfit:
            field.errors = [REFUSAL]
        return is_valid and not unfit


class EditForm(Form):
    """A form that changes something kept, given as `obj` or `data`.

    The page remembers of each field what it showed. Where something else is kept by the time that
    it comes back, nobody's words go: the field says what is kept now beside what was typed.
    """

    shown_before = HiddenField()

    def process(self, *arguments: Any, **more: Any) -> None:
        """Take what was sent, and what is kept now."""
        super().process(*arguments, **more)
        sent = self.shown_before.raw_data
        self._then = _marks_sent(sent[0]) if sent else {}
        self._now = {field.name: _mark(field.object_data) for field in self._compared()}
        self.shown_before.data = json.dumps(self._now)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether every field will do, and nobody else changed one meanwhile to something else."""
        is_valid = super().validate(extra_validators)
        overtaken = [field for field in self._compared() if self._is_overtaken(field)]
        for field in overtaken:
            _explain_change(field, is_changed_here=_mark(field.data) != self._then[field.name])
        return is_valid and not overtaken

    def _is_overtaken(self, field: Field) -> bool:
        now = self._now[field.name]
        return self._then.get(field.name, now) != now and _mark(field.data) != now

    def _compared(self) -> Iterator[Field]:
        own = ("csrf_token", self.shown_before.name)
        return (field for field in self if field.name not in own)


def _is_storable(sent: Sequence[Any] | None) -> bool:
    return all(is_storable(each) for each in sent or () if isinstance(each, str))


def _marks_sent(written: str) -> dict[str, str]:
    """What the page says that it showed; nothing where it says nothing that can be read."""
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _mark(value: Any) -> str:
    """A short mark of a value, the same for a value as it is kept and as a browser sends it."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        plain = "\n".join(sorted(str(each) for each in value))
    else:
        plain = "" if value is None or value is False else str(value)
    lines = (line.strip() for line in plain.strip().splitlines())
    return hashlib.sha256("\n".join(lines).encode(errors="replace")).hexdigest()[:MARK_LENGTH]


def _explain_change(field: Field, *, is_changed_here: bool) -> None:
    if is_changed_here:
        sentence = BOTH.format(theirs=_in_words(field))
    else:
        field.data, field.raw_data, sentence = field.object_data, None, THEIRS
    field.errors = [*field.errors, sentence]


def _in_words(field: Field) -> str:
    """What is kept, as the page calls it."""
    kept = field.object_data
    offered = getattr(field, "choices", None) or ()
    names = (
        dict(offered) if isinstance(offered, Mapping) else {each[0]: each[1] for each in offered}
    )
    if isinstance(kept, bool):
        return "ticked" if kept else "not ticked"
    if isinstance(kept, date):
        return long_date(kept)
    if isinstance(kept, Iterable) and not isinstance(kept, str):
        return ", ".join(str(names.get(each, each)) for each in kept) or "nothing"
    return str(names.get(kept, kept) or "nothing")
