"""No tag writes into the document while it loads.

A tag runs after the page has been read. `document.write` then wipes the page and writes a new one, or does nothing where the
browser forbids it. Tag Manager has a switch, "Support document.write", that catches the call; without it the page is gone.

Remedy: append an element with `document.createElement`, or switch on "Support document.write" in the tag.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.calls import calls_of
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.javascript import Code
from govern.gtm.tags import problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "document.body.appendChild(document.createElement('img'));",
    bad=CONTAINER % "document.write('<img src=a>');",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in writes(code)]
            if lines and text_of(holder.body, "supportDocumentWrite") != "true":
                message = f"{label(holder.kind, holder.name)} calls document.write in line {lines[0]}, which can wipe the page"
                help = "append an element instead"
                yield problem(container, holder.kind, holder.name, message, *holder.route, help=help)


def writes(code: Code) -> Iterator[int]:
    """The lines that write into the document."""
    yield from map(code.line_of, calls_of(code, "document.write", "document.writeln"))
