"""What is repeated by a timer stops some time.

`setInterval` without a `clearInterval` goes on as long as the page is open. A tag that fires on each page of an app adds a timer
each time; pages get slow, and what the timer sends is sent again and again.

Remedy: keep what `setInterval` returns and hand it to `clearInterval` when the work is done, or after some tries.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.calls import calls_of
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
    good=CONTAINER % "var timer = setInterval(function () { if (window.fbq) { clearInterval(timer); } }, 100);",
    bad=CONTAINER % "setInterval(function () { look(); }, 100);",
    level="note",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in endless(code)]
            if lines:
                message = f"{label(holder.kind, holder.name)} starts a timer in line {lines[0]} that nothing stops"
                yield problem(
                    container,
                    holder.kind,
                    holder.name,
                    message,
                    *holder.route,
                    help="stop it with clearInterval when the work is done",
                )


def endless(code: Code) -> Iterator[int]:
    """The lines that start a timer, where nothing in the code stops one."""
    if b"clearInterval" not in code.text:
        yield from map(code.line_of, calls_of(code, "setInterval"))
