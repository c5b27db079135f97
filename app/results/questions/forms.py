"""The form for an export."""

from collections.abc import Iterable
from typing import Final

from wtforms import RadioField, SelectField

from app.web.forms import Form

FORMATS: Final = {
    "xlsx": "Excel (XLSX)",
    "csv": "CSV, for any spreadsheet",
    "jsonl": "JSON Lines, exact, for programs",
}
ALL: Final = "all"


class ExportForm(Form):
    """Which file."""

    file_format = RadioField("Format", choices=FORMATS, default="xlsx", name="format")
    version = SelectField("Version of the survey", default=ALL)

    def offer_versions(self, versions: Iterable[int]) -> None:
        """Let one version or all be chosen."""
        each = {str(version): f"Version {version}" for version in versions}
        self.version.choices = {ALL: "All versions"} | each

    @property
    def chosen_version(self) -> int | None:
        """The version, or None for all."""
        return None if self.version.data == ALL else int(self.version.data)
