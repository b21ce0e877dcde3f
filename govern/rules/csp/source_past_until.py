"""A source that was let in for a time is taken out when the time is over.

The widget is gone, its host stays allowed, and in two years somebody else owns the domain. A policy that only ever grows
protects less every year.

Remedy: remove the source, or set a new day in `until` with a reason that holds today.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Route
from govern.csp.written import subject
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.csp import Csp, ExtraSource

POLICY = """
sites: [{name: shop}]
csp:
  - site: shop
    mode: enforce
    extra: [{directive: img-src, source: https://a.example, reason: sale, owner: web-team, until: %s}]
"""


@rule(good=POLICY % "2099-12-31", bad=POLICY % "2020-01-31", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    for policy in project.policies:
        for way, extra in extras(policy):
            if extra.until is not None and extra.until < project.today:
                message = (
                    f'source "{extra.source}" in {extra.directive} was allowed until {extra.until}, which has passed'
                )
                place, help = policy.place(*way, "until"), "remove the source, or set a new day"
                yield Problem(place, message, help=help, subject=subject(policy.site, extra))


def extras(policy: Csp) -> Iterator[tuple[Route, ExtraSource]]:
    """The sources of a policy that no destination explains, those on trial too, and the way to each."""
    yield from ((("extra", at), one) for at, one in enumerate(policy.extra))
    if policy.trial is not None:
        yield from ((("trial", "extra", at), one) for at, one in enumerate(policy.trial.extra))
