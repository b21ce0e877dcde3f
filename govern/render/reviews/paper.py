"""The review as a PDF, laid out by typst, which the extra `pdf` brings: the same bytes each time, archivable (PDF/A-2a), tagged
(PDF/UA-1). Without it the style sheet of the page prints one.

typst embeds its own fonts, which have Latin, Greek and Cyrillic letters. Where a text has others the system's fonts are looked in as
well; where those have not got them either, the PDF says that it shows boxes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from govern.core.child import paths
from govern.core.errors import GovernError
from govern.render.reviews import data
from govern.render.reviews.shown import Shown
from govern.source import files, packaged

SECONDS = 120
"""Longer than any review takes: its lists are shortened, and 1,000 lines of each are laid out in two seconds."""


def pdf(values: dict[str, Any], today: str) -> bytes:
    """The values of a page (`shortened`) as a PDF that was made on a day. Raises `GovernError` where it cannot be made."""
    if find_spec("typst") is None:
        raise GovernError("typst is not installed", help='pip install "govern-tracking[pdf]"')
    asked = {
        "template": files.read(os.path.join(packaged.templates(), "audit", "report.typ")).decode(),
        "review": data.document(values, Shown()).decode(),
        "day": today,
    }
    boot = f"import sys; sys.path[:] = {paths()!r}; from govern.render.reviews import typeset; typeset.main()"
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", boot], input=data.ENCODER.encode(asked).encode("utf-8", "surrogatepass"),
            capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise refused(f"it takes longer than {SECONDS} s") from None
    except OSError as error:  # no handle or no memory is left
        raise refused(f"typst cannot be started: {error.strerror}") from None
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise refused((done.stderr.decode("utf-8", "replace").strip().splitlines() or ["typst says nothing"])[-1])
    return done.stdout


def refused(why: str) -> GovernError:
    """Why there is no PDF, and the way out."""
    return GovernError(f"the PDF of the review cannot be made: {why}", help="print the HTML from a browser")
