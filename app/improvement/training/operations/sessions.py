"""Recording and correcting sessions, and attendance by role."""

import uuid

from sqlalchemy import delete

from app.administration.accounts.operations import COMMAND_LINE, record
from app.extensions import db
from app.improvement.training.models import Programme, Session, SessionAttendance
from app.improvement.training.plans import SessionPlan, attendance_values, session_values
from app.improvement.training.queries import get_programme, get_session, programme_line
from app.kernel.clock import today
from app.kernel.database import change
from app.kernel.errors import NotFound, Refused


def hold_session(
    *, programme_id: uuid.UUID, plan: SessionPlan, actor: str = COMMAND_LINE
) -> Session:
    """Record a session, planned or held, and attendance by role.

    Raises:
        NotFound: when there is no such programme, or the service is none of its own. Refused: when
        something is missing or cannot be stored, or attendance is given for a future day.
    """
    programme = get_programme(programme_id)
    values = session_values(plan)
    _refuse_other_service(programme, plan.service_id)
    attendance = _attendance(plan)
    session = Session(programme_id=programme.id, **values)
    db.session.add(session)
    db.session.flush()
    _count(session, attendance)
    record(actor=actor, action="training-session-added", subject=programme.name)
    return session


def edit_session(*, session_id: uuid.UUID, plan: SessionPlan, actor: str) -> Session:
    """Correct a session and attendance.

    Raises:
        NotFound: when there is no such session, or the service is none of the programme's.
        Refused: as `hold_session`.
    """
    session = get_session(session_id)
    programme = get_programme(session.programme_id)
    values = session_values(plan)
    _refuse_other_service(programme, plan.service_id)
    attendance = _attendance(plan)
    change(session, values)
    db.session.execute(delete(SessionAttendance).where(SessionAttendance.session_id == session.id))
    _count(session, attendance)
    record(actor=actor, action="training-session-edited", subject=programme.name)
    return session


def _count(session: Session, attendance: dict[str, int]) -> None:
    db.session.add_all(
        SessionAttendance(session_id=session.id, role=role, number=number)
        for role, number in attendance.items()
    )
    db.session.flush()


def _attendance(plan: SessionPlan) -> dict[str, int]:
    attendance = attendance_values(plan.attendance)
    if attendance and plan.day > today():
        raise Refused(
            f"The session is on {plan.day.isoformat()}, which is in the future, so nobody has "
            "attended yet. Correct the day, or record attendance afterwards."
        )
    return attendance


def _refuse_other_service(programme: Programme, service_id: uuid.UUID | None) -> None:
    if service_id is not None and service_id not in programme_line(programme.id).services:
        raise NotFound("This programme is not for that service. Choose one of its services.")
