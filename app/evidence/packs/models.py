"""Table: the public halves of the keys that packs of this installation are signed with."""

from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import now
from app.kernel.database import Base


class SignatureKey(Base):
    """One public key; each machine that makes packs has its own, and none is ever taken out."""

    __tablename__ = "signature_keys"

    public_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
