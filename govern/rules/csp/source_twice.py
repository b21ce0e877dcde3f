"""A source stands in a directive once.

The second one does nothing, until somebody removes the first: then the host is still allowed, and the review that took
it out was for nothing.

Remedy: keep the one that says why it is there, and remove the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.csp.source import parse_source
from govern.csp.tried import to_judge
from govern.csp.written import written
from govern.project import Project
from govern.rules import Problem, removal, rule

SITE = "sites: [{name: shop}]\ncsp: [{site: shop, mode: enforce, inline: none"


@rule(
    good=f"{SITE}, base: {{img-src: [https://a.example, https://b.example]}}}}]",
    bad=f"{SITE}, base: {{img-src: [https://a.example, https://A.example]}}}}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        first: dict[tuple[str, str], Place] = {}
        for source in written(policy):
            key = (source.directive, parse_source(source.source.strip()).word)
            other = first.setdefault(key, source.place)
            if other is not source.place:
                message = f'source "{source.source}" stands in {source.directive} twice'
                fix = () if source.is_extra else removal(source.place)
                yield Problem(
                    source.place, message, (Related("the first one", other),), "remove one of the two", fix=fix
                )
