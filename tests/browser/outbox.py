"""What a browser keeps: the entries of its outbox and the links it has whole."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.faults.people import until
from tests.browser.respondent import Respondent

SHARED = Path(__file__).resolve().parents[1] / "surveys" / "shared"
TINY = Path(__file__).resolve().parents[1] / "surveys" / "one-question" / "1" / "survey.yaml"
ENTRIES = """new Promise((done) => {
  const request = indexedDB.open("own-words");
  request.onsuccess = () => {
    const all = request.result.transaction("outbox").objectStore("outbox").getAll();
    all.onsuccess = () => { request.result.close(); done(all.result); };
  };
})"""
NOON = datetime(2026, 11, 8, 12, tzinfo=UTC)
WHOLE = """caches.keys().then(async (names) => {
  const kept = await Promise.all(names.map((name) => caches.open(name)));
  const marks = await Promise.all(kept.map((cache) => cache.match("/whole")));
  return names.length > 0 && marks.every(Boolean);
})"""


def keep(page: Page) -> None:
    """Wait until the device has the survey whole."""
    assert until(page, WHOLE, 20)


def stop_clock(page: Page) -> None:
    """From now on the page's clock goes on only when it is told to."""
    page.clock.install(time=NOON)
    page.clock.pause_at(NOON + timedelta(minutes=1))


def kept_names(page: Page) -> list[str]:
    """The names of what is kept, one for each state of a link."""
    names: list[str] = page.evaluate("caches.keys()")
    return names


def waiting(page: Page) -> list[dict[str, Any]]:
    """The entries of the outbox."""
    found: list[dict[str, Any]] = page.evaluate(ENTRIES)
    return found


def all_sent(page: Page) -> None:
    """Wait until nothing is kept; a page that has not looked yet says nothing of what waits."""
    assert until(page, f"{ENTRIES}.then((entries) => entries.length === 0)", 20)


@dataclass(frozen=True)
class OwnSurvey:
    """A survey of a test's own, of which it may publish more versions."""

    folder: Path
    id: str

    def write(self, version: int) -> Path:
        """The file of a version."""
        text = TINY.read_text(encoding="utf-8").replace("one-question", self.id)
        text = text.replace("version: 1", f"version: {version}")
        text = text.replace("like the food?", "like the food?" + " Really?" * (version - 1))
        path = self.folder / self.id / str(version) / "survey.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def publish_next(self, server: Any) -> None:
        """Publish version 2."""
        server.command("survey", "publish", str(self.write(2)))


def own_survey(server: Any, folder: Path, survey_id: str) -> tuple[OwnSurvey, str]:
    """A tiny survey at a link of its own: the survey, and the link's token."""
    shutil.copytree(SHARED, folder / "shared", dirs_exist_ok=True)
    survey = OwnSurvey(folder, survey_id)
    server.command("survey", "publish", str(survey.write(1)))
    services = server.json("service", "list")
    made = server.json("link", "create", "--survey", survey_id, "--service", services[0]["name"])
    return survey, made["token"]


def answer_one(respondent: Respondent) -> None:
    """Answer the only question, as far as "check your answers"."""
    respondent.answer(respondent.question)
    respondent.go_on()
