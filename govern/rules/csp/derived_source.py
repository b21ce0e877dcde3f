"""An extra source is one that no declared destination brings by itself.

The hosts of declared destinations are added by themselves and go when the destination goes. Written as an extra source,
the host stays allowed after the vendor was left, and nobody connects the two any more.

Remedy: remove the extra source.

Source: what each platform needs stands with its source in `govern/platforms`, such as
https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.needs import derived
from govern.csp.source import parse_source
from govern.csp.tried import to_judge
from govern.csp.written import written
from govern.project import Project
from govern.rules import Problem, rule

SITE = "sites: [{name: shop}]\ndestinations: [{name: meta, platform: meta, site: shop}]"
POLICY = "site: shop, mode: enforce"
WHY = "reason: pixel, owner: web-team"


@rule(
    good=f"{SITE}\ncsp: [{{{POLICY}, extra: [{{directive: img-src, source: https://a.example, {WHY}}}]}}]",
    bad=f"{SITE}\ncsp: [{{{POLICY}, extra: [{{directive: img-src, source: https://www.facebook.com, {WHY}}}]}}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        if not policy.extra:
            continue
        added = derived(project, policy)
        for source in written(policy):
            need = added.get((source.directive, parse_source(source.source.strip()).word))
            if source.is_extra and need is not None:
                message = f'source "{source.source}" in {source.directive} is added for {need.what} anyway'
                yield Problem(source.place, message, (Related("added for this", need.place),), "remove it")
