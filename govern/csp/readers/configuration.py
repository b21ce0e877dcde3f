"""Content security policies in the configuration of a server or a site.

- nginx: `add_header Content-Security-Policy "..." always;`
- Apache: `Header always set Content-Security-Policy "..."`
- Caddy: `header Content-Security-Policy "..."`, alone or in a block
- Next.js, Express: `{key: "Content-Security-Policy", value: "..."}` or `setHeader("Content-Security-Policy", "...")`, where the
  value is a literal, a template or a constant that is one, such as `const csp = [...].join("; ")`

A nonce that the server fills in (`'nonce-$csp_nonce'`, `'nonce-${nonce}'`) is kept as one; what else is worked out when
the program runs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govern.core.reader import Given
from govern.core.report import Place, Span
from govern.csp.policy import DIRECTIVES, parse_policies
from govern.csp.readers.headers import ServedPolicy, entity_of

PRECEDENCE = 44
READS = "text"
HOLDS = "policies"

NAME = re.compile(r"content-security-policy(-report-only)?(?![\w-])[\"'`]?", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,:=]{0,40}(?:[\"']?value[\"']?\s{0,9}[:=]\s{0,40})?")
CONSTANT = re.compile(r"[A-Za-z_$][\w$]{0,80}")
MADE = re.compile(r"\$\{[^{}]{0,400}\}")
FILLED_IN = re.compile(r"'nonce-[^']{0,20}[$%{<][^']{0,200}'")
PLACEHOLDER = "'nonce-placeholder'"
COMMENTS = ("#", "//", "*", "<!--")


def matches(data: Any) -> bool:
    """Whether a text sets the header: its name, and behind it a value that begins with a directive."""
    return next(found(data), None) is not None


def read(given: Given) -> tuple[ServedPolicy, ...]:
    """Every policy that the configuration sets."""
    served: list[ServedPolicy] = []
    for disposition, value, line in found(given.data):
        for policy in parse_policies(value):
            position = len(served)
            place = Place(given.file, (), Span(line, 1, line, 2), entity_of(disposition, position))
            served.append(ServedPolicy(given.file, policy, disposition, "configuration", position, place))
    return tuple(served)


def found(text: str) -> Iterator[tuple[Any, str, int]]:
    """Each value: whether it is enforced, the policy, and the line of the header's name."""
    line, counted = 1, 0
    for name in NAME.finditer(text):
        line, counted = line + text.count("\n", counted, name.start()), name.start()
        before = text[max(text.rfind("\n", 0, name.start()) + 1, name.start() - 200) : name.start()]
        if before.lstrip().startswith(COMMENTS):
            continue
        start = BETWEEN.match(text, name.end())
        if start is None or start.end() == name.end():
            continue
        value = literal(text, start.end()) or constant(text, start.end())
        value = FILLED_IN.sub(PLACEHOLDER, value)
        value = " ".join(MADE.sub(" ", value).split())
        words = value.split(None, 1)
        if words and words[0].rstrip(";").lower() in DIRECTIVES:
            yield "report" if name[1] else "enforce", value, line


def literal(text: str, at: int) -> str:
    """The text in quotes at a position, or the texts of a list of them, joined as policies are; empty if there is none."""
    if text[at : at + 1] == "[":
        return listed(text, at + 1)
    quote = text[at : at + 1]
    if quote not in ('"', "'", "`"):
        return ""
    end = at + 1
    while (end := text.find(quote, end)) != -1 and text[end - 1] == "\\":
        end += 1
    return text[at + 1 : end].replace(f"\\{quote}", quote).replace("\\\n", " ").replace("\\n", " ") if end != -1 else ""


def listed(text: str, at: int) -> str:
    """The texts of a list, each a directive."""
    parts = []
    while part := literal(text, at):
        parts.append(part.strip().rstrip(";"))
        at = text.find(part, at) + len(part) + 1
        behind = re.compile(r"[\s,]{0,200}").match(text, at)
        at = behind.end() if behind is not None else at
        if len(parts) > 100:
            break
    return "; ".join(parts)


def constant(text: str, at: int) -> str:
    """The text of a constant that is named at a position."""
    name = CONSTANT.match(text, at)
    if name is None:
        return ""
    assigned = re.search(rf"\b(?:const|let|var)\s+{re.escape(name[0])}\b[^=\n]{{0,80}}=\s{{0,80}}", text)
    return literal(text, assigned.end()) if assigned is not None else ""
