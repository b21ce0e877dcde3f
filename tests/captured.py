"""Captures in memory, for tests about what was really sent."""

from __future__ import annotations

import json
from typing import Any

from helpers import project

from govern.captures.hit import Capture, Hit
from govern.captures.read import read_text
from govern.project import Project
from govern.project.exports import Exports


def capture(*entries: Any, file: str = "capture.ndjson") -> Capture:
    """The capture of some requests: texts are addresses, or lines as they stand; the rest is JSON lines."""
    requests = ({"url": entry} if isinstance(entry, str) and "://" in entry[:8] else entry for entry in entries)
    lines = [entry if isinstance(entry, str) else json.dumps(entry) for entry in requests]
    return read_text("\n".join(lines) + "\n", file)


def hit(entry: Any) -> Hit:
    """The one hit of a request."""
    (found,) = capture(entry).hits
    return found


def subject(*entries: Any, specs: str = "") -> Project:
    """A project that was captured."""
    return project(specs, live=Exports(captures=(capture(*entries),)))


def entry(
    url: str, *, body: Any = None, status: int = 200, ms: float = 20, at: str = "2026-11-30T10:00:00.000Z"
) -> dict[str, Any]:
    """An entry of a HAR file."""
    data = {} if body is None else {"postData": {"mimeType": "application/json", "text": json.dumps(body)}}
    return {
        "startedDateTime": at,
        "time": ms,
        "request": {"method": "GET" if body is None else "POST", "url": url, "headers": [], **data},
        "response": {"status": status, "headers": [], "content": {"mimeType": "image/gif"}},
    }


def recording(*entries: Any) -> str:
    """A HAR file."""
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "test"}, "pages": [], "entries": list(entries)}})
