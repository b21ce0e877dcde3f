"""A served policy lets in only what comes over https.

`http://` lets everybody on the way change what is loaded, or read a report of what was blocked; a page over https does
not load it anyway.

Remedy: write `https://`, or the host alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.policy import SOURCE_LISTS
from govern.csp.served import enforced, problem
from govern.csp.source import parse_source
from govern.project import Project
from govern.rules import Problem, rule

LOCAL = frozenset({"localhost", "127.0.0.1", "*"})
REPORTS = "report-uri"


@rule(
    good="csp: img-src https://cdn.acme.example http://localhost:3000",
    bad="csp: img-src http://cdn.acme.example",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for served in enforced(project):
        for directive in served.policy.directives:
            listed = directive.values if directive.name in SOURCE_LISTS or directive.name == REPORTS else ()
            for value in listed:
                if not value.lower().startswith(("http://", "ws://")) or parse_source(value).host in LOCAL:
                    continue
                what = "sends reports" if directive.name == REPORTS else "lets in what comes"
                message = f"{directive.name} has {value}, which {what} unencrypted"
                yield problem(served, message, help="write https, or wss", about=f"{directive.name} {value.lower()}")
