"""Reading pages the way a test needs it."""

import html
import re

from werkzeug.test import TestResponse


def first(pattern: str, text: str) -> str:
    """The first group of the first match (or the whole match); fails when there is none."""
    found = re.search(pattern, text, re.DOTALL)
    assert found is not None, f"{pattern} is not on the page"
    return found[1] if found.re.groups else found[0]


def problems(answer: TestResponse) -> list[str]:
    """What the summary of a refused form says."""
    assert answer.status_code == 422
    summary = first(r'<div class="errors".*?</div>', answer.text)
    return [
        html.unescape(each)
        for each in re.findall(r"<(?:a [^>]*|li class=\"lines\")>(.*?)</", summary)
    ]
