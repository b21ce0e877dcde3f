"""A policy does not let texts run as scripts.

`'unsafe-eval'` lets a script run any text that it comes by, an address or a field of the data layer among them. Of Tag
Manager only custom JavaScript variables need it; where the exported container has such variables, they are named.

Remedy: make the variables templates, and take `'unsafe-eval'` out. WebAssembly needs only `'wasm-unsafe-eval'`.

Source: https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.request import Request
from govern.csp.served import enforced, is_open, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="csp: script-src 'self' 'wasm-unsafe-eval'",
    bad="csp: script-src 'self' 'unsafe-eval'",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    needing = variables_with_code(project)
    for served in enforced(project):
        directive = served.policy.effective("script-src")
        if directive is None or "'unsafe-eval'" not in directive.words:
            continue
        if served.policy.has("require-trusted-types-for", "'script'"):
            continue
        if not is_open(project, served, Request("script-src", (), "eval")):
            continue
        shown = ", ".join(f'"{name}"' for name in needing[:5]) + (" and more" if len(needing) > 5 else "")
        help = f"only custom JavaScript variables need it: {shown}" if needing else "take it out"
        message = f"{directive.name} has 'unsafe-eval', which lets any text run as a script"
        yield problem(served, message, help=help, about=directive.name)


def variables_with_code(project: Project) -> list[str]:
    """The custom JavaScript variables of the exported web containers."""
    return [
        str(variable.get("name", ""))
        for container in project.live.containers
        if container.context == "web"
        for variable in container.bodies("variable").values()
        if variable.get("type") == "jsm"
    ]
