"""A program of its own that sets one template and ends: a job in, a PDF file out.

typst keeps what it has set in memory for as long as its process lives, some hundred megabytes after
a few dozen sheets. A web process that prints now and then is not to carry that.

The job is JSON on standard input: `template`, `fonts` (folders) and `inputs`. What goes wrong is
said on standard error.
"""

import json
import sys
from typing import Final

import typst

ACCESSIBLE: Final = "ua-1"


def main() -> int:
    """Set the job; 1 when the template refuses it."""
    job = json.load(sys.stdin)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"]
    )
    try:
        made = typst.compile(
            job["template"],
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs=job["inputs"],
            format="pdf",
            pdf_standards=ACCESSIBLE,
        )
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
