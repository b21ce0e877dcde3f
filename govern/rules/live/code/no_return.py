"""The function of a custom JavaScript variable returns something.

Without `return` and a value the variable is undefined, and every tag that reads it sends nothing in its place. A `return`
inside a function within, such as that of a callback, returns to the callback's caller and not to Tag Manager.

Remedy: return the value, or make the code a custom HTML tag if it is run for what it does.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.holders import holders, the_function
from govern.gtm.javascript import Code, parents
from govern.gtm.nodes import nodes
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Host, type: jsm, parameter: {javascript: "%s"}}]
"""

FUNCTIONS = ("function_expression", "function_declaration", "arrow_function", "method_definition", "generator_function")


@rule(
    good=CONTAINER % "function() { return location.hostname; }",
    bad=CONTAINER % "function() { location.hostname; }",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in holders(container):
            if holder.kind == "variable" and any(map(returns_nothing, holder.codes)):
                message = (
                    f"{label('variable', holder.name)} holds a function that returns nothing, so it is always undefined"
                )
                yield problem(container, "variable", holder.name, message, *holder.route, help="return the value")


def returns_nothing(code: Code) -> bool:
    """Whether the function has no `return` with a value of its own."""
    function = None if code.root.has_error else the_function(code)
    body = function.child_by_field_name("body") if function is not None else None
    if function is None or body is None or body.type != "statement_block":
        return False
    if any(child.type == "return_statement" and child.named_child_count for child in body.named_children):
        return False
    around = parents(code)
    for node in nodes(code, "return") if b"return" in code.text else ():
        if not node.named_child_count:
            continue
        parent = around.get(node.id)
        while parent is not None and parent.type not in FUNCTIONS:
            parent = around.get(parent.id)
        if parent is not None and parent.id == function.id:
            return False
    return True
