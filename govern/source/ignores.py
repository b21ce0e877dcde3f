"""Comments that silence a finding: `# govern: ignore[csp/wildcard-source] until 2027-01-31 -- vendor rotates hosts`."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from govern.core.record import Record
from govern.core.regex import regex

COMMENT = regex(
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
    content = next_content(lines)
    found = []
    for number, line in enumerate(lines, 1):
        match = COMMENT.search(line)
        if match is None:
            continue
        alone = not line[: match.start()].strip()
        rules = tuple(part.strip() for part in match["rules"].split(",") if part.strip())
        target = content[number] if alone else number
        reason = (match["reason"] or "").strip()
        found.append(Ignore(number, match.start() + 1, target, rules, match["until"] or "", reason))
    return tuple(found)


def next_content(lines: list[str]) -> list[int]:
    """Of each number of a line the first line after it that is neither empty nor a comment, told from the end."""
    following = [len(lines) + 1] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number].strip()
        following[number] = following[number + 1] if not line or line.startswith("#") else number + 1
    return following


def outside_texts(found: tuple[Ignore, ...], text: str, spans: bytes) -> tuple[Ignore, ...]:
    """The comments that are comments, not a part of what a file says: inside quotes or a block, `#` begins nothing."""
    if not found:
        return ()
    lines, table = text.split("\n"), array("I")
    table.frombytes(spans)
    nodes = sorted((tuple(table[at : at + 4]) for at in range(0, len(table), 4)), key=beginning)
    return tuple(ignore for ignore in found if not is_said(ignore.line - 1, ignore.column - 1, nodes, lines))


def beginning(node: tuple[int, ...]) -> tuple[int, int]:
    """The line and the column at which a node begins."""
    return node[0], node[1]


def is_said(line: int, column: int, nodes: list[tuple[int, ...]], lines: list[str]) -> bool:
    """Whether a place is within a text. Of all nodes, in the order of their beginnings, the last that begins before it
    decides."""
    before = bisect_right(nodes, (line, column), key=beginning)
    if not before:
        return False
    begin, at, end, end_at = nodes[before - 1]
    first = lines[begin][at : at + 1]
    if first in "[{" or (first in "|>" and begin == line):
        return False
    return (line, column) < (end, end_at)
