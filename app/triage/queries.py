"""Stub until the queue comes."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any


def standing(comment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    return {}


def corrected_since(since: datetime | None) -> tuple[set[uuid.UUID], datetime | None]:
    return set(), None


def sentiments_by_people() -> dict[uuid.UUID, str]:
    return {}


def hidden_from(user_id: uuid.UUID, comment_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    return set()


def translations(comment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return {}
