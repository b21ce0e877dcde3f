"""Content security policies of the pages in a HAR file (developer tools › Network › Export HAR).

Of each page of the recording the document's answer counts, and of redirects the last; frames and other files have
policies of their own, which are not the page's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.captures.har import is_recording, part
from govern.core.reader import Given
from govern.core.report import Place
from govern.csp.policy import parse_policies
from govern.csp.readers.headers import HEADER, NO_POLICY, REPORT_ONLY, ServedPolicy, entity_of

PRECEDENCE = 42
READS = "json"
HOLDS = "policies"


def matches(data: Any) -> bool:
    """Whether this is a recording."""
    return is_recording(data)


def read(given: Given) -> tuple[ServedPolicy, ...]:
    """The policies of each page, or that it has none."""
    served: list[ServedPolicy] = []
    for url, headers in documents(given.data["log"]["entries"]):
        before = len(served)
        for name, value in headers:
            disposition: Any = "report" if name == REPORT_ONLY else "enforce"
            for policy in parse_policies(value, Place(given.file)):
                place = Place(given.file, (), None, f"{entity_of(disposition, len(served) - before)} of {bare(url)}")
                served.append(ServedPolicy(given.file, policy, disposition, "header", len(served), place, url))
        if len(served) == before:
            place = Place(given.file, (), None, f"answer of {bare(url)}")
            served.append(ServedPolicy(given.file, NO_POLICY, "none", "header", len(served), place, url))
    return tuple(served)


def bare(url: str) -> str:
    """An address without its query, which may hold what concerns a visitor."""
    return url.partition("?")[0].partition("#")[0]


def documents(entries: list[Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The address of each page and those of its headers that carry policies: the first document of each page."""
    seen = set()
    for entry in entries:
        request, response = (part(entry, name) for name in ("request", "response"))
        page = entry.get("pageref") if isinstance(entry, dict) else None
        content = part(response, "content")
        kind = str(content.get("mimeType") or "").lower()
        if page in seen or response.get("status") != 200 or not kind.startswith("text/html"):
            continue
        seen.add(page)
        given = [header for header in response.get("headers") or () if isinstance(header, dict)]
        named = [(str(header.get("name", "")).lower(), str(header.get("value", ""))) for header in given]
        yield str(request.get("url", "")), [one for one in named if one[0] in (HEADER, REPORT_ONLY)]
