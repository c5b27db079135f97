"""How fast the shipped model reads, and how much memory it takes: `python -m … FOLDER`.

In a process of its own, which holds nothing else, on made-up English comments with the question
asked. Processor time on one core, the least of several times, since others may use the machine.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import mean
from typing import Any, Final

from app.comments.machine.engine.reader import CommentInput
from app.comments.machine.engine.shipped import load_reader
from app.comments.machine.training.examples import own_examples

COMMENTS: Final = 400
TIMES: Final = 3
LANGUAGE: Final = "en"
KILOBYTES: Final = 1000


def speed(folder: Path) -> dict[str, Any]:
    """What a process of its own measures of the model in a folder."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", __name__, str(folder)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print it as JSON."""
    began = time.process_time()
    # The folder of an installed encoder is not looked at.
    reader = load_reader(Path(), folder=Path(sys.argv[1]))
    loading = time.process_time() - began
    english = [each for each in own_examples() if each.language == LANGUAGE and each.writer]
    some = [CommentInput(each.text, each.question) for each in english]
    parts = [some[start::TIMES][:COMMENTS] for start in range(TIMES)]
    seconds = [_seconds(reader.read, part) for part in parts]
    figures = {
        "words": round(mean(len(each.text.split()) for part in parts for each in part), 1),
        "ms": round(min(seconds) / COMMENTS * 1000, 1),
        "loading_s": round(loading, 1),
        "megabytes": _most_memory() // KILOBYTES,
    }
    sys.stdout.write(json.dumps(figures))


def _most_memory() -> int:
    """Kilobytes of this program at its largest; `getrusage` counts whoever started it too."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    [peak] = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(peak)


def _seconds(read: Any, some: list[CommentInput]) -> float:
    began = time.process_time()
    read(some)
    return time.process_time() - began


if __name__ == "__main__":
    main()
