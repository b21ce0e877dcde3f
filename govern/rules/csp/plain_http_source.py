"""A policy lets in only what comes over https.

`http://` lets everybody on the way change what is loaded, a script for instance, and a page over https does not load it
anyway: the widget is allowed and does not appear.

Remedy: write `https://`, or the host alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.source import parse_source
from govern.csp.tried import to_judge
from govern.csp.written import written
from govern.project import Project
from govern.rules import Problem, rule

SITE = "sites: [{name: shop}]\ncsp: [{site: shop, mode: enforce, inline: none"
LOCAL = frozenset({"localhost", "127.0.0.1"})


@rule(
    good=f"{SITE}, base: {{img-src: [https://cdn.shop.example]}}}}]",
    bad=f"{SITE}, base: {{img-src: [http://cdn.shop.example]}}}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        for source in written(policy):
            parsed = parse_source(source.source) if source.source.lower().startswith(("http://", "ws://")) else None
            if parsed is not None and parsed.kind == "host" and parsed.host not in LOCAL and parsed.host != "*":
                secure = {"http": "https", "ws": "wss"}[parsed.scheme]
                message = f'source "{source.source}" in {source.directive} is not encrypted'
                yield Problem(source.place, message, help=f"write {secure}{source.source[len(parsed.scheme) :]}")
