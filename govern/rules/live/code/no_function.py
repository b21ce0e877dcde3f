"""A custom JavaScript variable is one function.

Tag Manager calls the code of such a variable. Statements, or a function that is given a name and never handed over, are no
function to call: the variable is undefined wherever it is used.

Remedy: put the code into `function() { … return …; }`.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.holders import holders, statements, the_function
from govern.gtm.javascript import Code
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Host, type: jsm, parameter: {javascript: "%s"}}]
"""


@rule(
    good=CONTAINER % "function() { return location.hostname; }",
    bad=CONTAINER % "location.hostname",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in holders(container):
            if holder.kind == "variable" and any(map(is_no_function, holder.codes)):
                message = (
                    f"{label('variable', holder.name)} holds code that is not a function, so it is always undefined"
                )
                help = "put it into function() { … return …; }"
                yield problem(container, "variable", holder.name, message, *holder.route, help=help)


def is_no_function(code: Code) -> bool:
    """Whether code that can be read is something else than one function."""
    if code.root.has_error:
        plain = statements(code)
        return plain is not None and not plain.has_error
    return the_function(code) is None
