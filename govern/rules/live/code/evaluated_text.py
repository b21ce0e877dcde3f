"""No code is made of text while the page runs.

`eval`, `new Function` and `setTimeout` with a text run whatever the text says, so whoever can change the text (an address, a
data layer, a vendor's answer) runs code on the page. A content security policy without `unsafe-eval` forbids them all, and the
tag does nothing.

Remedy: call the function itself; read data with `JSON.parse`.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.evaluated import evaluates
from govern.gtm.holders import running
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "setTimeout(function () { fbq('track', 'Lead'); }, 100);",
    bad=CONTAINER % "setTimeout('send()', 100);",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in evaluates(code)]
            if lines:
                message = f"{label(holder.kind, holder.name)} makes code of a text in line {lines[0]}, which a content security policy forbids"
                yield problem(
                    container, holder.kind, holder.name, message, *holder.route, help="call a function instead"
                )
