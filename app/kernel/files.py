"""Files that appear whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.kernel.errors import Refused


@contextmanager
def whole_or_not(target: Path) -> Iterator[Path]:
    """A file beside the target, which takes its place when all is written, and else goes.

    Raises:
        Refused: when the file cannot be written, and why.
    """
    try:
        target = target.resolve()
        if target.exists() and not target.is_file():
            raise Refused(f"{target} is not a file. Name a file to write to.")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror or error}.") from error
