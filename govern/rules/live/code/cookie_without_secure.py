"""Cookies that code sets are marked as secure.

A cookie without `Secure` is sent over connections that are not encrypted too, where anybody on the way can read and change it.
One with `SameSite=None` and without `Secure` is not kept at all.

Remedy: add `; Secure` to the text that is written into `document.cookie`, and `; SameSite=Lax`.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.calls import values_of
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.javascript import Code
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "document.cookie = 'seen=1; path=/; Secure; SameSite=Lax';",
    bad=CONTAINER % "document.cookie = 'seen=1; path=/';",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in insecure(code)]
            if lines:
                message = (
                    f"{label(holder.kind, holder.name)} sets a cookie in line {lines[0]} that is not marked as secure"
                )
                yield problem(container, holder.kind, holder.name, message, *holder.route, help="add ; Secure")


def insecure(code: Code) -> Iterator[int]:
    """The lines that set a cookie, where the code nowhere says that one is secure."""
    if b"secure" not in code.text.lower():
        yield from (code.line_of(node) for node, _ in values_of(code, "document.cookie"))
