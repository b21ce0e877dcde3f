"""Comments that silence a finding: `# govern: ignore[csp/wildcard-source] until 2027-01-31 -- vendor rotates hosts`."""

from __future__ import annotations

import re
from array import array

from govern.core.record import Record

COMMENT = re.compile(
    r"#[ \t]*govern:[ \t]*ignore\[(?P<rules>[^\]\n]*)\](?:[ \t]+until[ \t]+(?P<until>[^\s]+))?(?:[ \t]+--[ \t]*(?P<reason>[^\n]*))?"
)


class Ignore(Record):
    """One comment. It speaks for its own line, or, when alone on a line, for the next line that is not a comment."""

    line: int
    column: int
    speaks_for: int
    rules: tuple[str, ...]
    until: str = ""
    reason: str = ""


def find(text: str) -> tuple[Ignore, ...]:
    """All ignore comments of a text, in order. Most files have none and cost one search."""
    if "govern:" not in text:
        return ()
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines, 1):
        match = COMMENT.search(line)
        if match is None:
            continue
        alone = not line[: match.start()].strip()
        rules = tuple(part.strip() for part in match["rules"].split(",") if part.strip())
        target = next_content(lines, number) if alone else number
        reason = (match["reason"] or "").strip()
        found.append(Ignore(number, match.start() + 1, target, rules, match["until"] or "", reason))
    return tuple(found)


def next_content(lines: list[str], number: int) -> int:
    """The number of the first line after `number` that is neither empty nor a comment."""
    while number < len(lines) and (not (line := lines[number].strip()) or line.startswith("#")):
        number += 1
    return number + 1


def outside_texts(found: tuple[Ignore, ...], text: str, spans: bytes) -> tuple[Ignore, ...]:
    """The comments that are comments, not a part of what a file says: inside quotes or a block, `#` begins nothing."""
    if not found:
        return ()
    lines, table = text.split("\n"), array("I")
    table.frombytes(spans)
    nodes = [tuple(table[at : at + 4]) for at in range(0, len(table), 4)]
    return tuple(ignore for ignore in found if not is_said(ignore.line - 1, ignore.column - 1, nodes, lines))


def is_said(line: int, column: int, nodes: list[tuple[int, ...]], lines: list[str]) -> bool:
    """Whether a place is within a text. Of all nodes the last that begins before it decides."""
    before = [node for node in nodes if (node[0], node[1]) <= (line, column)]
    if not before:
        return False
    begin, at, end, end_at = before[-1]
    first = lines[begin][at : at + 1]
    if first in "[{" or (first in "|>" and begin == line):
        return False
    return (line, column) < (end, end_at)
