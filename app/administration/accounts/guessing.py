"""How fast passwords may be tried: counted before anything is hashed, and never a lock.

Every try takes a place in some lanes. A lane is a generic cell rate (ITU-T I.371): a number of
tries at once, then one every so many seconds for ever. Who comes too early is told how long to
wait, and a guess that is refused takes no place, so that nobody can make anybody wait longer by
trying on. A browser in which an account has signed in before has lanes of its own for it, which
nobody else can fill.

Taking a place is one statement of the database, so that guesses at one moment are counted rightly
on every server. A lane that is full until a time that no try can have brought about was filled
while a clock was wrong, and counts as empty.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, delete, or_, select, update
from sqlalchemy.orm import Session

from app.administration.accounts.models import GuessLane
from app.extensions import db, insertion
from app.kernel.clock import now
from app.kernel.errors import Refused

CLOCKS_DIFFER = 60.0
"""Seconds by which the clocks of servers may differ."""

AN_HOUR = 3600.0


@dataclass(frozen=True)
class Rate:
    """`at_once` tries, then one every `seconds`."""

    at_once: int
    seconds: float

    @property
    def longest(self) -> float:
        """Seconds after which a full lane is empty again."""
        return self.at_once * self.seconds


BURST, SLOW = Rate(10, 0.5), Rate(60, 30)
NETWORK, ACCOUNT, EVERYBODY = Rate(120, 5), Rate(200, 10), Rate(600, 1)


@dataclass(frozen=True)
class Lane:
    """What is counted together, by the hash of what it is of, and how fast it may go."""

    key: str
    rate: Rate


@dataclass(frozen=True)
class Origin:
    """Where somebody tries from: `network` hashed, `device` where this browser is known."""

    network: str = "here"
    device: str | None = None


class TooManyGuesses(Refused):
    """Passwords were tried too fast; `seconds` says when the next may be."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, round(seconds + 0.5))
        word = "second" if self.seconds == 1 else "seconds"
        super().__init__(
            f"Too many passwords were tried. Wait {self.seconds} {word}, then try again: the right "
            "password works then."
        )


def lanes_of(account: str, origin: Origin) -> tuple[Lane, ...]:
    """The lanes of a try, the narrowest first: what is refused there fills none that others need.

    Args:
        account: the address that was typed, in its plain form.
        origin: from where.
    """
    if origin.device is not None:
        return _pair("device", account, origin.device)
    return (
        *_pair("account and network", account, origin.network),
        _lane(NETWORK, "network", origin.network),
        _lane(ACCOUNT, "account", account),
        _lane(EVERYBODY, "everybody"),
    )


def lanes_within(session_user: str) -> tuple[Lane, ...]:
    """The lanes of somebody who is signed in and types their own password once more."""
    return _pair("own password", session_user)


def take(lanes: Sequence[Lane]) -> None:
    """Take a place in every lane, in a transaction of its own that is kept whatever follows.

    Raises:
        TooManyGuesses: when one of them is full; with no place taken.
    """
    moment = now().timestamp()
    # Asked first without writing: a flood of refused guesses never holds up who stores an answer.
    _refuse(_wait(lanes, moment))
    with Session(db.engine) as session, session.begin():
        full = [lane for lane in lanes if not _take_place(session, lane, moment)]
        if full:
            session.rollback()
            _refuse(_wait(full, moment) or full[0].rate.seconds)


def give_back(lanes: Sequence[Lane]) -> None:
    """Give the places back after the right password, and forget lanes that are long empty."""
    moment = now().timestamp()
    with Session(db.engine) as session, session.begin():
        for lane in lanes:
            earlier = update(GuessLane).where(GuessLane.lane == lane.key)
            session.execute(earlier.values(free_at=GuessLane.free_at - lane.rate.seconds))
        long_empty = GuessLane.free_at < moment - AN_HOUR
        never_so = GuessLane.free_at > moment + max(SLOW.longest, ACCOUNT.longest) + AN_HOUR
        session.execute(delete(GuessLane).where(or_(long_empty, never_so)))


def _take_place(session: Session, lane: Lane, moment: float) -> bool:
    rate, free_at = lane.rate, GuessLane.free_at
    statement = insertion(GuessLane).values(lane=lane.key, free_at=moment + rate.seconds)
    is_in_use = free_at.between(moment, _impossible(rate, moment))
    taking = statement.on_conflict_do_update(
        index_elements=[GuessLane.lane],
        set_={"free_at": case((is_in_use, free_at), else_=moment) + rate.seconds},
        where=or_(
            free_at <= moment + rate.longest - rate.seconds,
            free_at > _impossible(rate, moment),
        ),
    ).returning(free_at)
    return session.execute(taking).first() is not None


def _wait(lanes: Sequence[Lane], moment: float) -> float:
    """Seconds until every lane has a place."""
    asked = select(GuessLane.lane, GuessLane.free_at)
    asked = asked.where(GuessLane.lane.in_([lane.key for lane in lanes]))
    with Session(db.engine) as session:
        found = {row.lane: row.free_at for row in session.execute(asked)}
    return max(
        _left(found[lane.key], lane.rate, moment) if lane.key in found else 0.0 for lane in lanes
    )


def _left(free_at: float, rate: Rate, moment: float) -> float:
    if free_at > _impossible(rate, moment):
        return 0.0
    return max(0.0, free_at - (moment + rate.longest - rate.seconds))


def _impossible(rate: Rate, moment: float) -> float:
    return moment + rate.longest + CLOCKS_DIFFER


def _refuse(seconds: float) -> None:
    if seconds > 0:
        raise TooManyGuesses(seconds)


def _pair(*of: str) -> tuple[Lane, Lane]:
    return _lane(BURST, "burst", *of), _lane(SLOW, "slow", *of)


def _lane(rate: Rate, *of: str) -> Lane:
    return Lane(hashlib.sha256("\n".join(of).encode()).hexdigest(), rate)
