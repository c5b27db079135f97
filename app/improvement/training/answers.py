"""One answer at a programme's link, as it is compared."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One answer at a programme's link."""

    id: uuid.UUID
    version: int
    answers: Mapping[str, Any]
