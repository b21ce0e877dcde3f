"""Code is written in the JavaScript that Tag Manager compiles, which is ECMAScript 5.

Tag Manager compiles custom HTML and custom JavaScript and refuses `const`, arrow functions, template literals and all else
that came with ECMAScript 2015: "This language feature is only supported for ECMASCRIPT6 mode or better". A container that was
filled by the API or by an import has such code until somebody publishes, and then nothing in it can be published. Scripts
of the type `text/gtmscript` or `module` are handed through and not compiled.

Remedy: write it as ECMAScript 5: `var`, `function`, texts put together with `+`. A compiler such as Babel does it for you.

Source: https://github.com/kidGodzilla/event-layer/issues/30 (Tag Manager's own message) and
https://skills.sh/ekusiadadus/claude-skill-gtm-javascript/gtm-javascript, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.ecmascript import newer
from govern.gtm.holders import running
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Host, type: jsm, parameter: {javascript: "%s"}}]
"""


@rule(
    good=CONTAINER % "function() { var host = {{Page URL}}; return host; }",
    bad=CONTAINER % "() => { const host = {{Page URL}}; return host; }",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            found = [feature for code in holder.codes for feature in newer(code)]
            if found:
                first, *others = found
                more = f" and {len(others)} more" if len(others) > 1 else f" and {others[0].feature}" if others else ""
                message = (
                    f"{label(holder.kind, holder.name)} has {first.feature} in line {first.line}{more}, which Tag Manager "
                    "does not compile"
                )
                help = "write it as ECMAScript 5, with var and function"
                yield problem(container, holder.kind, holder.name, message, *holder.route, help=help)
