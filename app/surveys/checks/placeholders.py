"""Placeholders: only those that can be filled, and the same ones in every translation."""

from collections.abc import Iterator, Mapping

from app.kernel.localised import Wording, numbers_in_category, placeholders_in

COUNT = "count"


def forbidden_placeholders(wording: Wording, allowed: frozenset[str]) -> Iterator[str]:
    """Placeholders of a source wording that nothing would fill."""
    for name in sorted(_all_in(wording) - allowed):
        use = " or ".join(f"{{{each}}}" for each in sorted(allowed))
        remedy = f"use only {use}" if use else "remove it"
        yield f"has the placeholder {{{name}}}, which cannot be filled here; {remedy}"


def changed_placeholders(wording: Wording, source: Wording) -> Iterator[str]:
    """Placeholders that a translation added to its source."""
    for name in sorted(_all_in(wording) - _all_in(source)):
        yield f"has the placeholder {{{name}}}, which its source does not have; remove it"


def lost_placeholders(wording: Wording, source: Wording, language: str) -> Iterator[str]:
    """Placeholders of the source that a translation, or one of its branches, dropped."""
    needed = _all_in(source)
    if isinstance(wording, str):
        yield from (_lost(name, "") for name in sorted(needed - placeholders_in(wording)))
        return
    for category, branch in wording.items():
        missing = needed - placeholders_in(branch)
        if len(numbers_in_category(language, category)) == 1:
            missing -= {COUNT}
        yield from (_lost(name, f" in its branch '{category}'") for name in sorted(missing))


def _lost(name: str, where: str) -> str:
    return f"lost the placeholder {{{name}}}{where}; put it back"


def _all_in(wording: Wording) -> frozenset[str]:
    branches = wording.values() if isinstance(wording, Mapping) else (wording,)
    return frozenset(name for branch in branches for name in placeholders_in(branch))
