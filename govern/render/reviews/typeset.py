"""typst where it runs, which `paper` starts: in a process of its own. It has threads, and of a process with threads that divides
itself, as a command above several projects does, the parts may wait for each other for ever.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import typst

STANDARDS = ["a-2a", "ua-1"]
WAYS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": STANDARDS, "ignore_system_fonts": True},
    {"pdf_standards": STANDARDS, "ignore_system_fonts": False},
    {"ignore_system_fonts": False},
)
"""What is tried in turn: the standards refuse a text for which there is no letter, the last way shows a box for it."""


def main() -> None:
    """Read from standard input what is asked, a JSON object; write the PDF, or why there is none."""
    asked = json.load(sys.stdin.buffer)
    try:
        sys.stdout.buffer.write(made(asked["template"], asked["review"], asked["day"]))
    except typst.TypstError as error:
        sys.exit(error.message)


def made(template: str, review: str, day: str) -> bytes:
    """A template laid out with the JSON of a review, as a PDF made on a day. Raises `TypstError`."""
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    *strict, last = WAYS
    for way in strict:
        try:
            return laid_out(template, {"review": review}, moment, way)
        except typst.TypstError:
            continue
    return laid_out(template, {"review": review, "boxes": "yes"}, moment, last)


def laid_out(template: str, told: dict[str, str], moment: datetime, way: dict[str, Any]) -> bytes:
    """One way."""
    return bytes(typst.compile(template.encode(), format="pdf", timestamp=moment, sys_inputs=told, **way))
