"""Plural branches: one for each CLDR category of the language, and no others."""

from collections.abc import Iterator

from app.kernel.localised import Wording, english_name, plural_categories


def plural_faults(wording: Wording, language: str, *, plural: bool) -> Iterator[str]:
    """What is wrong with a wording's branches; ``plural`` says whether it is to have any."""
    needed = plural_categories(language)
    if isinstance(wording, str):
        if plural:
            yield f"needs plural branches; write one for each of {', '.join(needed)}"
        return
    if not plural:
        yield "takes one wording and no plural branches; write one text"
        return
    missing = [name for name in needed if name not in wording]
    if missing:
        yield (
            f"lacks the plural {_branches(missing)}; {english_name(language)} needs"
            f" {', '.join(needed)}"
        )
    extra = [name for name in wording if name not in needed]
    if extra:
        yield (
            f"has the plural {_branches(extra)}, which {english_name(language)} does not use;"
            f" keep only {', '.join(needed)}"
        )


def _branches(names: list[str]) -> str:
    return f"{'branch' if len(names) == 1 else 'branches'} {', '.join(names)}"
