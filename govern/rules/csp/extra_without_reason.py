"""Every extra source says why it is there and who answers for it.

A host that nobody remembers is a host that nobody dares to remove, and the policy only ever grows. When the vendor is
sold or its domain expires, nobody is asked.

Remedy: write `reason` in a few words and the team in `owner`; a source that is needed for a while gets an `until`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.needs import derived
from govern.csp.source import parse_source
from govern.csp.tried import to_judge
from govern.csp.written import subject
from govern.project import Project
from govern.rules import Problem, rule

SITE = "sites: [{name: shop}]\n"
SOURCE = "directive: img-src, source: https://a.example"


@rule(
    good=f"{SITE}csp: [{{site: shop, mode: enforce, extra: [{{{SOURCE}, reason: review widget, owner: web-team}}]}}]",
    bad=f"{SITE}csp: [{{site: shop, mode: enforce, extra: [{{{SOURCE}}}]}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        for position, extra in enumerate(policy.extra):
            key = (extra.directive.lower(), parse_source(extra.source.strip()).word)
            if (extra.until is not None and extra.until < project.today) or key in derived(project, policy):
                continue  # csp/source-past-until or csp/derived-source wants it gone
            missing = [key for key in ("reason", "owner") if not (getattr(extra, key) or "").strip()]
            if missing:
                lacks = " and no ".join(f'"{key}"' for key in missing)
                message = f'source "{extra.source}" in {extra.directive} has no {lacks}'
                yield Problem(
                    policy.place("extra", position),
                    message,
                    help="write who needs it and why",
                    subject=subject(policy.site, extra),
                )
