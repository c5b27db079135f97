"""The most characters that each kind of text may have: column, form and message say the same."""

from typing import Final

LINE: Final = 200
"""A name, a title, a place, a role."""
TEXT: Final = 4_000
"""Several lines: what was agreed, found or done, and why."""
WORDING: Final = 1_000
"""What is published, so that it stays short enough to be read, and to stand on a poster."""
WEB_ADDRESS: Final = 500
EMAIL: Final = 254
"""RFC 5321: 256 with the brackets around it. The record calls people by it too."""
PHONE: Final = 40
OUTCOME: Final = 500
"""What came of something, in one line."""
VERSION: Final = 40
