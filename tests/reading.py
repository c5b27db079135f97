"""Reading pages the way a test needs it."""

import re


def first(pattern: str, text: str) -> str:
    """The first group of the first match (or the whole match); fails when there is none."""
    found = re.search(pattern, text, re.DOTALL)
    assert found is not None, f"{pattern} is not on the page"
    return found[1] if found.re.groups else found[0]
