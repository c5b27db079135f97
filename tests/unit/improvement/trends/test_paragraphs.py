"""A quarter in a paragraph: what its templates take from elsewhere is the same there."""

from app.comments.machine.engine.themes import THEMES
from app.improvement.trends.paragraphs import THEME_NAMES


def test_themes_have_the_names_that_they_have_everywhere():
    assert {code: str(name) for code, name in THEME_NAMES.items()} == THEMES
