"""Table: the key pairs that answers are sealed to on the devices where they are given."""

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import now
from app.kernel.database import Base


class SealingKey(Base):
    """One key pair, as a private JSON Web Key. The newest seals; every older one still opens.

    It stands in the database, so that every web server and every backup has it: a key that is lost
    would make each answer that still waits on a device unreadable for ever.
    """

    __tablename__ = "sealing_keys"

    kid: Mapped[str] = mapped_column(String(43), primary_key=True)
    private_key: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
