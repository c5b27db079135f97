"""Tables: where somebody decided that the limits of a chart are worked out again."""

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class Rebase(RandomId, Base):
    """From `month` on, the limits of the charts of one subject are new, for a reason.

    `about` is `theme:CODE` or `measure:CODE`; `service` and `audience` are empty for all.
    """

    __tablename__ = "rebases"
    __table_args__ = (UniqueConstraint("about", "service", "audience", "month"),)

    about: Mapped[str] = mapped_column(String(100))
    service: Mapped[str] = mapped_column(String(36))
    audience: Mapped[str] = mapped_column(String(20))
    month: Mapped[str] = mapped_column(String(7))
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(limits.LINE))
    decided_on: Mapped[date] = mapped_column(default=today)
