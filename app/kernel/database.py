"""The database base: names for constraints, and ids that give nothing away."""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any, Final

import orjson
from sqlalchemy import JSON, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kernel.errors import Unstorable
from app.kernel.storable import all_storable, first_unstorable, is_storable

# How JSON writes the control characters that may not stand in it raw.
ESCAPED: Final = re.compile(r"\\(?:u00|[bf])")
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table is declared on."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON}


def differing(row: Base, values: Mapping[str, Any]) -> list[str]:
    """The names of those columns of a row that would change if these values were set."""
    return [name for name, value in values.items() if getattr(row, name) != value]


def change(row: Base, values: Mapping[str, Any]) -> list[str]:
    """Set these values of a row; gives the names of those that changed."""
    changed = differing(row, values)
    for name in changed:
        setattr(row, name, values[name])
    return changed


class RandomId:
    """A primary key that is random, so that it gives away neither order nor number."""

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)


def to_json(value: Any) -> str:
    """JSON as it is stored: words in their own letters, not as escapes.

    Raises:
        Unstorable: when a text in it cannot be stored, or a number has more than 64 bits.
    """
    try:
        text = orjson.dumps(value).decode()
    except TypeError:
        raise Unstorable from None
    if not is_storable(text) or (ESCAPED.search(text) and first_unstorable(value) is not None):
        raise Unstorable
    return text


def from_json(text: str) -> Any:
    """What was stored as JSON; what something else may have written there stops nobody."""
    try:
        return orjson.loads(text)
    except ValueError:
        return all_storable(json.loads(text))


ENGINE: Final = {
    "json_serializer": to_json,
    "json_deserializer": from_json,
    "hide_parameters": True,
}
"""How SQLAlchemy is to speak to a database."""
