"""Nothing that was meant for a test is left in code.

`debugger` stops the page of everybody who has the developer tools open, `alert` shows a box to every visitor, and `debug_mode`
marks the events of all visitors as those of a test, which fills DebugView and keeps real tests from being seen.

Remedy: delete the line.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.calls import calls_of
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.javascript import Code
from govern.gtm.nodes import nodes
from govern.gtm.tags import problem
from govern.gtm.texts import says
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""

WORDS = ("debugger", "alert", "debug_mode")
LEFT = regex("|".join(WORDS).encode())
"""What code has in it that is looked at."""


@rule(
    good=CONTAINER % "gtag('config', 'G-ABC1234567');",
    bad=CONTAINER % "gtag('config', 'G-ABC1234567', {debug_mode: true});",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container) if says(container, *WORDS) else ():
            found = [left for code in holder.codes for left in debugs(code)]
            if found:
                what, line = found[0]
                message = f"{label(holder.kind, holder.name)} still has {what} in line {line}, which every visitor gets"
                yield problem(container, holder.kind, holder.name, message, *holder.route, help="delete it")


def debugs(code: Code) -> Iterator[tuple[str, int]]:
    """What was meant for a test, with its line."""
    if not LEFT.search(code.text):
        return
    for node in nodes(code, "debugger"):
        yield "debugger", code.line_of(node)
    yield from (("alert", code.line_of(node)) for node in calls_of(code, "alert"))
    for node in nodes(code, "switched_on"):
        if code.written(node).strip("'\"") == "debug_mode":
            yield "debug_mode", code.line_of(node)
