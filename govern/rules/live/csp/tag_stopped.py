"""A served policy lets the tags of the live container do what they are there for.

A tag of custom HTML that loads a widget from a host of its own, an image tag, a variable in JavaScript, a handler in an attribute:
the browser stops each without a word to anybody but the console. The tag counts as fired, and the widget, the hit or the value is
not there. Where scripts are let in by `'strict-dynamic'`, hosts do not count. What vendors' own tags need is the question of
csp/missing-host; of a template's permissions nothing is said, since it may not use them.

Remedy: add the host to the directive, take the tag out, or write the code as a policy takes it: a template for a variable, a
listener for a handler in an attribute. Rather that than `'unsafe-inline'` or `'unsafe-eval'`, which let anybody's code run.

Source: https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.blocked import container_of, stopped_hosts
from govern.csp.forced import MENDED, by_how, named, stopped
from govern.csp.pages import UNKNOWN, pages
from govern.csp.served import page_problem
from govern.gtm.tags import place
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Chat, type: html, parameter: {html: "<script src=\\"https://chat.example/w.js\\"></script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=f"{CONTAINER}csp: script-src 'nonce-r4nd0m123456789012345' https://chat.example",
    bad=f"{CONTAINER}csp: script-src 'nonce-r4nd0m123456789012345' https://www.googletagmanager.com",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        container = container_of(project, page)
        if container is None or not page.served_as("enforce"):
            continue
        policies = page.policies(UNKNOWN)
        for what, needs in stopped_hosts(project, policies, container).items():
            listed = ", ".join(dict.fromkeys(f"{need.source} in {need.directive}" for need in needs))
            message = f"the policy stops {listed}, which {what} needs"
            told = page_problem(page, message, help="add the host, or take the tag out", about=what)
            yield told.replace(related=(Related(needs[0].reason, needs[0].place),))
        for how, found in by_how(stopped(container, policies)).items():
            related = tuple(
                Related(f"stopped by {one.request.directive}", place(container, one.kind, one.name))
                for one in found[:3]
            )
            message = f"the policy stops {how}: {named(found)}"
            yield page_problem(page, message, help=MENDED[how], about=how).replace(related=related)
