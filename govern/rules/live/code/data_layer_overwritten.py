"""The data layer is never set anew.

`dataLayer = []` throws away the list that Tag Manager listens to. What is pushed from then on reaches nobody: no trigger fires
any more, for the rest of the page.

Remedy: `window.dataLayer = window.dataLayer || [];`

Source: https://developers.google.com/tag-platform/tag-manager/datalayer, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.calls import set_by
from govern.gtm.container import label
from govern.gtm.javascript import Code, parents, running
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "window.dataLayer = window.dataLayer || []; dataLayer.push({event: 'seen'});",
    bad=CONTAINER % "window.dataLayer = []; dataLayer.push({event: 'seen'});",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in overwrites(code)]
            if lines:
                message = f"{label(holder.kind, holder.name)} sets the data layer anew in line {lines[0]}, so that Tag Manager hears nothing more"
                yield problem(
                    container,
                    holder.kind,
                    holder.name,
                    message,
                    *holder.route,
                    help="write window.dataLayer = window.dataLayer || []",
                )


def overwrites(code: Code) -> Iterator[int]:
    """The lines that set the data layer anew, unless they first look whether there is one."""
    if b"dataLayer" not in code.text:
        return
    around = parents(code)
    for node, value in set_by(code).get("dataLayer", ()):
        anew = value.type == "array" or (value.type == "new_expression" and code.written(value).startswith("new Array"))
        parent, looks, local = around.get(node.id), False, node.type == "variable_declarator"
        inside = False
        while parent is not None:
            test = parent.child_by_field_name("condition") or parent.child_by_field_name("left")
            looks = looks or (
                test is not None and "dataLayer" in code.written(test) and parent.type != "assignment_expression"
            )
            inside = inside or "function" in parent.type
            parent = around.get(parent.id)
        if anew and not looks and not (local and inside):
            yield code.line_of(node)
