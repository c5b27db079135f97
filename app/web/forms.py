"""The form that every form of staff is: it takes no words that cannot be kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm

from app.kernel.storable import REFUSAL, is_storable


class Form(FlaskForm):  # type: ignore[misc]
    """A form of a staff page, with the token against forged posts."""

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether every field will do; a field with words that cannot be kept says so."""
        is_valid: bool = super().validate(extra_validators)
        unfit = [field for field in self if not _is_storable(field.raw_data)]
        for field in unfit:
            field.errors = [REFUSAL]
        return is_valid and not unfit


def _is_storable(sent: Sequence[Any] | None) -> bool:
    return all(is_storable(each) for each in sent or () if isinstance(each, str))
