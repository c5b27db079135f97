"""Files that appear whole or not at all, and folders that one process at a time changes."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.kernel.errors import Refused

RUNNING = "running"
"""The file in the data folder that servers and workers hold for as long as they live."""
HALF_RESTORED = "half-restored"
"""Is in the data folder while one instance takes the place of another, and no longer."""
REMEDY = "Let the account that runs Own Words write there, or set OWNWORDS_DATA to another folder."


@contextmanager
def whole_or_not(target: Path) -> Iterator[Path]:
    """A file beside the target, which takes its place when all is written, and else goes.

    Raises:
        Refused: when the file cannot be written, and why.
    """
    # Every command knows this file, and few write one.
    import tempfile  # noqa: PLC0415

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


def written_once(path: Path, content: str) -> str:
    """What a file for its owner alone holds; made with `content` where there is none.

    Two processes that start together agree, because only one of them can create the file.
    """
    import secrets  # noqa: PLC0415 - for the same reason

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(content, encoding="utf-8")
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="utf-8", errors="replace")


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Of all processes that come here with one folder, one at a time goes on; the others wait."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def hold(folder: Path) -> int:
    """Say that this process serves or works on a data folder, until it ends; gives the handle."""
    handle = _running(folder)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


@contextmanager
def idle(folder: Path) -> Iterator[None]:
    """A data folder on which nobody serves or works; whoever would begin waits.

    Raises:
        Refused: when somebody does.
    """
    handle = _running(folder)
    try:
        _refuse_where_held(handle, folder)
        yield
    finally:
        os.close(handle)


def _refuse_where_held(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(
            f"Own Words runs on {folder}. End its server and worker first, and start them again "
            "afterwards. Nothing was changed."
        ) from error


def _running(folder: Path) -> int:
    return os.open(folder / RUNNING, os.O_RDWR | os.O_CREAT, 0o600)


def refuse_half_restored(folder: Path) -> None:
    """Make sure that the data folder and the database are of one instance.

    Raises:
        Refused: when a restore was broken off while it put them in place.
    """
    if (folder / HALF_RESTORED).exists():
        raise Refused(
            f"A restore into {folder} was broken off, so what is there may be half of one instance "
            "and half of another. Run `ownwords restore FILE --replace` again: what was there "
            "before stays in the folder that begins with before_restore."
        )


def own_folder(folder: Path) -> None:
    """Make a folder that no other account may look into, where there is none yet.

    Raises:
        Refused: when it cannot be made, or nothing can be written to it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise Refused(f"The data folder {folder} cannot be made: {reason}. {REMEDY}") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Refused(f"Nothing can be written to the data folder {folder}. {REMEDY}")


def make_private(path: Path) -> None:
    """Take from other accounts of the machine what they may do with a file; its group keeps it."""
    mode = path.stat().st_mode
    if mode & 0o007 and path.stat().st_uid == os.geteuid():
        path.chmod(mode & 0o770)
