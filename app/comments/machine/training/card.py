"""The model card: what the machine was made from, how well it reads, and where it does not."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from pathlib import Path
from statistics import mean
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.readings import readers_agree
from app.comments.machine.training.year import LANGUAGES
from app.kernel.localised import english_name
from app.statistics.agreement import Agreement

FOLDER: Final = Path(__file__).with_name("cards")
KINDS: Final = {
    "clinic": "patients on health services, labelled by people",
    "clinic_rated": "the same, with the rating that they gave",
    "own": "made-up care comments, written for this",
    "own_unasked": "the same, without what was asked",
    "public": "texts of other kinds, labelled by people",
}
LEFT_OUT: Final = {
    "writers": "each made-up writer in turn",
    "writers_unknown": "of these, writers that are held out from the encoder too",
    "clinic_first": "the first clinic (“FFT Why?”, “How could we improve?”)",
    "clinic_second": "the second (“What was good?”, “What could we do better?”)",
    "clinic_third": "the third (the 111 service)",
    "clinic_unknown": "of all three, comments that are held out from the encoder too",
}
HOW: Final = """draws with replacement, 400 of them, of whole writers or texts (Efron 1979),
and never narrower than Wilson's interval of a share of that size on as many comments."""


def card(manifest: Mapping[str, Any]) -> str:
    """The card of the model that ships, in Markdown."""
    return _rendered(
        "model.md",
        manifest,
        own=[each for each in manifest["training"] if each["kind"] == "own"],
        polar=_mean_polar(manifest["public"].values()),
        good_theme=manifest["good_theme"],
        left_out=LEFT_OUT,
        year_sizes=LANGUAGES,
        readers=readers_agree(),
        found=_found,
        interval=_kappa,
    )


def local_card(trained: Mapping[str, Any]) -> str:
    """The card of what was trained for an installed encoder, in Markdown."""
    return _rendered("local.md", trained)


def _rendered(template: str, manifest: Mapping[str, Any], **more: Any) -> str:
    # The card is Markdown for people who develop, made of figures; nothing in it comes from users.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(
        m=manifest,
        names=KINDS,
        themes=THEMES,
        english_name=english_name,
        figure=figure,
        percent=percent,
        how=HOW,
        **more,
    )


def figure(of: Mapping[str, Any], name: str, places: int = 2) -> str:
    """A figure with its interval: `0.74 (0.70–0.78)`."""
    low, high = of["intervals"][name]
    return f"{of[name]:.{places}f} ({low:.{places}f}–{high:.{places}f})"


def percent(of: Mapping[str, Any], name: str, places: int = 0) -> str:
    """A share with its interval: `74 % (70–78)`."""
    low, high = (100 * each for each in of["intervals"][name])
    return f"{of[name] * 100:.{places}f} % ({low:.{places}f}–{high:.{places}f})"


def _mean_polar(languages: Iterable[Mapping[str, Any]]) -> str:
    """The mean over languages; its interval from theirs (Zou and Donner, 2008)."""
    some = list(languages)
    middle = mean(each["polar"] for each in some)
    below, above = (
        sqrt(sum((each["polar"] - each["intervals"]["polar"][end]) ** 2 for each in some))
        for end in (0, 1)
    )
    return f"{middle:.3f} ({middle - below / len(some):.3f}–{middle + above / len(some):.3f})"


def _found(counts: Sequence[int], labels: Sequence[str]) -> int:
    """How often a reader found a theme."""
    return dict(zip(labels, counts, strict=True)).get(str(True), 0)


def _kappa(of: Agreement) -> str:
    if of.kappa is None or of.kappa_interval is None:
        return "too few"
    return f"{of.kappa:.2f} ({of.kappa_interval.low:.2f} to {of.kappa_interval.high:.2f})"
