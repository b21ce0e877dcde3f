"""How a report is to look, as somebody asked for it on the command line."""

from __future__ import annotations

import os

from govern.cli.wanted import Wanted
from govern.core.record import Record


class Style(Record):
    """How a report is to look, where it goes, and which of its findings are wanted."""

    format: str = "text"
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    output_file: str = ""
    wanted: Wanted = Wanted()


def usual_format() -> str:
    """What a report is printed as where nobody says: in a GitHub job so that it shows beside the lines."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
