"""A directive that is closed with 'none' is not opened by a destination.

`'none'` in `base` says that nothing may be loaded; a declared destination or the web container needs something of that
kind, so the rendered header lets it in and `'none'` is gone. Whoever reads the specs believes that a door is closed which stands
open.

Remedy: take the directive out of `base` and let it be derived; or, if nothing may be loaded, remove the destination's
browser leg (`browser: false`).

Source: what each platform needs stands with its source in `govern/platforms`, such as
https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.needs import needs
from govern.csp.tried import to_judge
from govern.project import Project
from govern.rules import Problem, rule

DESTINATION = "sites: [{name: shop}]\ndestinations: [{name: meta, platform: meta, site: shop}]"


@rule(
    good=f"""{DESTINATION}\ncsp: [{{site: shop, mode: enforce, base: {{base-uri: ["'self'"], object-src: ["'none'"]}}}}]""",
    bad=f"""{DESTINATION}\ncsp: [{{site: shop, mode: enforce, base: {{base-uri: ["'self'"], img-src: ["'none'"]}}}}]""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        for name, listed in policy.base.items():
            if [source.lower() for source in listed] != ["'none'"]:
                continue
            need = next((need for need in needs(project, policy) if need.directive == name.lower()), None)
            if need is not None:
                message = f"{name} is closed with 'none', and {need.what} needs {need.source} there, which is let in"
                yield Problem(
                    policy.place("base", name),
                    message,
                    (Related("needed from here", need.place),),
                    "take it out of base",
                )
