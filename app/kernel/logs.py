"""Logs say what failed and where, never with what: an error may repeat what somebody wrote.

A database quotes the whole row that it refused, and a number that is none as it was typed.
So of an error its kind and its place in the program are written down, not its message.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any, Final

BECAUSE: Final = "\nThis came of the error above:\n"


def log_without_words() -> None:
    """See to it for everything that this process logs, and for errors that nobody caught."""
    if not isinstance(logging.getLogRecordFactory(), _Factory):
        logging.setLogRecordFactory(_Factory())
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _write_plainly
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda lost: _write_plainly(lost.exc_type, lost.exc_value, None)


def without_words(error: BaseException | None) -> str:
    """The kinds of an error and of those that led to it, and where in the program they came up."""
    parts: list[str] = []
    while error is not None:
        kind = type(error)
        place = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"{place}{kind.__module__}.{kind.__qualname__} (its message is not logged)")
        hidden = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or hidden
    return BECAUSE.join(reversed(parts))


class _Factory:
    """Makes log records as logging does, with errors named without their message."""

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = logging.LogRecord(*args, **kwargs)
        if record.exc_info:
            record.exc_text = without_words(record.exc_info[1])
            record.exc_info = None
        return record


def _write_plainly(
    _kind: object, error: BaseException | None, _place: TracebackType | None
) -> None:
    if not isinstance(error, KeyboardInterrupt):
        sys.stderr.write(f"{without_words(error)}\n")
