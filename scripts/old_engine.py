"""Opens one page in an old Chromium, the one inside Qt, and says what a script finds there.

It runs in an environment of its own (`make old-engines`), so it imports nothing of the project.
Usage: python old_engine.py ADDRESS WIDTH HEIGHT < SCRIPT; prints {"complaints": […], "found": …}.
"""

import json
import os
import sys
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox --disable-gpu --no-zygote"
os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

from PyQt5.QtCore import QTimer, QUrl
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineProfile, QWebEngineView
from PyQt5.QtWidgets import QApplication

PATIENCE, SETTLING = 30_000, 700


class Page(QWebEnginePage):  # type: ignore[misc]
    """A page that keeps what its scripts complain of."""

    complaints: list[str] = []

    def javaScriptConsoleMessage(self, level: int, message: str, line: int, source: str) -> None:
        """Called by Qt for every line on the console; 2 is an error."""
        if level == 2:
            self.complaints.append(f"{message} ({source}:{line})")


def main() -> int:
    """Open the page; 1 when it never came."""
    address, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    script = sys.stdin.read()
    application = QApplication(["old-engine"])
    view = QWebEngineView()
    page = Page(QWebEngineProfile(view), view)
    view.setPage(page)
    view.resize(width, height)
    view.show()
    results: list[Any] = []

    def finish(found: Any) -> None:
        results.append(found)
        application.quit()

    page.loadFinished.connect(
        lambda _: QTimer.singleShot(SETTLING, lambda: page.runJavaScript(script, finish))
    )
    view.load(QUrl(address))
    QTimer.singleShot(PATIENCE, application.quit)
    application.exec_()
    print(json.dumps({"complaints": page.complaints, "found": results[0] if results else None}))
    return 0 if results else 1


if __name__ == "__main__":
    sys.exit(main())
