"""Where a page leads for the privacy notice and the accessibility statement."""

import re


def ways(html: str) -> list[str]:
    """The addresses at the foot of a page, by link or by button."""
    foot = html[html.index("<footer") :]
    return re.findall(r'(?:href|data-href)="(/[^"]*?(?:privacy|accessibility)[^"]*)"', foot)
