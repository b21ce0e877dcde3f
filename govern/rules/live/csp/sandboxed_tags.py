"""A sandbox that a policy puts around a page lets its tags work.

Without `allow-scripts` no script runs, the container's least of all. Without `allow-same-origin` the page belongs to no site: what reads
or sets a cookie throws, so each page view is a new visitor without a click ID. Neither is told to anybody but the console.

Remedy: add what is missing, or take `sandbox` out of the policy of pages that are measured; it is meant for files that visitors upload.

Source: https://html.spec.whatwg.org/multipage/browsers.html#sandboxing, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.served import enforced, problem
from govern.project import Project
from govern.rules import Problem, rule

NEEDED = {
    "allow-scripts": "no script runs, Tag Manager least of all",
    "allow-same-origin": "no tag can read or set a cookie",
}


@rule(
    good="csp: default-src 'self'; sandbox allow-scripts allow-same-origin allow-forms",
    bad="csp: default-src 'self'; sandbox allow-forms allow-same-origin",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for served in enforced(project):
        sandbox = served.policy.directive("sandbox")
        if sandbox is not None:
            words = {word.lower() for word in sandbox.values}
            absent = next((word for word in NEEDED if word not in words), "")
            if absent:
                message = f"sandbox has no {absent}, so {NEEDED[absent]}"
                yield problem(served, message, help=f"add {absent}", about=absent)
