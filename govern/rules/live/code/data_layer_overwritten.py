"""The data layer is never set anew.

`dataLayer = []` throws away the list that Tag Manager listens to. What is pushed from then on reaches nobody: no trigger fires
any more, for the rest of the page.

Remedy: `window.dataLayer = window.dataLayer || [];`

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.regex import regex
from govern.gtm.calls import values_of
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.javascript import Code, above
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

if TYPE_CHECKING:
    from tree_sitter import Node

ANEW = regex(rb"=[\s\x80-\xff]*+(?:\[|new|/[/*]|<!--)")
"""What code has that sets anything to a new list, perhaps with a comment before it: most has no such place."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "window.dataLayer = window.dataLayer || []; dataLayer.push({event: 'seen'});",
    bad=CONTAINER % "window.dataLayer = []; dataLayer.push({event: 'seen'});",
    level="warning",
    cost="numbers",
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
    for node, value in values_of(code, "dataLayer") if ANEW.search(code.text) else ():
        anew = value.type == "array" or (value.type == "new_expression" and code.written(value).startswith("new Array"))
        way = list(above(code, node)) if anew else []
        local = node.type == "variable_declarator" and any("function" in parent.type for parent in way)
        if anew and not local and not any(looks(code, parent) for parent in way):
            yield code.line_of(node)


def looks(code: Code, node: Node) -> bool:
    """Whether a statement asks for the data layer before it comes to its parts."""
    if node.type not in ("if_statement", "binary_expression", "ternary_expression"):
        return False
    test = node.child_by_field_name("left" if node.type == "binary_expression" else "condition")
    return test is not None and b"dataLayer" in code.parsed(test)[:500]
