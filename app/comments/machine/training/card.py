"""The model card: what the machine was made from, how well it reads, and where it does not."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any, Final

from jinja2 import Environment, StrictUndefined

from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.readings import readers_agree
from app.kernel.localised import english_name
from app.statistics.agreement import Agreement

TEMPLATE: Final = Path(__file__).with_suffix(".md")
KINDS: Final = {
    "clinic": "patients on health services, labelled by people",
    "clinic_rated": "the same, with the rating that they gave",
    "own": "made-up care comments, written for this",
    "own_unasked": "the same, without what was asked",
    "public": "texts of other kinds, labelled by people",
}


def card(manifest: Mapping[str, Any]) -> str:
    """The card of a model, in Markdown."""
    # The card is Markdown for people who develop, made of figures; nothing in it comes from users.
    environment = Environment(  # noqa: S701
        undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        m=manifest,
        own=[each for each in manifest["training"] if each["kind"] == "own"],
        polar=mean(each["polar"] for each in manifest["public"].values()),
        good_theme=manifest["good_theme"],
        names=KINDS,
        themes=THEMES,
        english_name=english_name,
        readers=readers_agree(),
        found=_found,
        interval=_kappa,
    )


def _found(counts: Sequence[int], labels: Sequence[str]) -> int:
    """How often a reader found a theme."""
    return dict(zip(labels, counts, strict=True)).get(str(True), 0)


def _kappa(of: Agreement) -> str:
    if of.kappa is None or of.kappa_interval is None:
        return "too few"
    return f"{of.kappa:.2f} ({of.kappa_interval.low:.2f} to {of.kappa_interval.high:.2f})"
