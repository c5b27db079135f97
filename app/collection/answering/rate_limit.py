"""How fast answers come in at each link.

Nothing is known of who sends them, so the measure is the link's own: a whole care home behind one
address passes, and a hostile burst is slowed down without asking anybody to solve a puzzle. Each
web process counts for itself; the true limit is the setting times the number of processes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

WINDOW_SECONDS = 600
MANY_IN_A_WINDOW = 40
LINKS_REMEMBERED = 10_000


@dataclass
class _Link:
    allowance: float
    seen_at: float
    window_began: float
    in_window: int = 0


class RateLimit:
    """A token bucket and a count for each link.

    Args:
        rate: answers a second that a link may receive for ever, and how many at once; or None.
        clock: seconds that only ever go forward.
    """

    def __init__(
        self, rate: tuple[float, int] | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._clock = clock
        self._links: dict[str, _Link] = {}

    def wait(self, token: str) -> int:
        """Seconds to wait before the next answer at this link is taken; 0 takes it now."""
        if self._rate is None:
            return 0
        a_second, burst = self._rate
        link = self._at(token)
        if link.allowance < 1:
            return max(1, round((1 - link.allowance) / a_second))
        link.allowance -= 1
        return 0

    def is_many(self, token: str) -> bool:
        """Count one answer; whether the link had unusually many within ten minutes."""
        link = self._at(token)
        if self._clock() - link.window_began > WINDOW_SECONDS:
            link.window_began, link.in_window = self._clock(), 0
        link.in_window += 1
        return link.in_window > MANY_IN_A_WINDOW

    def _at(self, token: str) -> _Link:
        now = self._clock()
        if len(self._links) > LINKS_REMEMBERED:
            self._links.clear()
        a_second, burst = self._rate or (0.0, 0)
        link = self._links.setdefault(token, _Link(burst, now, now))
        link.allowance = min(burst, link.allowance + (now - link.seen_at) * a_second)
        link.seen_at = now
        return link
